package tdb2.engine;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import tdb2.engine.Trace.Operation;
import tdb2.engine.dialect.Hashing;
import tdb2.engine.dialect.ValueRoom;
import tdb2.engine.dialect.WritableAssembly;
import tdb2.engine.error.CancelledException;
import tdb2.engine.error.LockException;
import tdb2.engine.error.RefusedException;
import tdb2.engine.error.StorageException;
import tdb2.engine.format.NewRecord;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.format.WritableBytes;
import tdb2.engine.index.IndexWriter.KeyPlace;
import tdb2.engine.lock.ByteRange;
import tdb2.engine.lock.LockBackend;
import tdb2.engine.lock.LockBackend.Mode;
import tdb2.engine.lock.Waiting;

/**
 * The operations on single records of a file that is open for writing, or of the overlay of a transaction. Each holds the
 * lock of its key's whole partition from beginning to end, and waits for it. Safe for several threads.
 *
 * <p>
 * In a native file a value is never written over: its new version gets room of its own, one store of the index entry
 * leads to it, and then the old one is freed. So a process killed at any moment leaves each key with its old or its new
 * value. The one exception is a value of the same length that differs in one aligned 8-byte word: that word is stored in
 * place, in one piece. Other dialects write over a value that has room for it ({@link ValueRoom}).
 */
final class Operations {

    private static final int WORD = 8;
    /** Longest value that is compared with the one in the file before it is stored. */
    private static final int COMPARED = 64;

    private final WritableAssembly file;
    private final WritableBytes bytes;
    private final LockBackend locks;
    private final Supplier<Waiting> waiting;
    private final Set<Flag> flags;
    private final Trace trace;

    /** Works on a record's place. */
    private interface Work<T> {
        T at(KeyPlace place, long hash);
    }

    /**
     * @param waiting made for each operation: how long it may wait for its lock
     * @param flags switched by others at any time
     */
    Operations(WritableAssembly file, LockBackend locks, Supplier<Waiting> waiting, Set<Flag> flags,
            Trace trace) {
        this.file = file;
        this.bytes = file.bytes();
        this.locks = locks;
        this.waiting = waiting;
        this.flags = flags;
        this.trace = trace;
    }

    private long hash(byte[] key) {
        Hashing hashing = file.reading().hashing();
        return hashing.function().hash(key, hashing.seed());
    }

    private ByteRange range(long hash) {
        return file.reading().locks().partition(file.reading().index().partitionOf(hash)).orElseThrow();
    }

    /** Gives the value of a key to a reader while the record is locked; empty when the key is not there. */
    <T> Optional<T> parse(byte[] key, Function<ValueView, T> reader) {
        Optional<T> read = parseLocked(key, reader);
        trace.operation(Operation.PARSE, key, 0, read.isPresent());
        return read;
    }

    private <T> Optional<T> parseLocked(byte[] key, Function<ValueView, T> reader) {
        long hash = hash(key);
        ByteRange range = range(hash);
        while (true) {
            locks.lock(range, Mode.READ, waiting.get());
            try {
                if (file.batch().beforeRead()) {
                    Optional<RecordHeader> record = file.reading().index().record(key, hash);
                    return record.map(found -> ValueView.during(bytes.storage(), found, reader));
                }
            } finally {
                locks.unlock(range);
            }
            file.batch().settle(waiting.get());
        }
    }

    private <T> T change(byte[] key, Work<T> work) {
        long hash = hash(key);
        ByteRange range = range(hash);
        while (true) {
            locks.lock(range, Mode.WRITE, waiting.get());
            try {
                if (file.batch().beforeWrite()) {
                    return work.at(file.index().seek(key, hash), hash);
                }
            } finally {
                locks.unlock(range);
            }
            file.batch().settle(waiting.get());
        }
    }

    /** Stores a value; whether the mode allowed it. */
    boolean store(byte[] key, Content value, StoreMode mode) {
        boolean stored = change(key, (place, hash) -> {
            boolean there = place.record().isPresent();
            if (there ? mode == StoreMode.INSERT : mode == StoreMode.MODIFY) {
                return false;
            }
            if (!there || !(inOneWord(place.record().get(), value) || overwrite(place.record().get(), value))) {
                replace(place, key, value, hash, 0);
            }
            count();
            return true;
        });
        trace.operation(Operation.STORE, key, value.length(), stored);
        return stored;
    }

    /** Writes a value over the old one, where the dialect does so and it has room for it. */
    private boolean overwrite(RecordHeader old, Content value) {
        boolean fits = file.room().fits(old, value.length());
        if (fits) {
            Body.write(bytes, old.valueOffset(), value);
            resize(old, value.length());
        }
        return fits;
    }

    private void resize(RecordHeader old, long length) {
        if (length != old.valueLength()) {
            file.room().resize(old, length);
        }
    }

    /** Writes more behind a value, where the dialect does so and it has room for it: seen at once, or not at all. */
    private boolean lengthen(RecordHeader old, Content more) {
        long length = old.valueLength() + more.length();
        boolean fits = file.room().fits(old, length);
        if (fits) {
            Body.write(bytes, old.paddingOffset(), more);
            resize(old, length);
        }
        return fits;
    }

