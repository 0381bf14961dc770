package tdb2.engine.format;

/**
 * The header of a free record in any dialect.
 *
 * @param offset of the header in the file, bytes
 * @param length whole length, header included, bytes
 * @param next offset of the next one in the list, 0 ends
 * @param prev offset of the one before as stored; 0 where the dialect has none
 * @param listed whether the header claims to be on a list (false while being coalesced)
 */
public record FreeRecord(long offset, long length, long next, long prev, boolean listed) {

    /** Offset of the first byte after the record. */
    public long end() {
        return offset + length;
    }
}
