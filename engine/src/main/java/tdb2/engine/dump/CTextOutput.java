package tdb2.engine.dump;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes bytes as {@link CText}, one after the other, holding back only a character of UTF-8 that is not complete. */
final class CTextOutput extends OutputStream {

    private static final String DIGITS = "0123456789abcdef";

    private final OutputStream out;
    private final byte[] held = new byte[4];
    private int count;
    private int wanted;

    CTextOutput(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
        int value = b & 0xFF;
        if (count > 0 && (value & 0xC0) != 0x80) {
            escapeHeld();
        }
        if (count == 0) {
            wanted = sequenceLength(value);
        }
        if (count == 0 && wanted == 1) {
            ascii(value);
        } else if (count == 0 && wanted == 0) {
            escape(value);
        } else {
            hold((byte) value);
        }
    }

    private void hold(byte value) throws IOException {
        held[count++] = value;
        if (count < wanted) {
            return;
        }
        if (readable()) {
            out.write(held, 0, count);
            count = 0;
        } else {
            escapeHeld();
        }
    }

    /** Whether what is held is one character in its shortest form, and no control character. */
    private boolean readable() {
        String text = new String(held, 0, count, StandardCharsets.UTF_8);
        return text.codePointCount(0, text.length()) == 1 && !Character.isISOControl(text.charAt(0))
                && (text.charAt(0) != '\uFFFD' || (held[0] == (byte) 0xEF && held[1] == (byte) 0xBF));
    }

    /** Length of the sequence that a byte begins; 0 when it begins none. */
    private static int sequenceLength(int first) {
        if (first < 0x80) {
            return 1;
        }
        if (first < 0xC2 || first > 0xF4) {
            return 0;
        }
        return first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    }

    private void ascii(int value) throws IOException {
        switch (value) {
            case '\\' -> escaped('\\');
            case '\n' -> escaped('n');
            case '\r' -> escaped('r');
            case '\t' -> escaped('t');
            default -> {
                if (value < ' ' || value == 0x7F) {
                    escape(value);
                } else {
                    out.write(value);
                }
            }
        }
    }

    private void escaped(char letter) throws IOException {
        out.write('\\');
        out.write(letter);
    }

    private void escape(int value) throws IOException {
        escaped('x');
        out.write(DIGITS.charAt(value >>> 4));
        out.write(DIGITS.charAt(value & 15));
    }

    private void escapeHeld() throws IOException {
        int many = count;
        count = 0;
        for (int i = 0; i < many; i++) {
            escape(Byte.toUnsignedInt(held[i]));
        }
    }

    @Override
    public void close() throws IOException {
        escapeHeld();
        out.close();
    }
}
