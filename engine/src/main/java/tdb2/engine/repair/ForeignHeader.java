package tdb2.engine.repair;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalLong;
import tdb2.engine.storage.Bytes;

/** The first bytes and the version of a database, of whatever dialect and byte order, in the midst of a file. */
final class ForeignHeader {

    private static final byte[] FOOD = "TDB file\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NTDB_FOOD = "NTDB file\n".getBytes(StandardCharsets.US_ASCII);
    private static final int LENGTH = 72;
    private static final int NARROW_VERSION_AT = 32;
    private static final int WIDE_VERSION_AT = 64;
    private static final int NARROW_VERSION = 0x2601196D;
    private static final long WIDE_VERSION = 0x2601196EL;
    private static final int CHUNK = 1 << 16;

    private ForeignHeader() {}

    /** Whether one begins at an offset. */
    static boolean begins(Bytes bytes, long at) {
        return bytes.contains(at, LENGTH) && foodBegins(bytes, at) && hasVersion(bytes, at);
    }

    /** Where in a range the first one begins, at whatever byte. */
    static OptionalLong within(Bytes bytes, long from, long to) {
        for (long start = from; start < to; start += CHUNK) {
            byte[] chunk = bytes.bytes(start, (int) Math.min(CHUNK, to - start));
            for (int i = 0; i < chunk.length; i++) {
                if ((chunk[i] == FOOD[0] || chunk[i] == NTDB_FOOD[0]) && begins(bytes, start + i)) {
                    return OptionalLong.of(start + i);
                }
            }
        }
        return OptionalLong.empty();
    }

    /** Whether the first bytes of one stand at an offset. */
    static boolean foodBegins(Bytes bytes, long at) {
        return starts(bytes, at, FOOD) || starts(bytes, at, NTDB_FOOD);
    }

    private static boolean starts(Bytes bytes, long at, byte[] food) {
        return bytes.contains(at, food.length) && Arrays.equals(bytes.bytes(at, food.length), food);
    }

    private static boolean hasVersion(Bytes bytes, long at) {
        int narrow = (int) bytes.u32(at + NARROW_VERSION_AT);
        long wide = bytes.u64(at + WIDE_VERSION_AT);
        return narrow == NARROW_VERSION || Integer.reverseBytes(narrow) == NARROW_VERSION
                || wide == WIDE_VERSION || Long.reverseBytes(wide) == WIDE_VERSION;
    }
}
