package tdb2.engine.format;

/**
 * The header of the undo area of TDB1, TDB2 of 2012 and NTDB.
 *
 * @param offset of the header, bytes
 * @param headerLength bytes of the header
 * @param capacity bytes after the header that the area has
 * @param used bytes after the header that the last transaction wrote
 * @param fileEnd size of the file before that transaction, as an offset in the file
 * @param pending whether a crash left it to be undone
 */
public record RecoveryRecord(long offset, int headerLength, long capacity, long used, long fileEnd, boolean pending) {

    /** Bytes of header and capacity. */
    public long length() {
        return headerLength + capacity;
    }

    /** Whether all of it lies within the first bytes of a file, as many as are given. */
    public boolean within(long size) {
        return capacity >= 0 && capacity <= size - headerLength - offset;
    }
}
