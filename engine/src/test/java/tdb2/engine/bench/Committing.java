package tdb2.engine.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import tdb2.engine.CreateOptions;
import tdb2.engine.OpenOptions;
import tdb2.engine.ReadTransaction;
import tdb2.engine.Tdb;
import tdb2.engine.Transaction;

/** A store whose one-record transactions are durable when they return; measured beside others. */
interface Committing extends AutoCloseable {

    /** A transaction that stores one record; on the disk when this returns. */
    void commit(byte[] key, byte[] value);

    /** Reads one record as a program would that wants a consistent answer. */
    int read(byte[] key);

    @Override
    void close();

    /** The stores, by the names the measurements give them. */
    static Committing open(String name, Path directory) {
        return switch (name) {
            case "tdb2" -> new Engine(directory.resolve("bench.tdb2"));
            case "libtdb" -> new Samba(directory.resolve("bench.tdb"));
            case "lmdb" -> new Lmdb(directory);
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** This engine. */
    final class Engine implements Committing {

        private final Tdb tdb;

        Engine(Path file) {
            tdb = Files.exists(file) ? Tdb.open(file, OpenOptions.WRITE) : Tdb.create(file, CreateOptions.DEFAULT);
        }

        @Override
        public void commit(byte[] key, byte[] value) {
            try (Transaction transaction = tdb.begin()) {
                transaction.store(key, value);
                transaction.commit();
            }
        }

        @Override
        public int read(byte[] key) {
            return tdb.fetch(key).map(value -> value.length).orElse(-1);
        }

        /** All records as they are at one moment. */
        long readAll(byte[]... keys) {
            try (ReadTransaction reading = tdb.beginRead()) {
                long bytes = 0;
                for (byte[] key : keys) {
                    bytes += reading.fetch(key).map(value -> value.length).orElse(0);
                }
                return bytes;
            }
        }

        @Override
        public void close() {
            tdb.close();
        }
    }

    /** Samba's library. */
    record Samba(LibTdb tdb) implements Committing {

        Samba(Path file) {
            this(new LibTdb(file, 10_007, 0));
        }

        @Override
        public void commit(byte[] key, byte[] value) {
            tdb.commit(key, value);
        }

        @Override
        public int read(byte[] key) {
            return tdb.fetch(key);
        }

        @Override
        public void close() {
            tdb.close();
        }
    }

    /** LMDB, with its own sync. */
    record Lmdb(LmdbPeer lmdb) implements Committing {

        Lmdb(Path directory) {
            this(LmdbPeer.synced(directory));
        }

        @Override
        public void commit(byte[] key, byte[] value) {
            lmdb.store(key, value);
        }

        @Override
        public int read(byte[] key) {
            return lmdb.fetch(key);
        }

        @Override
        public void close() {
            lmdb.close();
        }
    }
}
