package tdb2.engine.testing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import tdb2.engine.storage.WritableStorage;

/** A file in memory that may be far larger than the memory: pages of zeros take no room. For one thread. */
public final class SparseStorage implements WritableStorage {

    private static final int PAGE = 1 << 16;

    private final Map<Long, byte[]> pages = new HashMap<>();
    private long size;
    private long bytesRead;

    /** Bytes that were read so far. */
    public long bytesRead() {
        return bytesRead;
    }

    @Override
    public String name() {
        return "sparse";
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public void read(long offset, byte[] into, int at, int length) {
        require(offset, length);
        bytesRead += length;
        for (int done = 0; done < length;) {
            int from = (int) ((offset + done) % PAGE);
            int count = Math.min(length - done, PAGE - from);
            byte[] page = pages.get((offset + done) / PAGE);
            for (int i = 0; i < count; i++) {
                into[at + done + i] = page == null ? 0 : page[from + i];
            }
            done += count;
        }
    }

    @Override
    public void write(long offset, byte[] from, int at, int length) {
        require(offset, length);
        for (int done = 0; done < length;) {
            int to = (int) ((offset + done) % PAGE);
            int count = Math.min(length - done, PAGE - to);
            long number = (offset + done) / PAGE;
            if (pages.containsKey(number) || !zero(from, at + done, count)) {
                System.arraycopy(from, at + done, pages.computeIfAbsent(number, _ -> new byte[PAGE]), to, count);
            }
            done += count;
        }
    }

    private static boolean zero(byte[] bytes, int from, int count) {
        for (int i = from; i < from + count; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private void require(long offset, long length) {
        if (offset < 0 || offset > size - length) {
            throw new IndexOutOfBoundsException("%d bytes at %d of %d".formatted(length, offset, size));
        }
    }

    @Override
    public long u32(long offset, ByteOrder order) {
        return Integer.toUnsignedLong(ByteBuffer.wrap(bytes(offset, 4)).order(order).getInt());
    }

    @Override
    public long u64(long offset, ByteOrder order) {
        return ByteBuffer.wrap(bytes(offset, 8)).order(order).getLong();
    }

    @Override
    public void putU32(long offset, long word, ByteOrder order) {
        write(offset, ByteBuffer.allocate(4).order(order).putInt((int) word).array(), 0, 4);
    }

    @Override
    public void putU64(long offset, long word, ByteOrder order) {
        write(offset, ByteBuffer.allocate(8).order(order).putLong(word).array(), 0, 8);
    }

    @Override
    public void extend(long to) {
        size = Math.max(size, to);
    }

    @Override
    public void truncate(long to) {
        throw new AssertionError("a plain operation made a file shorter");
    }

    @Override
    public void sync() {
        // memory is all there is
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
