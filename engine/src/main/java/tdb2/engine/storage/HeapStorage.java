package tdb2.engine.storage;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** A file's bytes in memory. Immutable once made. */
public final class HeapStorage implements Storage {

    private static final VarHandle LE32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle BE32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LE64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle BE64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final String name;
    private final byte[] content;

    /** Copies {@code content}. */
    public HeapStorage(String name, byte[] content) {
        this.name = name;
        this.content = content.clone();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long size() {
        return content.length;
    }

    @Override
    public void read(long offset, byte[] into, int at, int length) {
        Ranges.check(name, offset, length, content.length);
        System.arraycopy(content, (int) offset, into, at, length);
    }

    @Override
    public long u32(long offset, ByteOrder order) {
        Ranges.check(name, offset, 4, content.length);
        return Integer
                .toUnsignedLong((int) (order == ByteOrder.LITTLE_ENDIAN ? LE32 : BE32).get(content, (int) offset));
    }

    @Override
    public long u64(long offset, ByteOrder order) {
        Ranges.check(name, offset, 8, content.length);
        return (long) (order == ByteOrder.LITTLE_ENDIAN ? LE64 : BE64).get(content, (int) offset);
    }

    @Override
    public boolean refresh() {
        return false;
    }

    @Override
    public void close() {
        // nothing is held
    }
}
