package tdb2.engine.format;

/** How free lists are chosen by size: one list for each 8 bytes up to 64, then one for each power of two. */
final class Buckets {

    private Buckets() {}

    /** The number of the list for bytes above the smallest length, before it is capped at the last one. */
    static int uncapped(long above) {
        if (above <= 64) {
            return (int) Math.max(0, above / 8);
        }
        return Long.SIZE - Long.numberOfLeadingZeros(above) + 2;
    }
}
