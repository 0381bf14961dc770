package tdb2.engine.storage;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Words of either byte order in an array, at any alignment. */
final class Words {

    private static final VarHandle LE32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle BE32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LE64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle BE64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private Words() {}

    static long u32(byte[] bytes, int at, ByteOrder order) {
        return Integer.toUnsignedLong((int) (order == ByteOrder.LITTLE_ENDIAN ? LE32 : BE32).get(bytes, at));
    }

    static long u64(byte[] bytes, int at, ByteOrder order) {
        return (long) (order == ByteOrder.LITTLE_ENDIAN ? LE64 : BE64).get(bytes, at);
    }

    static byte[] of32(long word, ByteOrder order) {
        byte[] bytes = new byte[4];
        (order == ByteOrder.LITTLE_ENDIAN ? LE32 : BE32).set(bytes, 0, (int) word);
        return bytes;
    }

    static byte[] of64(long word, ByteOrder order) {
        byte[] bytes = new byte[8];
        (order == ByteOrder.LITTLE_ENDIAN ? LE64 : BE64).set(bytes, 0, word);
        return bytes;
    }
}
