package tdb2.engine.disk;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** A fast 64-bit hash of whole images, to tell those already seen. Not for anything that somebody might forge. */
final class ImageHash {

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;
    private static final long OTHER = 0xC2B2_AE3D_27D4_EB4FL;

    private ImageHash() {}

    /** Never 0. */
    static long of(byte[] bytes) {
        return of(bytes, 0, bytes.length);
    }

    /** The same of a part. */
    static long of(byte[] bytes, int from, int to) {
        long one = (long) to - from;
        long two = OTHER;
        int at = from;
        for (; at + 16 <= to; at += 16) {
            one = Long.rotateLeft(one ^ (long) WORDS.get(bytes, at), 29) * MULTIPLIER;
            two = Long.rotateLeft(two ^ (long) WORDS.get(bytes, at + 8), 31) * OTHER;
        }
        for (; at < to; at++) {
            one = Long.rotateLeft(one ^ bytes[at], 29) * MULTIPLIER;
        }
        return mix(one, two);
    }

    /** Two words made one; never 0. */
    static long mix(long one, long two) {
        long sum = one ^ Long.rotateLeft(two, 32) * MULTIPLIER;
        sum = (sum ^ sum >>> 31) * OTHER;
        sum ^= sum >>> 29;
        return sum == 0 ? 1 : sum;
    }
}
