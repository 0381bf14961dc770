package tdb2.engine.hash;

/**
 * TDB1's default hash, descended from the one of gdbm (spec c-formats, section 6). 32 bits; the seed is not used. Has
 * no state: safe for several threads.
 */
public final class Tdb1Hash {

    private Tdb1Hash() {}

    /** The hash of a key, 0..2^32-1. */
    public static long hash(byte[] key) {
        int value = 0x238F13AF * key.length;
        for (int i = 0; i < key.length; i++) {
            value += Byte.toUnsignedInt(key[i]) << i * 5 % 24;
        }
        return Integer.toUnsignedLong(value * 1103515243 + 12345);
    }
}
