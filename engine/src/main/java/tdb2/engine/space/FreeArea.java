package tdb2.engine.space;

/**
 * A part of the file that keeps free lists of its own: a zone, a free table, or TDB1's one free list.
 *
 * @param kind which of the three
 * @param number its place among its like, from 0
 * @param offset of its header (zone header, free table record, list head) in the file
 * @param headerLength bytes of that header
 * @param length bytes of the file it answers for: of a zone as far as the file backs it; for others the whole file
 * @param bits a zone's size as a power of two; 0 for others
 * @param buckets number of its free lists
 */
public record FreeArea(Kind kind, int number, long offset, long headerLength, long length, int bits, int buckets) {

    /** What kind of area keeps free lists. */
    public enum Kind {
        ZONE, FREE_TABLE, FREE_LIST
    }

    /** For people: "zone 2", "free table 0", "free list". */
    public String describe() {
        return switch (kind) {
            case ZONE -> "zone " + number;
            case FREE_TABLE -> "free table " + number;
            case FREE_LIST -> "free list";
        };
    }
}
