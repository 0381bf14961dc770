package tdb2.engine.format;

import java.util.List;

/**
 * An entry of the hash tree, 8 bytes (spec tdb2-native, "Hash entry"; c-formats, sections 2 and 3). Zero is an empty
 * slot.
 *
 * <pre>
 *   63          57  56  55                          3 2      0
 *  +--------------+----+-----------------------------+--------+
 *  | 7 hash bits  | *  | record offset (bits 3..55)  | home   |
 *  +--------------+----+-----------------------------+--------+
 *  native: the whole top byte 0xFF marks a pointer to a sub-table or chain
 *  2012:   bit 56 (*) marks it
 * </pre>
 *
 * {@code home} is the slot of the group of 8 where a lookup begins. The 7 hash bits are those after the bits used down
 * to this level.
 */
public enum TreeEntry {

    /** Native TDB2. */
    NATIVE,
    /** TDB2 of 2012. */
    TABLES;

    private static final long OFFSET_MASK = 0x00FF_FFFF_FFFF_FFF8L;
    private static final int EXTRA_BITS = 7;
    private static final long NATIVE_POINTER = 0xFFL << 56;
    private static final long TABLES_POINTER = 1L << 56;

    /** The entry of a record; {@code used} hash bits lead to its slot, the last 3 are its home. */
    public static long record(long offset, long hash, int used) {
        return (long) extraOf(hash, used) << 57 | offset | (hash >>> (Long.SIZE - used) & 7);
    }

    /** The pointer to a sub-table or chain. */
    public long pointer(long offset) {
        return (this == NATIVE ? NATIVE_POINTER : TABLES_POINTER) | offset;
    }

    /** The same entry, leading to another record. */
    public static long moved(long entry, long offset) {
        return (entry & ~OFFSET_MASK) | offset;
    }

    /** Whether a non-zero entry points to a sub-table or chain. */
    public boolean isPointer(long entry) {
        return this == NATIVE ? entry >>> 56 == 0xFF : (entry & TABLES_POINTER) != 0;
    }

    /** Offset of the record, sub-table or chain. */
    public static long offset(long entry) {
        return entry & OFFSET_MASK;
    }

    /** The home slot in the group, 0..7. */
    public static int home(long entry) {
        return (int) (entry & 7);
    }

    /** The 7 hash bits an entry of a record carries. */
    public static int extra(long entry) {
        return (int) (entry >>> 57);
    }

    /** The 7 hash bits after the {@code used} uppermost ones; 0 when all 64 are used. */
    public static int extraOf(long hash, int used) {
        return used >= Long.SIZE ? 0 : (int) (hash << used >>> (Long.SIZE - EXTRA_BITS));
    }

    /** Whether the 7 bits can be relied on at a level: behind bit 57 the writers disagree. */
    public static boolean filters(int used) {
        return used <= Long.SIZE - EXTRA_BITS;
    }

    /** All fields of an entry that stands at an offset. */
    public List<Field> fields(long at, long entry) {
        if (entry == 0) {
            return List.of(Field.word("entry", at, 8, 0, "empty"));
        }
        Field offset = new Field("offset", at, 8, 3, 53, offset(entry), isPointer(entry)
                ? "pointer to a sub-table or chain (the value is the whole offset)"
                : "offset of the record (bits 3..55, in place)");
        Field home = new Field("home", at, 8, 0, 3, home(entry), isPointer(entry)
                ? "0 in a pointer"
                : "slot of the group where a lookup for the record begins");
        if (this == NATIVE && isPointer(entry)) {
            return List.of(new Field("pointer", at, 8, 56, 8, entry >>> 56, "all set: a pointer, no record"), offset,
                    home);
        }
        String flag = this == NATIVE ? "truncated flag, 0" : "1: a pointer, no record";
        String extra = isPointer(entry) ? "0 in a pointer" : "the hash bits after those used at this level";
        return List.of(new Field("hash_bits", at, 8, 57, 7, extra(entry), extra),
                new Field("flag", at, 8, 56, 1, entry >>> 56 & 1, flag), offset, home);
    }
}
