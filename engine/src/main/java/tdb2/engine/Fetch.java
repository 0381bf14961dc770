package tdb2.engine;

/**
 * How much of each record a cursor copies while it holds the lock.
 *
 * @param keyBytes most bytes of a key
 * @param valueBytes most bytes of a value; the rest can be read later
 * @param dead whether deleted records that are still in their chains (TDB1) are delivered too
 */
public record Fetch(int keyBytes, int valueBytes, boolean dead) {

    /** Whole keys, values up to 64 KiB at once. */
    public static final Fetch RECORDS = new Fetch(Integer.MAX_VALUE, 1 << 16, false);
    /** Whole keys, no values. */
    public static final Fetch KEYS = new Fetch(Integer.MAX_VALUE, 0, false);

    /** The first bytes of key and value, for lists; dead records too. */
    public static Fetch preview(int bytes) {
        return new Fetch(bytes, bytes, true);
    }
}
