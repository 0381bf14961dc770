package tdb2.engine.query;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import tdb2.engine.Entry;

/**
 * An order of records. Records that are equal in it stand in the order of the index.
 *
 * @param by what they are ordered by
 * @param descending whether the largest comes first
 */
public record Order(By by, boolean descending) {

    /** The order in which the index leads to the records. */
    public static final Order INDEX = new Order(By.INDEX, false);

    /** What records can be ordered by. */
    public enum By {
        /** The index itself. */
        INDEX,
        /** Bytes of the key, unsigned. */
        KEY,
        /** Bytes of the value, unsigned. */
        VALUE,
        KEY_SIZE,
        VALUE_SIZE,
        PADDING,
        /** Place in the file. */
        OFFSET,
        /** How deep in its chain or tree. */
        DEPTH;

        /** The name on the command line. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** What a command-line name means. */
        public static Optional<By> of(String id) {
            return Arrays.stream(values()).filter(by -> by.id().equals(id)).findFirst();
        }

        boolean bytes() {
            return this == KEY || this == VALUE;
        }
    }

    /** Bytes of each value that a scan has to read for the order. */
    int valueBytes() {
        return by == By.VALUE ? Digits.BYTES : 0;
    }

    /** The first, and for numbers the only, digit of a record: an unsigned number to order by. */
    long digit(Entry entry) {
        return switch (by) {
            case INDEX -> 0;
            case KEY -> Digits.of(entry.key(), 0, entry.key().length);
            case VALUE -> Digits.of(entry.value().preview(), 0, entry.value().length());
            case KEY_SIZE -> entry.header().keyLength();
            case VALUE_SIZE -> entry.header().valueLength();
            case PADDING -> entry.header().padding();
            case OFFSET -> entry.header().offset();
            case DEPTH -> entry.depth();
        };
    }
}
