package tdb2.engine.dialect;

import java.util.OptionalLong;
import tdb2.engine.hash.HashFunction;

/**
 * How keys of an open file are hashed.
 *
 * @param name for people: "default", "jenkins", "caller's own"
 * @param function the function
 * @param seed the file's seed, 0 in TDB1
 * @param matches whether the function gives what the header's hash test says; when not, lookup by key is refused
 */
public record Hashing(String name, HashFunction function, long seed, boolean matches) {

    /** The hash of a key; empty when the function is not the file's. */
    public OptionalLong of(byte[] key) {
        return matches ? OptionalLong.of(function.hash(key, seed)) : OptionalLong.empty();
    }
}
