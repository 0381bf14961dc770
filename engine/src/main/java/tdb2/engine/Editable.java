package tdb2.engine;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Records that can be looked at and changed: those of a database, or as a transaction on it has them. A {@link Tdb} may
 * be used by several threads, a {@link Transaction} by the one that began it.
 */
public sealed interface Editable permits Tdb, Transaction {

    /**
     * The value of a key, copied.
     *
     * @return empty when the key is not there
     * @throws tdb2.engine.error.RefusedException when the value is too large for an array ({@link #parse} reads any), or
     *             what {@link Tdb#find} refuses
     * @throws tdb2.engine.error.DamagedException when a structure on the way is damaged
     * @throws tdb2.engine.error.LockException when the lock was not granted in time
     */
    default Optional<byte[]> fetch(byte[] key) {
        return parse(key, ValueView::bytes);
    }

    /** Whether a key is there; throws what {@link #fetch} throws. */
    default boolean exists(byte[] key) {
        return parse(key, _ -> true).isPresent();
    }

    /**
     * Gives the value of a key to a reader, without copying it. The record is locked meanwhile: the reader must not use
     * this database. The view is dead afterwards.
     *
     * @return what the reader makes of it; empty when the key is not there
     */
    <T> Optional<T> parse(byte[] key, Function<ValueView, T> reader);

    /** Stores a value whether the key is there or not; throws what {@link #store(byte[], Content, StoreMode)} throws. */
    default void store(byte[] key, byte[] value) {
        store(key, Content.of(value), StoreMode.REPLACE);
    }

    /**
     * Stores a value of any length.
     *
     * @param key up to 2^31 - 17 bytes, empty allowed
     * @return whether the mode allowed it
     * @throws tdb2.engine.error.RefusedException when this handle is for reading only, or the file may not be written to now
     * @throws tdb2.engine.error.StorageException when the disk is full: nothing has changed
     * @throws tdb2.engine.error.DamagedException when a structure on the way is damaged
     * @throws tdb2.engine.error.LockException when the lock was not granted in time
     */
    boolean store(byte[] key, Content value, StoreMode mode);

    /**
     * Adds bytes to the end of a value, or stores them when the key is not there; throws what
     * {@link #store(byte[], Content, StoreMode)} throws.
     */
    void append(byte[] key, Content more);

    /**
     * Deletes a record; throws what {@link #store(byte[], Content, StoreMode)} throws.
     *
     * @return whether it was there
     */
    boolean delete(byte[] key);

    /** Deletes all records, under the lock of all of them; throws what {@link #delete} throws. */
    void wipe();

    /**
     * Passes all records. None is locked while it is looked at, so that it may be deleted or stored. If nothing changes
     * meanwhile every record is passed once; otherwise a subset.
     *
     * @param visitor answers false to end
     * @return how many were passed
     */
    long traverse(Fetch fetch, Predicate<Entry> visitor);
}
