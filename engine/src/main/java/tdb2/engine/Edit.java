package tdb2.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tdb2.engine.error.Conflict;

/**
 * One change of one record, made only when the record still is what the caller last saw. Immutable; arrays are copied on
 * their way in and out.
 */
public final class Edit {

    private final byte[] key;
    private final Optional<byte[]> expected;
    private final Optional<byte[]> value;

    private Edit(byte[] key, Optional<byte[]> expected, Optional<byte[]> value) {
        this.key = key.clone();
        this.expected = expected.map(byte[]::clone);
        this.value = value.map(byte[]::clone);
    }

    /** Stores a record that must not be there yet. */
    public static Edit insert(byte[] key, byte[] value) {
        return new Edit(key, Optional.empty(), Optional.of(value));
    }

    /** Gives a record that has the expected value another one. */
    public static Edit replace(byte[] key, byte[] expected, byte[] value) {
        return new Edit(key, Optional.of(expected), Optional.of(value));
    }

    /** Deletes a record that has the expected value. */
    public static Edit delete(byte[] key, byte[] expected) {
        return new Edit(key, Optional.of(expected), Optional.empty());
    }

    /** Which record. */
    public byte[] key() {
        return key.clone();
    }

    /** The value it must have; empty when it must not be there. */
    public Optional<byte[]> expected() {
        return expected.map(byte[]::clone);
    }

    /** The value it gets; empty when it is deleted. */
    public Optional<byte[]> value() {
        return value.map(byte[]::clone);
    }

    /** What takes this back: expects what this leaves, and leaves what this expects. */
    public Edit inverse() {
        return new Edit(key, value, expected);
    }

    /**
     * Compares and changes, under one lock of the key.
     *
     * @throws tdb2.engine.error.ConflictException when the record is not as expected; nothing has changed
     * @throws tdb2.engine.error.RefusedException when the handle is for reading only, this thread has a transaction, or
     *             the value there is too large for an array; nothing has changed
     * @throws tdb2.engine.error.StorageException when the disk is full; nothing has changed
     * @throws tdb2.engine.error.LockException when the lock was not granted in time; nothing has changed
     * @throws tdb2.engine.error.CancelledException when the wait for it was interrupted; nothing has changed
     */
    public void apply(Tdb tdb) {
        Edits.of(List.of(this)).apply(tdb);
    }

    /** The record as it is, when that is not what was expected. */
    Optional<Conflict> conflict(Editable records) {
        Optional<Boolean> same = records.parse(key, view -> expected.isPresent() && holds(view, expected.get()));
        if (same.orElse(expected.isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(new Conflict(key(), expected(), records.parse(key, ValueView::bytes)));
    }

    private static boolean holds(ValueView view, byte[] bytes) {
        return view.length() == bytes.length && Arrays.equals(view.bytes(), bytes);
    }

    /** Changes the record, whatever it is. */
    void change(Editable records) {
        if (value.isPresent()) {
            records.store(key, value.get());
        } else {
            records.delete(key);
        }
    }

    boolean isOf(byte[] other) {
        return Arrays.equals(key, other);
    }
}
