package tdb2.engine.damage;

import tdb2.engine.format.FreeRecord;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.format.Tdb2Header;
import tdb2.engine.inspect.Region;

/** What happens to the index: chain heads and links, tables and their slots. */
final class IndexDamage {

    /** Bits of a slot that are an offset, in the dialects of 64 bits; the others are kept. */
    private static final long TREE_OFFSET = 0x00FF_FFFF_FFFF_FFF8L;
    private static final long TABLE_OFFSET = 0x00FF_FFFF_FFFF_FFFEL;

    private IndexDamage() {}

    static String zeroed(Wound wound) {
        long from = from(wound);
        wound.zero(from, to(wound) - from);
        return "%d bytes at %d are zero".formatted(to(wound) - from, from);
    }

    static String partlyZeroed(Wound wound) {
        long length = (to(wound) - from(wound)) / 4;
        int at = wound.place(from(wound), to(wound) - length, 8);
        wound.zero(at, length);
        return "%d bytes at %d are zero".formatted(length, at);
    }

    static String slotZeroed(Wound wound) {
        long slot = wound.any(wound.healthy().slots());
        wound.putWord(slot, 0);
        return "slot at %d".formatted(slot);
    }

    static String loop(Wound wound) {
        long slot = wound.any(wound.healthy().slots());
        long other = wound.any(wound.healthy().slots());
        wound.putWord(slot, wound.word(other));
        return "slot at %d is what slot at %d is".formatted(slot, other);
    }

    static String beyondEnd(Wound wound) {
        return lead(wound, (wound.size() & -8L) + 4096, "behind the end");
    }

    static String intoRecord(Wound wound) {
        RecordHeader record = wound.any(wound.healthy().records());
        return lead(wound, record.offset() + 8, "into the record at " + record.offset());
    }

    static String intoFree(Wound wound) {
        FreeRecord free = wound.any(wound.healthy().free());
        return lead(wound, free.offset(), "to the free record at " + free.offset());
    }

    private static String lead(Wound wound, long to, String where) {
        long slot = wound.any(wound.healthy().slots());
        long mask = switch (wound.healthy().dialect()) {
            case TDB1 -> 0xFFFF_FFFFL;
            case TDB2, TDB2_TABLES -> TREE_OFFSET;
            case NTDB -> TABLE_OFFSET;
        };
        wound.putWord(slot, (wound.word(slot) & ~mask) | (to & mask));
        return "slot at %d leads %s".formatted(slot, where);
    }

    private static long from(Wound wound) {
        return wound.healthy().isTree() ? Tdb2Header.HASHTABLE : table(wound).offset();
    }

    private static long to(Wound wound) {
        return wound.healthy().isTree() ? Tdb2Header.LENGTH : table(wound).end();
    }

    private static Region table(Wound wound) {
        return wound.healthy().tables().stream().filter(Region.HashTable.class::isInstance).findFirst().orElseThrow();
    }
}
