package tdb2.app;

import java.util.Optional;
import java.util.function.Predicate;
import tdb2.engine.Content;
import tdb2.engine.Entry;
import tdb2.engine.Fetch;
import tdb2.engine.StoreMode;
import tdb2.engine.Tdb;
import tdb2.engine.Transaction;

/** The records that the verbs of the shell work on: those of the file, or as a transaction has them. */
interface ShellRecords {

    Optional<byte[]> fetch(byte[] key);

    boolean store(byte[] key, Content value, StoreMode mode);

    void append(byte[] key, Content more);

    boolean delete(byte[] key);

    void wipe();

    long traverse(Fetch fetch, Predicate<Entry> visitor);

    /** Those of a file. */
    record OfFile(Tdb tdb) implements ShellRecords {
        @Override
        public Optional<byte[]> fetch(byte[] key) {
            return tdb.fetch(key);
        }

        @Override
        public boolean store(byte[] key, Content value, StoreMode mode) {
            return tdb.store(key, value, mode);
        }

        @Override
        public void append(byte[] key, Content more) {
            tdb.append(key, more);
        }

        @Override
        public boolean delete(byte[] key) {
            return tdb.delete(key);
        }

        @Override
        public void wipe() {
            tdb.wipe();
        }

        @Override
        public long traverse(Fetch fetch, Predicate<Entry> visitor) {
            return tdb.traverse(fetch, visitor);
        }
    }

    /** Those of a transaction. */
    record OfTransaction(Transaction transaction) implements ShellRecords {
        @Override
        public Optional<byte[]> fetch(byte[] key) {
            return transaction.fetch(key);
        }

        @Override
        public boolean store(byte[] key, Content value, StoreMode mode) {
            return transaction.store(key, value, mode);
        }

        @Override
        public void append(byte[] key, Content more) {
            transaction.append(key, more);
        }

        @Override
        public boolean delete(byte[] key) {
            return transaction.delete(key);
        }

        @Override
        public void wipe() {
            transaction.wipe();
        }

        @Override
        public long traverse(Fetch fetch, Predicate<Entry> visitor) {
            return transaction.traverse(fetch, visitor);
        }
    }
}
