package tdb2.engine.format;

import tdb2.engine.format.RecordHeader.Role;

/**
 * What a used record of a 64-bit dialect is to be, before it has a place.
 *
 * @param role what it is; in the native dialect, whose headers do not tell it, always a record of data
 * @param keyLength bytes of the key
 * @param valueLength bytes of the value
 * @param room bytes wished for behind the value, for later growth
 * @param hash of the key; of a native record that is none of the user's, its mark
 */
public record NewRecord(Role role, long keyLength, long valueLength, long room, long hash) {

    /** Longest padding a header can tell of. */
    private static final long MOST_PADDING = 0xFFFF_FFF8L;

    /** A record of the user's. */
    public static NewRecord data(long keyLength, long valueLength, long room, long hash) {
        return new NewRecord(Role.DATA, keyLength, valueLength, room, hash);
    }

    /** A record without a key and without room: a sub-table, chain or area. */
    public static NewRecord keyless(Role role, long valueLength, int mark) {
        return new NewRecord(role, 0, valueLength, 0, mark);
    }

    /** Bytes of the whole record with the room wished for: header, key, value and room, rounded up to 8. */
    public long wanted(RecordWords words) {
        long content = keyLength + valueLength + Math.min(room, MOST_PADDING / 2);
        return Math.max(words.smallest(), UsedWords.LENGTH + (content + 7 & -8L));
    }

    /** Bytes of padding when the whole record has a length. */
    long padding(long length) {
        return length - UsedWords.LENGTH - keyLength - valueLength;
    }
}
