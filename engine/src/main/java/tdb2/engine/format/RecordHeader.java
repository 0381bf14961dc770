package tdb2.engine.format;

/**
 * The header of a used record in any dialect, as far as reading needs it.
 *
 * @param offset of the header in the file, bytes
 * @param headerLength bytes before the key: 24 in TDB1, 16 elsewhere
 * @param role what the header says the record is; which table or chain a key-less record of the native dialect is
 *            tells only its owner
 * @param keyLength bytes of the key
 * @param valueLength bytes of the value
 * @param padding bytes after the value that belong to the record (in TDB1 with the 4-byte tailer)
 * @param hash the hash bits the header stores, right-aligned
 * @param hashBits how many hash bits it stores: 32 (TDB1), 11 (2012), 5 (native), 0 (NTDB)
 */
public record RecordHeader(long offset, int headerLength, Role role, long keyLength, long valueLength, long padding,
        long hash, int hashBits) {

    /** What a used record's header says it is. */
    public enum Role {
        /** Key and value. */
        DATA,
        /** Deleted, but still in its chain (TDB1). */
        DEAD,
        /** Sub-table of the hash tree, or the hash table of NTDB. */
        TABLE,
        /** Chain of records whose hash bits ran out, or of one NTDB bucket. */
        CHAIN,
        /** Heads of the free lists (2012, NTDB). */
        FREE_TABLE,
        /** Capability record (2012, NTDB). */
        CAPABILITY
    }

    /** The bits of a hash that the header of such a record stores. */
    public long bitsOf(long fullHash) {
        return fullHash & (1L << hashBits) - 1;
    }

    /** Offset of the first key byte. */
    public long keyOffset() {
        return offset + headerLength;
    }

    /** Offset of the first value byte. */
    public long valueOffset() {
        return keyOffset() + keyLength;
    }

    /** Offset of the first padding byte. */
    public long paddingOffset() {
        return valueOffset() + valueLength;
    }

    /** Bytes of header, key, value and padding. */
    public long length() {
        return headerLength + keyLength + valueLength + padding;
    }

    /** Offset of the first byte after the record. */
    public long end() {
        return offset + length();
    }
}
