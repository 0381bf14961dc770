package tdb2.engine;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Records that can be looked at and changed: those of a database, or as a transaction on it has them. */
public sealed interface Editable permits Tdb, Transaction {

    /** See {@link Tdb#fetch}. */
    Optional<byte[]> fetch(byte[] key);

    /** See {@link Tdb#parse}. */
    <T> Optional<T> parse(byte[] key, Function<ValueView, T> reader);

    /** See {@link Tdb#store(byte[], byte[])}. */
    void store(byte[] key, byte[] value);

    /** See {@link Tdb#store(byte[], Content, StoreMode)}. */
    boolean store(byte[] key, Content value, StoreMode mode);

    /** See {@link Tdb#append}. */
    void append(byte[] key, Content more);

    /** See {@link Tdb#delete}. */
    boolean delete(byte[] key);

    /** See {@link Tdb#wipe}. */
    void wipe();

    /** See {@link Tdb#traverse}. */
    long traverse(Fetch fetch, Predicate<Entry> visitor);
}
