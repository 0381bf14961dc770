package tdb2.engine.hash;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Bob Jenkins' lookup3 ("hashlittle"), over bytes taken as little-endian words whatever the machine or the file
 * (spec c-formats, section 6).
 *
 * <pre>
 *   a = b = c = 0xDEADBEEF + length + start
 *   +------------+------------+------------+     +----------------+
 *   | 12 bytes   | 12 bytes   | ...        | ... | last 1..12     |
 *   +------------+------------+------------+     +----------------+
 *     a b c, mix   a b c, mix                      a b c, final  ->  first word c, second word b
 * </pre>
 *
 * <p>
 * Has no state: safe for several threads.
 */
public final class Lookup3 {

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int START = 0xDEADBEEF;
    private static final int BLOCK = 12;

    private Lookup3() {}

    /**
     * Both result words.
     *
     * @param key any bytes, empty allowed
     * @param start the start value
     * @return the first word in the upper, the second in the lower 32 bits; for an empty key the second word is the
     *         start value
     */
    public static long words(byte[] key, int start) {
        int a = START + key.length + start;
        int b = a;
        int c = a;
        if (key.length == 0) {
            return join(c, start);
        }
        int at = 0;
        for (; key.length - at > BLOCK; at += BLOCK) {
            a += (int) WORD.get(key, at);
            b += (int) WORD.get(key, at + 4);
            c += (int) WORD.get(key, at + 8);
            a -= c;
            a ^= Integer.rotateLeft(c, 4);
            c += b;
            b -= a;
            b ^= Integer.rotateLeft(a, 6);
            a += c;
            c -= b;
            c ^= Integer.rotateLeft(b, 8);
            b += a;
            a -= c;
            a ^= Integer.rotateLeft(c, 16);
            c += b;
            b -= a;
            b ^= Integer.rotateLeft(a, 19);
            a += c;
            c -= b;
            c ^= Integer.rotateLeft(b, 4);
            b += a;
        }
        return last(a + partial(key, at), b + partial(key, at + 4), c + partial(key, at + 8));
    }

    /** The first result word alone, 0..2^32-1. */
    public static long hash(byte[] key, int start) {
        return words(key, start) >>> 32;
    }

    private static long last(int x, int y, int z) {
        int c = (z ^ y) - Integer.rotateLeft(y, 14);
        int a = (x ^ c) - Integer.rotateLeft(c, 11);
        int b = (y ^ a) - Integer.rotateLeft(a, 25);
        c = (c ^ b) - Integer.rotateLeft(b, 16);
        a = (a ^ c) - Integer.rotateLeft(c, 4);
        b = (b ^ a) - Integer.rotateLeft(a, 14);
        c = (c ^ b) - Integer.rotateLeft(b, 24);
        return join(c, b);
    }

    /** The little-endian word at an index, bytes past the end of the key taken as 0. */
    private static int partial(byte[] key, int at) {
        if (at + 4 <= key.length) {
            return (int) WORD.get(key, at);
        }
        int word = 0;
        for (int i = key.length - 1; i >= at; i--) {
            word = word << 8 | Byte.toUnsignedInt(key[i]);
        }
        return word;
    }

    private static long join(int first, int second) {
        return (long) first << 32 | Integer.toUnsignedLong(second);
    }
}
