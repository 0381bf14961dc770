package tdb2.engine.restore;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import tdb2.engine.error.DamagedException;
import tdb2.engine.error.Fault;

/** The bytes of a dump, one after the other, with the line and column of each. */
final class Text {

    static final int END = -1;

    private static final int BLOCK = 1 << 16;

    private final String name;
    private final InputStream in;
    private final byte[] block = new byte[BLOCK];
    private int at;
    private int filled;
    private long before;
    private long line = 1;
    private long column = 1;

    /** @param name of the dump, for messages */
    Text(String name, InputStream in) {
        this.name = name;
        this.in = in;
    }

    /** The next byte, 0 to 255, without passing it; {@link #END} behind the last. */
    int peek() throws IOException {
        if (at == filled) {
            before += filled;
            at = 0;
            filled = Math.max(0, in.read(block, 0, BLOCK));
        }
        return at == filled ? END : Byte.toUnsignedInt(block[at]);
    }

    /** Passes a byte. */
    int read() throws IOException {
        int value = peek();
        if (value != END) {
            at++;
            column++;
            if (value == '\n') {
                line++;
                column = 1;
            }
        }
        return value;
    }

    /** Passes a byte if it is this one. */
    boolean skip(int wanted) throws IOException {
        boolean there = peek() == wanted;
        if (there) {
            read();
        }
        return there;
    }

    /** Passes a text of ASCII that must be there. */
    void require(String wanted) throws IOException {
        for (int i = 0; i < wanted.length(); i++) {
            if (peek() != wanted.charAt(i)) {
                throw wrong("\"" + wanted.replace("\n", "\\n") + "\"");
            }
            read();
        }
    }

    /** Passes blanks, tabs and line ends. */
    void skipSpace() throws IOException {
        while (peek() == ' ' || peek() == '\n' || peek() == '\r' || peek() == '\t') {
            read();
        }
    }

    /** Passes a number of decimal digits, at most 2^31 - 17. */
    int number() throws IOException {
        long number = 0;
        if (peek() < '0' || peek() > '9') {
            throw wrong("a number");
        }
        while (peek() >= '0' && peek() <= '9') {
            number = 10 * number + read() - '0';
            if (number > Integer.MAX_VALUE - 16) {
                throw wrong("a length below 2 GiB");
            }
        }
        return (int) number;
    }

    /** Passes a digit of hex. */
    int hexDigit() throws IOException {
        int digit = Character.digit(peek(), 16);
        if (digit < 0) {
            throw wrong("a hex digit");
        }
        read();
        return digit;
    }

    /** Passes two of them. */
    int hexByte() throws IOException {
        return (hexDigit() << 4) | hexDigit();
    }

    /** Passes a line with its end; without that, and without a carriage return before it. */
    byte[] line() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (peek() != END && peek() != '\n') {
            int value = read();
            if (value != '\r' || (peek() != '\n' && peek() != END)) {
                bytes.write(value);
            }
        }
        read();
        return bytes.toByteArray();
    }

    /** The line of the next byte, from 1. */
    long lineNumber() {
        return line;
    }

    /** How many bytes were passed. */
    long passed() {
        return before + at;
    }

    /** What is thrown when the next byte is not what it should be. */
    DamagedException wrong(String expected) throws IOException {
        int value = peek();
        String found = value == END
                ? "the end of the dump"
                : value > ' ' && value < 0x7F ? "'" + (char) value + "'" : "byte 0x%02x".formatted(value);
        return wrong(expected, found);
    }

    /** The same for something else that was found there. */
    DamagedException wrong(String expected, String found) {
        return new DamagedException(new Fault(name + ", line " + line + ", column " + column, passed(), expected, found,
                "nothing was restored; put the dump right, or make it again"));
    }
}
