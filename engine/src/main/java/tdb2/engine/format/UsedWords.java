package tdb2.engine.format;

import java.util.ArrayList;
import java.util.List;
import java.util.HexFormat;

/**
 * The two words that begin a used record of the 64-bit dialects (spec c-formats, sections 2 to 4; tdb2-native).
 *
 * <pre>
 *  word 0   63      48 47   43 42                 11 10         0
 *          +----------+-------+---------------------+------------+
 *          | magic    | field | extra padding       | low bits   |
 *          +----------+-------+---------------------+------------+
 *  word 1   63                           2*field            0
 *          +-------------------------------+---------------------+
 *          | data length                   | key length          |
 *          +-------------------------------+---------------------+
 *  16       key, data, padding: together a multiple of 8
 * </pre>
 *
 * The low bits are 11 hash bits in TDB2 of 2012, 5 hash bits and 6 of the zone in the native dialect, 0 in NTDB. Lengths
 * are in bytes.
 */
final class UsedWords {

    /** Bytes of the two words. */
    static final int LENGTH = 16;

    private UsedWords() {}

    static int magic(long word0) {
        return (int) (word0 >>> 48);
    }

    static int field(long word0) {
        return (int) (word0 >>> 43) & 0x1F;
    }

    static long padding(long word0) {
        return (word0 >>> 11) & 0xFFFF_FFFFL;
    }

    static long keyLength(long word0, long word1) {
        return word1 & ((1L << (2 * field(word0))) - 1);
    }

    /** The data length; negative when it is 2^63 or more, as no sound file has it. */
    static long valueLength(long word0, long word1) {
        return word1 >>> (2 * field(word0));
    }

    /** The field that a writer chooses for a key length. */
    static int fieldFor(long keyLength) {
        return (Long.SIZE - Long.numberOfLeadingZeros(keyLength) + 1) / 2;
    }

    /** Whether a record's first word tells its key's length as a writer does. */
    static boolean isAsWritten(long word0, RecordHeader record) {
        return field(word0) == fieldFor(record.keyLength());
    }

    /** First word of a used record that fills a length, its header included, bytes. */
    static long word0(int magic, NewRecord record, long length, long lowBits) {
        return (long) magic << 48 | (long) fieldFor(record.keyLength()) << 43 | record.padding(length) << 11 | lowBits;
    }

    /** Second word of a used record. */
    static long word1(NewRecord record) {
        return record.valueLength() << (2 * fieldFor(record.keyLength())) | record.keyLength();
    }

    /** Fields of both words, all bits explained. */
    static List<Field> fields(long offset, long word0, long word1, String magic, List<Field> lowBits) {
        int field = field(word0);
        Field key = new Field("key_length", offset + 8, 8, 0, 2 * field, keyLength(word0, word1), "bytes of the key");
        Field data = new Field("data_length", offset + 8, 8, 2 * field, 64 - 2 * field, valueLength(word0, word1),
                "bytes of the data");
        List<Field> fields = new ArrayList<>(List.of(
                new Field("magic", offset, 8, 48, 16, magic(word0), magic),
                new Field("key_len_bits", offset, 8, 43, 5, field,
                        "the low %d bits of the second word are the key length".formatted(2 * field)),
                new Field("extra_padding", offset, 8, 11, 32, padding(word0), "bytes of padding behind the data")));
        fields.addAll(lowBits);
        fields.add(key);
        fields.add(data);
        return fields;
    }

    /** The byte ranges behind the two words. */
    static List<Field> body(RecordHeader record) {
        return List.of(Field.range("key", record.keyOffset(), record.keyLength(), "the key"),
                Field.range("data", record.valueOffset(), record.valueLength(), "the data"),
                Field.range("padding", record.paddingOffset(), record.padding(), "room to grow in"));
    }

    /** For messages: a word in hex. */
    static String hex(long word) {
        return "0x" + HexFormat.of().toHexDigits(word);
    }
}
