package tdb2.engine.format;

/**
 * What a used record of a 64-bit dialect is to be, before it has a place.
 *
 * @param keyLength bytes of the key
 * @param valueLength bytes of the value
 * @param room bytes wished for behind the value, for later growth
 * @param hash of the key; of a record that is none of the user's, its mark
 */
public record NewRecord(long keyLength, long valueLength, long room, long hash) {

    /** Longest padding a header can tell of. */
    private static final long MOST_PADDING = 0xFFFF_FFF8L;

    /** A record without a key and without room: a sub-table, chain or area. */
    public static NewRecord keyless(long valueLength, int mark) {
        return new NewRecord(0, valueLength, 0, mark);
    }

    /** Bytes of the whole record without room: its header, key and value, rounded up to 8, 32 at least. */
    public long least() {
        return whole(keyLength + valueLength);
    }

    /** Bytes of the whole record with the room wished for. */
    public long wanted() {
        return whole(keyLength + valueLength + Math.min(room, MOST_PADDING / 2));
    }

    private static long whole(long content) {
        return UsedWords.LENGTH + Math.max(16, content + 7 & -8L);
    }
}
