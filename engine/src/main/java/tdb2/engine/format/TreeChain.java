package tdb2.engine.format;

import java.util.ArrayList;
import java.util.List;
import tdb2.engine.storage.Bytes;

/**
 * A chain of the hash tree: records whose 64 hash bits are all the same (spec tdb2-native, "Chains"; c-formats, section
 * 2).
 *
 * <pre>
 *  0 +---------------------------------------+
 *    | used record header, data 72           |
 * 16 +---------------------------------------+
 *    | 8 entries: offsets, 0 = hole          |
 * 80 +---------------------------------------+
 *    | next chain record, 0 ends             |
 *    +---------------------------------------+
 * </pre>
 *
 * <p>
 * Has no state: safe for several threads.
 */
public final class TreeChain {

    /** Number of entries. */
    public static final int ENTRIES = 8;
    /** Bytes of its data. */
    public static final int DATA = 8 * ENTRIES + 8;

    private TreeChain() {}

    /** Offset in the file of the first entry. */
    public static long entries(long chain) {
        return chain + UsedWords.LENGTH;
    }

    /** Offset in the file of the word that names the next chain record. */
    public static long nextOffset(long chain) {
        return entries(chain) + 8L * ENTRIES;
    }

    /** All fields of the data. */
    public static List<Field> fields(Bytes bytes, long chain) {
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < ENTRIES; i++) {
            long at = entries(chain) + 8L * i;
            long entry = bytes.u64(at);
            fields.add(Field.word("record[" + i + "]", at, 8, TreeEntry.offset(entry),
                    entry == 0 ? "hole" : "offset of a record"));
        }
        fields.add(Field.word("next", nextOffset(chain), 8, bytes.u64(nextOffset(chain)),
                "offset of the next chain record, 0 ends"));
        return fields;
    }
}
