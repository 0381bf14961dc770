package tdb2.ui.widgets;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Bytes as people read and type them: UTF-8 text in which everything that cannot be seen is a C escape ({@code \0},
 * {@code \n}, {@code \xNN}), or hex. What {@link #escaped} writes, {@link #parse} reads back. Stateless.
 */
public final class ByteText {
    private static final HexFormat SPACED = HexFormat.ofDelimiter(" ");
    private static final double MOSTLY = 0.7;

    private ByteText() {}

    /** Text with escapes; no two byte sequences give the same text. */
    public static String escaped(byte[] bytes) {
        return escaped(bytes, 0, bytes.length);
    }

    /** Text to read: with escapes, but lines and tabs stand as they are. */
    public static String lines(byte[] bytes) {
        return text(bytes, 0, bytes.length, true);
    }

    /** Text with escapes of a range of bytes. */
    public static String escaped(byte[] bytes, int from, int to) {
        return text(bytes, from, to, false);
    }

    private static String text(byte[] bytes, int from, int to, boolean lines) {
        var text = new StringBuilder(to - from + 16);
        int at = from;
        while (at < to) {
            int length = sequence(bytes, at, to);
            int point = length == 0 ? -1 : codePoint(bytes, at, length);
            if (lines && (point == '\n' || point == '\t')) {
                text.append((char) point);
                at++;
            } else if (point >= 0 && visible(point)) {
                text.append(point == '\\' ? "\\\\" : Character.toString(point));
                at += length;
            } else {
                text.append(escape(bytes[at]));
                at++;
            }
        }
        return text.toString();
    }

    /** The bytes of a text with escapes; empty when an escape is none. */
    public static Optional<byte[]> parse(String text) {
        var bytes = new ByteArrayOutputStream(text.length());
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c != '\\') {
                int point = text.codePointAt(at);
                bytes.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
                at += Character.charCount(point);
                continue;
            }
            int length = at + 1 < text.length() && text.charAt(at + 1) == 'x' ? 4 : 2;
            if (at + length > text.length()) {
                return Optional.empty();
            }
            int value = length == 4 ? hexPair(text, at + 2) : "0ntr\\".indexOf(text.charAt(at + 1));
            if (value < 0) {
                return Optional.empty();
            }
            bytes.write(length == 4 ? value : "\0\n\t\r\\".charAt(value));
            at += length;
        }
        return Optional.of(bytes.toByteArray());
    }

    /** Hex digits with spaces between bytes. */
    public static String hex(byte[] bytes) {
        return SPACED.formatHex(bytes);
    }

    /** Hex digits without spaces. */
    public static String plainHex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** Text with escapes when most of it can be read, hex otherwise. */
    public static String readable(byte[] bytes) {
        return mostlyText(bytes) ? escaped(bytes) : hex(bytes);
    }

    /** Whether the bytes say more as text than as hex. */
    public static boolean mostlyText(byte[] bytes) {
        int seen = 0;
        int at = 0;
        while (at < bytes.length) {
            int length = sequence(bytes, at, bytes.length);
            int point = length == 0 ? -1 : codePoint(bytes, at, length);
            boolean text = point >= 0 && (visible(point) || point == '\n' || point == '\t' || point == '\r');
            boolean end = at == bytes.length - 1 && bytes[at] == 0;
            seen += text ? length : end ? 1 : 0;
            at += Math.max(1, length);
        }
        return seen >= MOSTLY * bytes.length;
    }

    private static int hexPair(String text, int at) {
        int high = Character.digit(text.charAt(at), 16);
        int low = Character.digit(text.charAt(at + 1), 16);
        return high < 0 || low < 0 ? -1 : 16 * high + low;
    }

    private static String escape(byte b) {
        return switch (b) {
            case 0 -> "\\0";
            case '\n' -> "\\n";
            case '\t' -> "\\t";
            case '\r' -> "\\r";
            default -> "\\x%02x".formatted(b & 0xff);
        };
    }

    /** Format characters turn the reading direction and hide themselves: they are not visible. */
    private static boolean visible(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
                    Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> true;
        };
    }

    /** Bytes of the UTF-8 sequence that begins here, 0 when none does. */
    private static int sequence(byte[] bytes, int at, int end) {
        int first = bytes[at] & 0xff;
        int length = first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
        return at + length > end ? 0 : length;
    }

    private static int codePoint(byte[] bytes, int at, int length) {
        if (length == 1) {
            return bytes[at];
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, at, length)).toString()
                    .codePointAt(0);
        } catch (CharacterCodingException _) {
            return -1;
        }
    }
}
