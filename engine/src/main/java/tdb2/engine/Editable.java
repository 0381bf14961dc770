package tdb2.engine;

import java.util.Optional;
import java.util.function.Function;

/** Where edits are made: a database, or a transaction on it. */
sealed interface Editable permits Tdb, Transaction {

    /** See {@link Tdb#parse}. */
    <T> Optional<T> parse(byte[] key, Function<ValueView, T> reader);

    /** See {@link Tdb#store(byte[], byte[])}. */
    void store(byte[] key, byte[] value);

    /** See {@link Tdb#delete}. */
    boolean delete(byte[] key);
}
