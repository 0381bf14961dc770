package tdb2.engine.decode.basic;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Globally unique identifiers as Windows and Samba store them: the first three groups little-endian. Has no state: safe
 * for several threads.
 */
public final class Guids {

    /** Length, bytes. */
    public static final int LENGTH = 16;

    private Guids() {}

    /** The identifier as text, of {@link #LENGTH} bytes. */
    public static String text(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        String head = "%08x-%04x-%04x-".formatted(buffer.getInt(), buffer.getShort(), buffer.getShort());
        long tail = buffer.order(ByteOrder.BIG_ENDIAN).getLong();
        return head + "%04x-%012x".formatted(tail >>> 48, tail & 0xFFFF_FFFF_FFFFL);
    }
}
