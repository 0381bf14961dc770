package tdb2.engine.damage;

import tdb2.engine.format.FreeRecord;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.inspect.Region;

/** What happens to free space and to what is kept for recovery. */
final class SpaceDamage {

    private static final int NARROW_LENGTH = 4;
    private static final int WIDE_LENGTH = 8;
    private static final int WIDE_NEXT = 16;
    private static final int TORN = 512;

    private SpaceDamage() {}

    static String loop(Wound wound) {
        FreeRecord record = wound.any(wound.healthy().free());
        FreeRecord back = wound.any(wound.healthy().free());
        wound.putWord(next(wound, record), back.offset());
        return "the free record at %d leads to the one at %d".formatted(record.offset(), back.offset());
    }

    static String intoUsed(Wound wound) {
        FreeRecord record = wound.any(wound.healthy().free());
        RecordHeader used = wound.any(wound.healthy().records());
        wound.putWord(next(wound, record), used.offset());
        return "the free record at %d leads to the record at %d".formatted(record.offset(), used.offset());
    }

    static String length(Wound wound) {
        FreeRecord record = wound.any(wound.healthy().free());
        long at = record.offset() + (wound.isNarrow() ? NARROW_LENGTH : WIDE_LENGTH);
        wound.putWord(at, wound.word(at) + 8L * (1 + wound.random().nextInt(64)));
        return "of the free record at " + record.offset();
    }

    static String areaHeader(Wound wound) {
        Region area = wound.any(wound.healthy().areas());
        wound.put(area.offset(), wound.garbage((int) area.length()));
        return "%d bytes at %d".formatted(area.length(), area.offset());
    }

    static String recoveryTorn(Wound wound) {
        Region area = wound.any(wound.healthy().recoveries());
        int at = wound.place(area.offset(), area.end(), TORN);
        int length = (int) Math.min(TORN, area.end() - at);
        wound.put(at, wound.garbage(length));
        return "%d bytes at %d".formatted(length, at);
    }

    private static long next(Wound wound, FreeRecord record) {
        return record.offset() + (wound.isNarrow() ? 0 : WIDE_NEXT);
    }
}
