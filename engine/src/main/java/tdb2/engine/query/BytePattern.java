package tdb2.engine.query;

import java.util.Arrays;
import tdb2.engine.Value;
import tdb2.engine.event.Progress;

/**
 * Bytes to look for, some bits of which may not matter: the bit that tells upper from lower case, the four of a digit that
 * is not given. Immutable.
 */
final class BytePattern {

    private static final int CHUNK = 1 << 20;
    private static final byte CASE = 0x20;

    private final byte[] wanted;
    private final byte[] mask;

    private BytePattern(byte[] wanted, byte[] mask) {
        this.wanted = wanted;
        this.mask = mask;
    }

    /** A pattern of bytes; the case of ASCII letters may not matter. */
    static BytePattern of(byte[] bytes, boolean matchCase) {
        byte[] wanted = bytes.clone();
        byte[] mask = new byte[wanted.length];
        for (int i = 0; i < wanted.length; i++) {
            boolean letter = (wanted[i] | CASE) >= 'a' && (wanted[i] | CASE) <= 'z';
            mask[i] = letter && !matchCase ? (byte) ~CASE : -1;
            wanted[i] &= mask[i];
        }
        return new BytePattern(wanted, mask);
    }

    /** A pattern of hex digits, two for each byte; spaces and colons between bytes do not count. */
    static BytePattern ofHex(String text) {
        byte[] wanted = new byte[text.length() / 2 + 1];
        byte[] mask = new byte[wanted.length];
        int digits = 0;
        int start = text.startsWith("0x") ? 2 : 0;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (digits % 2 == 0 && (Character.isWhitespace(c) || c == ':')) {
                continue;
            }
            int value = Character.digit(c, 16);
            if (value < 0 && c != '?') {
                throw new BadFilterException("\"" + c + "\" is no hex digit", i);
            }
            int shift = digits % 2 == 0 ? 4 : 0;
            wanted[digits / 2] |= (byte) (Math.max(value, 0) << shift);
            mask[digits / 2] |= (byte) ((value < 0 ? 0 : 0xF) << shift);
            digits++;
        }
        if (digits % 2 != 0) {
            throw new BadFilterException("half a byte: two hex digits make one", text.length());
        }
        return new BytePattern(Arrays.copyOf(wanted, digits / 2), Arrays.copyOf(mask, digits / 2));
    }

    boolean begins(byte[] bytes) {
        return standsAt(bytes, 0);
    }

    boolean isIn(byte[] bytes) {
        for (int at = 0; at <= bytes.length - wanted.length; at++) {
            if (standsAt(bytes, at)) {
                return true;
            }
        }
        return false;
    }

    boolean begins(Value value) {
        return begins(value.preview().length >= wanted.length ? value.preview() : value.read(0, wanted.length));
    }

    /** Reads on in a value whose beginning does not contain the pattern, part by part. */
    boolean isIn(Value value, String file, Progress progress) {
        if (isIn(value.preview())) {
            return true;
        }
        int overlap = Math.max(0, wanted.length - 1);
        long from = Math.max(0, value.preview().length - overlap);
        while (!value.whole() && from + wanted.length <= value.length()) {
            progress.check(file, 0, 0);
            if (isIn(value.read(from, CHUNK + overlap))) {
                return true;
            }
            from += CHUNK;
        }
        return false;
    }

    private boolean standsAt(byte[] bytes, int at) {
        if (wanted.length > bytes.length - at) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if ((bytes[at + i] & mask[i]) != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}
