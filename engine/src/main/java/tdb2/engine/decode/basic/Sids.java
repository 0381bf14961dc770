package tdb2.engine.decode.basic;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Windows security identifiers: revision, number of sub-authorities, 48-bit authority (big-endian), then each
 * sub-authority as 32 bits (little-endian). Has no state: safe for several threads.
 */
public final class Sids {

    /** Bytes before the sub-authorities. */
    public static final int HEADER = 8;
    /** Most sub-authorities. */
    public static final int MOST = 15;

    private Sids() {}

    /** Whether bytes begin with an identifier. */
    public static boolean begins(byte[] bytes) {
        return bytes.length >= HEADER && bytes[0] == 1 && bytes[1] >= 0 && bytes[1] <= MOST
                && bytes.length >= length(bytes);
    }

    /** Length of the identifier that bytes begin with. */
    public static int length(byte[] bytes) {
        return HEADER + Integer.BYTES * bytes[1];
    }

    /**
     * The identifier as text: {@code S-1-5-21-…}.
     *
     * @param bytes what {@link #begins} says yes to
     */
    public static String text(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long authority = 0;
        for (int i = 2; i < HEADER; i++) {
            authority = authority << 8 | Byte.toUnsignedLong(bytes[i]);
        }
        StringBuilder text = new StringBuilder("S-").append(bytes[0]).append('-').append(authority);
        for (int i = 0; i < bytes[1]; i++) {
            text.append('-').append(Integer.toUnsignedString(buffer.getInt(HEADER + Integer.BYTES * i)));
        }
        return text.toString();
    }
}
