package tdb2.engine.format;

/**
 * How far a TDB1 file grows, as libtdb has it (spec c-formats, section 1). Offsets do not count a mutex area. Has no
 * state: safe for several threads.
 */
public final class Tdb1Growth {

    /** First size that a database cannot have: every offset and length is 32 bits. */
    public static final long LIMIT = 0xFFFF_FFFFL;

    private static final long SMALL = 100 * 1024;
    private static final long LARGE_FILE = 100L << 20;
    private static final int PAGE = 4096;

    private Tdb1Growth() {}

    /**
     * Where the database ends when it has grown: by a hundred times what is needed, by twice that where it is much, by a
     * quarter of the file at least; up to {@link #LIMIT}.
     *
     * @param end where it ends now, bytes
     * @param needed bytes that are to fit behind it
     * @return a value below {@code end + needed} when the format has no room for that
     */
    public static long end(long end, long needed) {
        long wanted = end + needed * (needed > SMALL ? 2 : 100);
        long least = end + end / (end > LARGE_FILE ? 10 : 4);
        long grown = Math.max(wanted, least) + PAGE - 1 & -PAGE;
        return Math.min(grown, LIMIT & -PAGE);
    }
}
