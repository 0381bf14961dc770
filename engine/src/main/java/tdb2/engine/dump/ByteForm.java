package tdb2.engine.dump;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.function.Function;

/** The forms in which the bytes of one key or value are written to be used elsewhere: in a program, a script, a mail. */
public enum ByteForm {

    /** As it is where it is text; what is none in the escapes of {@link CText}. */
    TEXT(bytes -> CText.plain(bytes).orElseGet(() -> CText.of(bytes))),
    /** {@link CText}, as the commands take it. */
    ESCAPED(CText::of),
    /** Two lower-case digits for each byte. */
    HEX(bytes -> HexFormat.of().formatHex(bytes)),
    /** A string literal of C; the NUL that C puts behind it is not one of the bytes. */
    C_STRING(ByteForm::cString),
    /** A bytes literal of Python. */
    PYTHON(ByteForm::python),
    /** A string of JSON; an object with the member {@code hex} where the bytes are no UTF-8. */
    JSON(ByteForm::json);

    private final Function<byte[], String> writer;

    ByteForm(Function<byte[], String> writer) {
        this.writer = writer;
    }

    /** Bytes in this form. */
    public String of(byte[] bytes) {
        return writer.apply(bytes);
    }

    private static String cString(byte[] bytes) {
        StringBuilder text = new StringBuilder("\"");
        for (byte b : bytes) {
            switch (b) {
                case '"', '\\' -> text.append('\\').append((char) b);
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                case '?' -> text.append("\\?"); // two of them could begin a trigraph
                default -> text.append(printable(b) ? "" + (char) b : "\\%03o".formatted(b & 0xFF));
            }
        }
        return text.append('"').toString();
    }

    private static String python(byte[] bytes) {
        StringBuilder text = new StringBuilder("b'");
        for (byte b : bytes) {
            switch (b) {
                case '\'', '\\' -> text.append('\\').append((char) b);
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> text.append(printable(b) ? "" + (char) b : "\\x%02x".formatted(b));
            }
        }
        return text.append('\'').toString();
    }

    private static String json(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (!java.util.Arrays.equals(bytes, text.getBytes(StandardCharsets.UTF_8))) {
            return "{\"hex\":\"" + HEX.of(bytes) + "\"}";
        }
        StringBuilder json = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ' || c == 0x7F) {
                json.append("\\u%04x".formatted((int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }

    private static boolean printable(byte b) {
        return b >= ' ' && b <= '~';
    }
}
