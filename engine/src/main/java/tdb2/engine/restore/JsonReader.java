package tdb2.engine.restore;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * JSON (RFC 8259): one array of objects, or objects one after the other. {@code keyHex} and {@code valueHex} count; where
 * one is missing, {@code key} and {@code value} are taken as UTF-8. Other members are passed over.
 */
final class JsonReader implements DumpReader {

    /** Values of members that are passed over may be nested so deep. */
    private static final int DEPTH = 100;

    private final Text text;
    private final boolean lines;
    private boolean begun;
    private boolean array;

    /** @param lines whether objects may stand one after the other, or none at all */
    JsonReader(Text text, boolean lines) {
        this.text = text;
        this.lines = lines;
    }

    @Override
    public Optional<DumpRecord> next() throws IOException {
        text.skipSpace();
        boolean first = !begun;
        if (first) {
            begun = true;
            array = text.skip('[');
            if (!array && !lines && text.peek() == Text.END) {
                throw text.wrong("an array");
            }
            text.skipSpace();
        }
        if (array && text.skip(']')) {
            text.skipSpace();
            if (text.peek() != Text.END) {
                throw text.wrong("nothing behind the array");
            }
            array = false;
            return Optional.empty();
        }
        if (!array && text.peek() == Text.END) {
            return Optional.empty();
        }
        if (array && !first) {
            text.require(",");
            text.skipSpace();
        }
        return Optional.of(object());
    }

    private DumpRecord object() throws IOException {
        long line = text.lineNumber();
        Field key = new Field("key");
        Field value = new Field("value");
        text.require("{");
        text.skipSpace();
        boolean more = text.peek() != '}';
        while (more) {
            String name = new String(string(), StandardCharsets.UTF_8);
            text.skipSpace();
            text.require(":");
            text.skipSpace();
            if (!key.takes(name) && !value.takes(name)) {
                pass(DEPTH);
            }
            text.skipSpace();
            more = text.skip(',');
            text.skipSpace();
        }
        text.require("}");
        return new DumpRecord(key.bytes(), value.bytes(), line);
    }

    /** A member of which there are two forms. */
    private final class Field {

        private final String name;
        private Optional<byte[]> hex = Optional.empty();
        private Optional<byte[]> plain = Optional.empty();

        Field(String name) {
            this.name = name;
        }

        /** Reads the value of a member, if it is this one. */
        boolean takes(String member) throws IOException {
            if (member.equals(name + "Hex")) {
                hex = Optional.of(hexString());
            } else if (member.equals(name)) {
                plain = Optional.of(string());
            } else {
                return false;
            }
            return true;
        }

        byte[] bytes() {
            return hex.or(() -> plain).orElseThrow(() -> text.wrong("a member " + name + "Hex or " + name,
                    "an object that ends without"));
        }
    }

    private byte[] hexString() throws IOException {
        text.require("\"");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (text.peek() != '"') {
            bytes.write(text.hexByte());
        }
        text.read();
        return bytes.toByteArray();
    }

    /** A string, as UTF-8. */
    private byte[] string() throws IOException {
        text.require("\"");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (text.peek() != '"') {
            if (text.peek() == Text.END || text.peek() < ' ') {
                throw text.wrong("the end of a string");
            }
            int value = text.read();
            if (value == '\\') {
                escape(bytes);
            } else {
                bytes.write(value);
            }
        }
        text.read();
        return bytes.toByteArray();
    }

    private void escape(ByteArrayOutputStream bytes) throws IOException {
        int letter = text.peek();
        int plain = switch (letter) {
            case '"', '\\', '/' -> letter;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> -1;
            default -> throw text.wrong("an escape of JSON");
        };
        text.read();
        if (plain >= 0) {
            bytes.write(plain);
        } else {
            bytes.writeBytes(Character.toString(codePoint()).getBytes(StandardCharsets.UTF_8));
        }
    }

    private int codePoint() throws IOException {
        char high = unit();
        if (!Character.isSurrogate(high)) {
            return high;
        }
        if (Character.isHighSurrogate(high) && text.skip('\\') && text.skip('u')) {
            char low = unit();
            if (Character.isLowSurrogate(low)) {
                return Character.toCodePoint(high, low);
            }
        }
        throw text.wrong("the two halves of a character", "one half of it");
    }

    private char unit() throws IOException {
        return (char) ((text.hexByte() << 8) | text.hexByte());
    }

    /** Passes a value of any kind. */
    private void pass(int depth) throws IOException {
        if (depth == 0) {
            throw text.wrong("values nested at most " + DEPTH + " deep");
        }
        int first = text.peek();
        if (first == '"') {
            string();
        } else if (first == '{' || first == '[') {
            text.read();
            passMembers(first == '{', depth);
        } else {
            word();
        }
    }

    private void passMembers(boolean named, int depth) throws IOException {
        int end = named ? '}' : ']';
        text.skipSpace();
        boolean more = text.peek() != end;
        while (more) {
            if (named) {
                string();
                text.skipSpace();
                text.require(":");
                text.skipSpace();
            }
            pass(depth - 1);
            text.skipSpace();
            more = text.skip(',');
            text.skipSpace();
        }
        text.require(Character.toString(end));
    }

    /** A number, true, false or null. */
    private void word() throws IOException {
        long before = text.passed();
        while (Character.isLetterOrDigit(text.peek()) || text.peek() == '-' || text.peek() == '+'
                || text.peek() == '.') {
            text.read();
        }
        if (text.passed() == before) {
            throw text.wrong("a value");
        }
    }
}
