package tdb2.engine.format;

import java.util.List;
import java.util.Optional;
import tdb2.engine.storage.Bytes;

/**
 * The header of the undo area of TDB2 of 2012 and NTDB (spec c-formats, section 2).
 *
 * <pre>
 *  0 +---------------------------------------------+
 *    | magic: 0xF53BC0E7AD124589 pending, 0 not    |
 *  8 +---------------------------------------------+
 *    | capacity of the area behind these 32 bytes  |
 * 16 +---------------------------------------------+
 *    | bytes used of it                            |
 * 24 +---------------------------------------------+
 *    | size of the file before the transaction     |
 * 32 +---------------------------------------------+
 *    | { offset, length, old bytes } …             |
 *    +---------------------------------------------+
 * </pre>
 *
 * <p>
 * Has no state: safe for several threads.
 */
public final class UndoWords {

    /** Bytes of the header. */
    public static final int LENGTH = 32;

    /** The word that says "pending". */
    public static final long MAGIC = 0xF53BC0E7AD124589L;

    private UndoWords() {}

    /**
     * The area at an offset. Empty when the magic is neither the pending one nor 0, or the capacity reaches outside the
     * file. An area of which only the pointer was written yet is all zeros: capacity 0.
     */
    public static Optional<RecoveryRecord> read(Bytes bytes, long offset) {
        if (offset % 8 != 0 || !bytes.contains(offset, LENGTH)) {
            return Optional.empty();
        }
        long magic = bytes.u64(offset);
        long capacity = bytes.u64(offset + 8);
        long used = bytes.u64(offset + 16);
        if ((magic != MAGIC && magic != 0) || !bytes.contains(offset + LENGTH, capacity) || capacity % 8 != 0) {
            return Optional.empty();
        }
        boolean pending = magic == MAGIC;
        if (!pending && (used < 0 || used > capacity)) {
            return Optional.empty();
        }
        return Optional.of(new RecoveryRecord(offset, LENGTH, capacity, used, bytes.u64(offset + 24), pending));
    }

    /** All fields of the header, whatever they say. */
    public static List<Field> fields(Bytes bytes, long offset) {
        long magic = bytes.u64(offset);
        return List.of(Field.word("magic", offset, 8, magic, meaning(magic)),
                Field.word("max_len", offset + 8, 8, bytes.u64(offset + 8), "capacity behind this header, bytes"),
                Field.word("len", offset + 16, 8, bytes.u64(offset + 16), "bytes the last transaction wrote here"),
                Field.word("eof", offset + 24, 8, bytes.u64(offset + 24), "size of the file before it"));
    }

    private static String meaning(long magic) {
        if (magic == MAGIC) {
            return "pending: a crash left a transaction to be undone";
        }
        return magic == 0 ? "nothing to be undone" : "not a magic of an undo area";
    }
}
