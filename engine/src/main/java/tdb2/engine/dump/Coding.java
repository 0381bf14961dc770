package tdb2.engine.dump;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A way to write bytes as ASCII, byte by byte: each of the 256 has its own text. */
enum Coding {

    /** Two lower-case digits for each byte. */
    HEX {
        @Override
        String text(int value) {
            return "" + LOWER.charAt(value >>> 4) + LOWER.charAt(value & 15);
        }
    },
    /** Printable ASCII as it is, the rest as {@code \XX}: tdbdump. */
    TDBDUMP {
        @Override
        String text(int value) {
            boolean plain = value >= ' ' && value <= '~' && value != '"' && value != '\\';
            return plain ? String.valueOf((char) value) : "\\" + UPPER.charAt(value >>> 4) + UPPER.charAt(value & 15);
        }
    },
    /** The value part of a distinguished name (RFC 4514): letters and digits as they are, the rest as {@code \xx}. */
    NAME {
        @Override
        String text(int value) {
            boolean plain = Character.digit(value, 36) >= 0 || "_-./:@$".indexOf(value) >= 0;
            return plain ? String.valueOf((char) value) : "\\" + LOWER.charAt(value >>> 4) + LOWER.charAt(value & 15);
        }
    };

    private static final String LOWER = "0123456789abcdef";
    private static final String UPPER = "0123456789ABCDEF";
    private static final int BLOCK = 1 << 12;
    private static final int LONGEST = 3;

    private final byte[][] texts = new byte[256][];

    Coding() {
        for (int value = 0; value < texts.length; value++) {
            texts[value] = text(value).getBytes(StandardCharsets.US_ASCII);
        }
    }

    /** What a byte of 0..255 is written as; at most three characters. */
    abstract String text(int value);

    /** Writes bytes to a stream in this coding. */
    void write(byte[] bytes, OutputStream out) throws IOException {
        write(bytes, 0, bytes.length, out);
    }

    private void write(byte[] bytes, int from, int length, OutputStream out) throws IOException {
        byte[] block = new byte[LONGEST * Math.min(BLOCK, length)];
        for (int done = 0; done < length; done += BLOCK) {
            int filled = 0;
            int end = from + Math.min(length, done + BLOCK);
            for (int i = from + done; i < end; i++) {
                for (byte character : texts[Byte.toUnsignedInt(bytes[i])]) {
                    block[filled++] = character;
                }
            }
            out.write(block, 0, filled);
        }
    }

    /** A stream onto another: what goes in arrives coded. Closing it does nothing. */
    OutputStream onto(OutputStream out) {
        return new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                out.write(texts[value & 0xFF]);
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                Coding.this.write(bytes, from, length, out);
            }
        };
    }
}
