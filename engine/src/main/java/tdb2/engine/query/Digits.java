package tdb2.engine.query;

/**
 * Strings of bytes as numbers of seven bytes each, to be compared one after the other as unsigned numbers. The lowest byte
 * of a digit says how many bytes it has; 8 says that more follow, so that a string comes before those that begin with it.
 */
final class Digits {

    /** Bytes of the string in each digit. */
    static final int BYTES = 7;

    private static final int MORE = 8;

    private Digits() {}

    /**
     * A digit.
     *
     * @param bytes bytes of the string
     * @param at index of the digit's first byte
     * @param length bytes of the whole string, counted as {@code at} is
     */
    static long of(byte[] bytes, int at, long length) {
        long digit = 0;
        for (int i = 0; i < BYTES; i++) {
            digit = digit << 8 | (at + i < bytes.length ? bytes[at + i] & 0xFF : 0);
        }
        return digit << 8 | (length - at > BYTES ? MORE : Math.max(0, length - at));
    }

    /** Whether more bytes of the string follow. */
    static boolean goesOn(long digit) {
        return (digit & 0xFF) == MORE;
    }
}
