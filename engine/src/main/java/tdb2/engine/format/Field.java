package tdb2.engine.format;

/**
 * One field of an on-disk structure, explained.
 *
 * @param name the field's name in the format's own words
 * @param offset of the first byte of the word that holds it, in the file
 * @param length bytes of that word
 * @param shift lowest bit of the field in its word; 0 for a whole word
 * @param bits width of the field in bits; for byte ranges 8 * length
 * @param value the field's value, right-aligned; 0 for byte ranges longer than a word
 * @param means what the value says
 */
public record Field(String name, long offset, long length, int shift, int bits, long value, String means) {

    /** A field that is a whole word. */
    public static Field word(String name, long offset, int length, long value, String means) {
        return new Field(name, offset, length, 0, 8 * length, value, means);
    }

    /** A field that is a range of bytes. */
    public static Field range(String name, long offset, long length, String means) {
        return new Field(name, offset, length, 0, (int) Math.min(8 * length, Integer.MAX_VALUE), 0, means);
    }
}
