package tdb2.engine.hash;

/**
 * A function from keys to hash values, as a caller may bring his own. Must be pure and safe for several threads.
 */
@FunctionalInterface
public interface HashFunction {

    /**
     * @param key the bytes of the key
     * @param seed the file's hash seed; 0 in TDB1
     * @return the hash: 64 bits, or 32 right-aligned in TDB1 and NTDB
     */
    long hash(byte[] key, long seed);
}
