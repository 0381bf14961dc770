package tdb2.independent;

/** Bob Jenkins' lookup3 "hashlittle2", written from its description. */
final class Jenkins {

    private Jenkins() {}

    /** Both words of the hash: the first in the upper half. */
    static long hash(byte[] key, int init) {
        int a = 0xDEADBEEF + key.length + init;
        int b = a;
        int c = a;
        if (key.length == 0) {
            return ((long) c << 32) | (init & 0xFFFF_FFFFL);
        }
        int at = 0;
        while (key.length - at > 12) {
            a += word(key, at);
            b += word(key, at + 4);
            c += word(key, at + 8);
            a = a - c ^ Integer.rotateLeft(c, 4);
            c += b;
            b = b - a ^ Integer.rotateLeft(a, 6);
            a += c;
            c = c - b ^ Integer.rotateLeft(b, 8);
            b += a;
            a = a - c ^ Integer.rotateLeft(c, 16);
            c += b;
            b = b - a ^ Integer.rotateLeft(a, 19);
            a += c;
            c = c - b ^ Integer.rotateLeft(b, 4);
            b += a;
            at += 12;
        }
        a += word(key, at);
        b += word(key, at + 4);
        c += word(key, at + 8);
        c = (c ^ b) - Integer.rotateLeft(b, 14);
        a = (a ^ c) - Integer.rotateLeft(c, 11);
        b = (b ^ a) - Integer.rotateLeft(a, 25);
        c = (c ^ b) - Integer.rotateLeft(b, 16);
        a = (a ^ c) - Integer.rotateLeft(c, 4);
        b = (b ^ a) - Integer.rotateLeft(a, 14);
        c = (c ^ b) - Integer.rotateLeft(b, 24);
        return ((long) c << 32) | (b & 0xFFFF_FFFFL);
    }

    /** Four bytes, the lowest first; zeros behind the end. */
    private static int word(byte[] key, int at) {
        int word = 0;
        for (int i = 3; i >= 0; i--) {
            word = word << 8 | (at + i < key.length ? key[at + i] & 0xFF : 0);
        }
        return word;
    }
}
