package tdb2.ui.widgets;

import java.util.HexFormat;
import java.util.function.IntPredicate;

/** Bytes as lines of offset, hex digits and characters. Any thread. */
public final class HexDump {
    /** Bytes on a line. */
    public static final int PER_LINE = 16;

    private static final int OFFSET = 10;
    private static final int PER_BYTE = 3;
    private static final int HALF = 8;
    /** Where the characters begin. */
    private static final int CHARACTERS = OFFSET + PER_LINE * PER_BYTE + 2;
    private static final int LINE = CHARACTERS + PER_LINE + 1;
    private static final HexFormat HEX = HexFormat.of();

    private HexDump() {}

    /** The lines; {@code start} is the offset of the first byte. */
    public static String of(byte[] bytes, long start) {
        return of(bytes, start, _ -> false);
    }

    /** The lines; bytes whose index is hidden are shown as dots. */
    public static String of(byte[] bytes, long start, IntPredicate hidden) {
        var text = new StringBuilder(bytes.length * 5);
        for (int line = 0; line < bytes.length; line += PER_LINE) {
            text.append(HEX.toHexDigits(start + line, 8)).append("  ");
            for (int i = line; i < line + PER_LINE; i++) {
                text.append(i >= bytes.length ? "  " : hidden.test(i) ? "\u2022\u2022" : HEX.toHexDigits(bytes[i]))
                        .append(i % HALF == HALF - 1 ? "  " : " ");
            }
            for (int i = line; i < Math.min(line + PER_LINE, bytes.length); i++) {
                text.append(hidden.test(i) ? '\u2022' : character(bytes[i]));
            }
            text.append('\n');
        }
        return text.toString();
    }

    /** Where the two digits of a byte begin in the lines. */
    public static int position(int index) {
        int column = index % PER_LINE;
        return index / PER_LINE * LINE + OFFSET + PER_BYTE * column + column / HALF;
    }

    /** The byte that a position in the lines of {@code length} bytes belongs to, -1 when to none. */
    public static int byteAt(int position, int length) {
        int column = position % LINE;
        int within = column >= CHARACTERS
                ? column - CHARACTERS
                : (column - OFFSET - (column >= OFFSET + HALF * PER_BYTE ? 1 : 0)) / PER_BYTE;
        int index = position / LINE * PER_LINE + within;
        return column < OFFSET || within >= PER_LINE || index >= length ? -1 : index;
    }

    /** A byte as an ASCII character, a dot when it is none that can be seen. */
    public static char character(byte b) {
        return b >= 0x20 && b < 0x7f ? (char) b : '.';
    }
}
