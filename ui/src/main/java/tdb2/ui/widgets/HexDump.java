package tdb2.ui.widgets;

import java.util.HexFormat;

/** Bytes as lines of offset, hex digits and characters. Any thread. */
public final class HexDump {
    private static final int PER_LINE = 16;
    private static final HexFormat HEX = HexFormat.of();

    private HexDump() {}

    /** The lines; {@code start} is the offset of the first byte. */
    public static String of(byte[] bytes, long start) {
        var text = new StringBuilder(bytes.length * 5);
        for (int line = 0; line < bytes.length; line += PER_LINE) {
            text.append(HEX.toHexDigits(start + line, 8)).append("  ");
            for (int i = line; i < line + PER_LINE; i++) {
                text.append(i < bytes.length ? HEX.toHexDigits(bytes[i]) : "  ").append(i % 8 == 7 ? "  " : " ");
            }
            for (int i = line; i < Math.min(line + PER_LINE, bytes.length); i++) {
                text.append(character(bytes[i]));
            }
            text.append('\n');
        }
        return text.toString();
    }

    /** A byte as an ASCII character, a dot when it is none that can be seen. */
    public static char character(byte b) {
        return b >= 0x20 && b < 0x7f ? (char) b : '.';
    }
}
