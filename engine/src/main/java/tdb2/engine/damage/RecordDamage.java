package tdb2.engine.damage;

import java.util.List;
import tdb2.engine.format.RecordHeader;

/** What happens to single records. */
final class RecordDamage {

    private static final int NARROW_REC_LEN = 4;
    private static final int NARROW_KEY_LEN = 8;
    private static final int NARROW_DATA_LEN = 12;
    private static final int NARROW_MAGIC = 20;
    private static final int WIDE_LENGTHS = 8;
    private static final int PADDING_SHIFT = 11;
    private static final int FIELD_SHIFT = 43;

    private RecordDamage() {}

    static String magic(Wound wound) {
        RecordHeader record = record(wound);
        boolean little = wound.healthy().bytes().order() == java.nio.ByteOrder.LITTLE_ENDIAN;
        long top = record.offset() + (little ? 7 : 0);
        wound.flip(wound.isNarrow() ? record.offset() + NARROW_MAGIC + wound.random().nextInt(4) : top, 0x5A);
        return told(record);
    }

    static String lengthTooLarge(Wound wound) {
        RecordHeader record = record(wound);
        long more = 8L * (1 + wound.random().nextInt(4096));
        if (wound.isNarrow()) {
            wound.putWord(record.offset() + NARROW_REC_LEN, record.length() - record.headerLength() + more);
        } else {
            lengths(wound, record, record.keyLength(), record.valueLength() + more);
        }
        return "%s reaches %d bytes too far".formatted(told(record), more);
    }

    static String lengthsSwapped(Wound wound) {
        RecordHeader record = record(wound);
        lengths(wound, record, record.valueLength(), record.keyLength());
        return told(record);
    }

    static String lengthByte(Wound wound) {
        RecordHeader record = record(wound);
        long at = record.offset() + (wound.isNarrow() ? NARROW_REC_LEN : WIDE_LENGTHS) + wound.random().nextInt(8);
        wound.flip(at, 0x11);
        return "byte %d of %s".formatted(at, told(record));
    }

    static String overlap(Wound wound) {
        List<RecordHeader> records = wound.healthy().records();
        int first = wound.random().nextInt(records.size() - 1);
        RecordHeader record = records.get(first);
        RecordHeader next = records.get(first + 1);
        if (wound.isNarrow()) {
            wound.putWord(record.offset() + NARROW_REC_LEN, next.end() - record.keyOffset());
        } else {
            lengths(wound, record, record.keyLength(), next.end() - record.valueOffset() - record.padding());
        }
        return "%s reaches to the end of the one at %d".formatted(told(record), next.offset());
    }

    static String duplicateKey(Wound wound) {
        RecordHeader from = record(wound);
        List<RecordHeader> like = wound.healthy().records().stream()
                .filter(other -> other.keyLength() == from.keyLength() && other.offset() != from.offset()).toList();
        if (like.isEmpty()) {
            return "no other record has a key as long as that of " + told(from);
        }
        RecordHeader to = wound.any(like);
        wound.put(to.keyOffset(), wound.copy(from.keyOffset(), (int) from.keyLength()));
        if (wound.isNarrow()) {
            wound.put(to.offset() + 16, wound.copy(from.offset() + 16, 4));
        } else {
            long mask = ((1L << PADDING_SHIFT) - 1) & (to.hashBits() == 5 ? ~63L : -1L);
            wound.putWord(to.offset(), (wound.word(to.offset()) & ~mask) | (wound.word(from.offset()) & mask));
        }
        return "%s has the key of %s".formatted(told(to), told(from));
    }

    static String tailer(Wound wound) {
        RecordHeader record = record(wound);
        wound.flip(record.end() - 1 - wound.random().nextInt(4), 0x21);
        return told(record);
    }

    static String valueByte(Wound wound) {
        RecordHeader record = wound
                .any(wound.healthy().records().stream().filter(one -> one.valueLength() > 0).toList());
        int at = wound.place(record.valueOffset(), record.paddingOffset(), 1);
        wound.flip(at, 0x40);
        return "byte %d of %s".formatted(at, told(record));
    }

    private static void lengths(Wound wound, RecordHeader record, long key, long value) {
        if (wound.isNarrow()) {
            wound.putWord(record.offset() + NARROW_KEY_LEN, key);
            wound.putWord(record.offset() + NARROW_DATA_LEN, value);
        } else {
            int field = (Long.SIZE - Long.numberOfLeadingZeros(key) + 1) / 2;
            long word0 = (wound.word(record.offset()) & ~(31L << FIELD_SHIFT)) | ((long) field << FIELD_SHIFT);
            wound.putWord(record.offset(), word0);
            wound.putWord(record.offset() + WIDE_LENGTHS, key | (value << (2 * field)));
        }
    }

    private static RecordHeader record(Wound wound) {
        return wound.any(wound.healthy().records());
    }

    private static String told(RecordHeader record) {
        return "the record at " + record.offset();
    }
}