    /** Adds bytes to the end of a value; a key that is not there is stored. */
    void append(byte[] key, Content more) {
        change(key, (place, hash) -> {
            if (place.record().isEmpty()) {
                replace(place, key, more, hash, 0);
            } else if (!lengthen(place.record().get(), more)) {
                ValueView old = new ValueView(bytes.storage(), place.record().get());
                Content whole = old.then(more);
                replace(place, key, whole, hash, (key.length + whole.length()) / 2);
            }
            count();
            return true;
        });
        trace.operation(Operation.APPEND, key, more.length(), true);
    }

    private void replace(KeyPlace place, byte[] key, Content value, long hash, long room) {
        NewRecord wanted = NewRecord.data(key.length, value.length(), room, hash);
        Optional<RecordHeader> old = place.record();
        RecordHeader fresh = old.isEmpty() ? file.space().allocate(wanted) : file.space().allocate(wanted, old.get());
        write(fresh, key, value, hash);
        boolean over;
        try {
            over = place.set(fresh.offset());
        } catch (StorageException | RefusedException e) {
            giveUp(fresh, key, hash, e);
            throw e;
        }
        if (over && old.isPresent()) {
            file.space().free(old.get());
        }
    }

    /** Nothing leads there yet: whatever the caller's own content runs into, the room is free again. */
    private void write(RecordHeader fresh, byte[] key, Content value, long hash) {
        try {
            Body.write(bytes, fresh, key, value, file.room().endMark(fresh));
        } catch (RuntimeException | Error e) {
            giveUp(fresh, key, hash, e);
            throw e;
        }
    }

    /**
     * Frees room that was to be used: a table was needed, say, and there is no room for it. What was reported as failed may
     * have reached the file all the same, and then the room is in use.
     */
    private void giveUp(RecordHeader fresh, byte[] key, long hash, Throwable reason) {
        try {
            Optional<RecordHeader> there = file.reading().index().record(key, hash);
            if (there.isEmpty() || there.get().offset() != fresh.offset()) {
                file.space().free(fresh);
            }
        } catch (RuntimeException e) {
            reason.addSuppressed(e); // the room is lost, and nothing else
        }
    }

    /** Stores a short value of the same length in one store, if one will do. */
    private boolean inOneWord(RecordHeader old, Content value) {
        if (value.length() != old.valueLength() || value.length() > COMPARED) {
            return false;
        }
        int length = (int) value.length();
        int lead = (int) (old.valueOffset() % WORD);
        byte[] before = new byte[(lead + length + WORD - 1) & -WORD];
        bytes.storage().read(old.valueOffset() - lead, before, 0, (int) Math.min(before.length,
                old.end() - (old.valueOffset() - lead)));
        byte[] after = before.clone();
        value.read(0, after, lead, length);
        int first = Arrays.mismatch(before, after);
        if (first < 0) {
            return true;
        }
        int word = first & -WORD;
        if (Arrays.mismatch(Arrays.copyOfRange(before, word + WORD, before.length),
                Arrays.copyOfRange(after, word + WORD, after.length)) >= 0) {
            return false;
        }
        bytes.put(old.valueOffset() - lead + word, ByteBuffer.wrap(after).order(bytes.order()).getLong(word));
        return true;
    }

    /** Deletes a record; whether it was there. */
    boolean delete(byte[] key) {
        boolean deleted = change(key, (place, _) -> {
            Optional<RecordHeader> record = place.record();
            if (record.isPresent()) {
                if (place.clear()) {
                    file.space().free(record.get());
                }
                count();
            }
            return record.isPresent();
        });
        trace.operation(Operation.DELETE, key, 0, deleted);
        return deleted;
    }

    /** Deletes all records. */
    void wipe() {
        ByteRange all = file.reading().locks().allRecords();
        while (true) {
            locks.lock(all, Mode.WRITE, waiting.get());
            try {
                if (file.batch().beforeWrite()) {
                    wipeLocked();
                    trace.operation(Operation.WIPE, new byte[0], 0, true);
                    return;
                }
            } finally {
                locks.unlock(all);
            }
            file.batch().settle(waiting.get());
        }
    }

    private void wipeLocked() {
        bytes.storage().refresh(); // what others have made the file longer by is free as well then
        file.index().clear();
        file.space().clear(file.kept().get());
        count();
    }

    /**
     * Gives back the room that is kept for records to come, so that nothing free is on no list. Where that cannot be done in
     * time, because another has all records say, nothing happens.
     */
    void giveBackRoom(Waiting patience) {
        if (!file.space().keepsRoom()) {
            return;
        }
        ByteRange any = file.reading().locks().partition(0).orElseThrow();
        try {
            locks.lock(any, Mode.READ, patience);
        } catch (LockException | CancelledException _) {
            return;
        }
        try {
            if (file.batch().beforeWrite()) {
                file.space().giveBack();
            }
        } finally {
            locks.unlock(any);
        }
    }

    private void count() {
        if (flags.contains(Flag.SEQNUM)) {
            file.sequence().count();
        }
    }
}
