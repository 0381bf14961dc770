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

    int length() {
        return wanted.length;
    }

    boolean begins(byte[] bytes) {
        return standsAt(bytes, 0);
    }

    /** The first place in some bytes, -1 when there is none. */
    int indexIn(byte[] bytes) {
        for (int at = 0; at <= bytes.length - wanted.length; at++) {
            if (standsAt(bytes, at)) {
                return at;
            }
        }
        return -1;
    }

    boolean begins(Value value) {
        return begins(value.preview().length >= wanted.length ? value.preview() : value.read(0, wanted.length));
    }

    /** The first place in a value, -1 when there is none; reads on behind its beginning part by part. */
    long indexIn(Value value, String file, Progress progress) {
        int first = indexIn(value.preview());
        if (first >= 0) {
            return first;
        }
        int overlap = Math.max(0, wanted.length - 1);
        long from = Math.max(0, value.preview().length - overlap);
        while (!value.whole() && from + wanted.length <= value.length()) {
            progress.check(file, 0, 0);
            int at = indexIn(value.read(from, CHUNK + overlap));
            if (at >= 0) {
                return from + at;
            }
            from += CHUNK;
        }
        return -1;
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
