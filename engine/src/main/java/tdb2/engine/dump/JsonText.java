package tdb2.engine.dump;

import java.util.HexFormat;

/** Makes one JSON document, a value a line, for those who must not depend on a library. Used by one thread. */
public final class JsonText {

    private static final String STEP = "  ";

    private final StringBuilder text = new StringBuilder("{");
    private final StringBuilder closing = new StringBuilder("}");
    private boolean first = true;

    /** A text with what JSON keeps for itself escaped, without quotation marks. */
    public static String escaped(String plain) {
        StringBuilder json = new StringBuilder(plain.length() + 8);
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                default -> json.append(c < ' ' ? "\\u%04x".formatted((int) c) : Character.toString(c));
            }
        }
        return json.toString();
    }

    /** A field of text. */
    public JsonText put(String name, String value) {
        return raw(name, "\"" + escaped(value) + "\"");
    }

    /** A field of a number. */
    public JsonText put(String name, long value) {
        return raw(name, Long.toString(value));
    }

    /** A field that is true or false. */
    public JsonText put(String name, boolean value) {
        return raw(name, Boolean.toString(value));
    }

    /** {@code nameHex}, and {@code name} too where the bytes are text. */
    public JsonText put(String name, byte[] bytes) {
        CText.plain(bytes).ifPresent(plain -> put(name, plain));
        return hex(name + "Hex", bytes);
    }

    /** A field of bytes in hex. */
    public JsonText hex(String name, byte[] bytes) {
        return put(name, HexFormat.of().formatHex(bytes));
    }

    /** Begins a field that is an array. */
    public JsonText array(String name) {
        return open("\"" + name + "\" : [", ']');
    }

    /** Begins an object that is an element. */
    public JsonText object() {
        return open("{", '}');
    }

    /** A text that is an element. */
    public JsonText element(String value) {
        return line("\"" + escaped(value) + "\"");
    }

    /** Ends what was begun last. */
    public JsonText end() {
        char last = closing.charAt(closing.length() - 1);
        closing.setLength(closing.length() - 1);
        if (!first) {
            text.append('\n').append(STEP.repeat(closing.length()));
        }
        text.append(last);
        first = false;
        return this;
    }

    private JsonText raw(String name, String value) {
        return line("\"" + name + "\" : " + value);
    }

    private JsonText open(String what, char last) {
        line(what);
        closing.append(last);
        first = true;
        return this;
    }

    private JsonText line(String what) {
        text.append(first ? "\n" : ",\n").append(STEP.repeat(closing.length())).append(what);
        first = false;
        return this;
    }

    /** The document, its end included; nothing may be added any more. */
    @Override
    public String toString() {
        return text + "\n}\n";
    }
}
