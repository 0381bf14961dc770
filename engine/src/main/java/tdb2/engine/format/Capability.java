package tdb2.engine.format;

import java.util.List;
import tdb2.engine.storage.Bytes;

/**
 * A capability record of TDB2 of 2012 and NTDB: something a program must know of before it opens, writes or checks the
 * file (spec c-formats, section 2). No capability was ever defined.
 *
 * <pre>
 *  0 +--------------------------------------------+
 *    | used record header, magic 0x1555, no key   |
 * 16 +--------------------------------------------+
 *    | 63 nocheck, 62 nowrite, 61 noopen | type   |
 * 24 +--------------------------------------------+
 *    | next capability, 0 ends                    |
 *    +--------------------------------------------+
 * </pre>
 *
 * @param record its header
 * @param word type and flags
 * @param next offset of the next one, 0 ends
 */
public record Capability(RecordHeader record, long word, long next) {

    /** Bytes of data it has at least. */
    public static final int DATA = 16;

    private static final long TYPE_MASK = (1L << 61) - 1;

    /** Reads the data of a record of the role capability that has at least {@link #DATA} bytes of it. */
    public static Capability of(Bytes bytes, RecordHeader record) {
        return new Capability(record, bytes.u64(record.offset() + 16), bytes.u64(record.offset() + 24));
    }

    /** Its number. */
    public long type() {
        return word & TYPE_MASK;
    }

    /** Whether code that does not know it must not open the file. */
    public boolean noOpen() {
        return (word & 1L << 61) != 0;
    }

    /** Whether code that does not know it must not write. */
    public boolean noWrite() {
        return (word & 1L << 62) != 0;
    }

    /** Whether code that does not know it must not check the file. */
    public boolean noCheck() {
        return word < 0;
    }

    static List<Field> fields(Bytes bytes, long at) {
        long word = bytes.u64(at + 16);
        return List.of(new Field("nocheck", at + 16, 8, 63, 1, word >>> 63, "1: do not check without knowing it"),
                new Field("nowrite", at + 16, 8, 62, 1, word >>> 62 & 1, "1: do not write without knowing it"),
                new Field("noopen", at + 16, 8, 61, 1, word >>> 61 & 1, "1: do not open without knowing it"),
                new Field("type", at + 16, 8, 0, 61, word & TYPE_MASK, "number of the capability"),
                Field.word("next", at + 24, 8, bytes.u64(at + 24), "offset of the next capability, 0 ends"));
    }
}
