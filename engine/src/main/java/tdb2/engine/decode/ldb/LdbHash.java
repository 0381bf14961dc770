package tdb2.engine.decode.ldb;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import tdb2.engine.dump.CText;

/** 64 bits for what is too much to be kept as text (FNV-1a, its result mixed). Two things in 2^64 look alike. */
final class LdbHash {

    private static final long BASIS = 0xCBF2_9CE4_8422_2325L;
    private static final long PRIME = 0x100_0000_01B3L;
    private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

    private LdbHash() {}

    static long of(ObjectId id) {
        return mixed(add(BASIS, id.text().getBytes(StandardCharsets.UTF_8)));
    }

    /** A value of an attribute of an object; the value folded. */
    static long of(String attribute, byte[] value, ObjectId id) {
        long hash = add(BASIS, attribute.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
        hash = add(hash, folded(value));
        return mixed(add(hash, id.text().getBytes(StandardCharsets.UTF_8)));
    }

    /** Text without regard to case, spaces in a row and around; other bytes as they are. */
    private static byte[] folded(byte[] value) {
        return CText.plain(value).map(text -> ObjectId.folded(text).getBytes(StandardCharsets.UTF_8)).orElse(value);
    }

    private static long add(long hash, byte[] bytes) {
        long sum = hash;
        for (byte b : bytes) {
            sum = (sum ^ Byte.toUnsignedLong(b)) * PRIME;
        }
        return (sum ^ 0xFF) * PRIME;
    }

    private static long mixed(long hash) {
        long mixed = (hash ^ (hash >>> 32)) * MIX;
        return mixed ^ (mixed >>> 29);
    }
}
