package tdb2.engine.testing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tdb2.engine.storage.MemoryStorage;
import tdb2.engine.storage.WritableStorage;

/** A database in memory that remembers every store since the last {@link #begin()}, in order. For one thread. */
public final class StoreLog implements WritableStorage {

    private final MemoryStorage memory;
    private final List<Store> stores = new ArrayList<>();
    private byte[] before = {};

    /** What changed the file at once: bytes at an offset, or a longer file. */
    private record Store(long offset, byte[] bytes, long size) {}

    public StoreLog(byte[] content) {
        memory = new MemoryStorage("log", content);
        begin();
    }

    /** Forgets what was stored so far. */
    public void begin() {
        stores.clear();
        before = memory.bytes(0, (int) memory.size());
    }

    /** The bytes as they are now. */
    public byte[] content() {
        return memory.bytes(0, (int) memory.size());
    }

    /**
     * The file as a process leaves it that is killed after each store since {@link #begin()}; of a store of many bytes
     * also when half of them were stored. The last one is the file as it is.
     */
    public List<byte[]> killed() {
        List<byte[]> images = new ArrayList<>();
        byte[] image = before;
        images.add(image);
        for (Store store : stores) {
            if (store.bytes.length > Long.BYTES) {
                int half = store.bytes.length / 2;
                images.add(applied(image, new Store(store.offset, Arrays.copyOf(store.bytes, half), 0)));
            }
            image = applied(image, store);
            images.add(image);
        }
        return images;
    }

    private static byte[] applied(byte[] image, Store store) {
        byte[] next = Arrays.copyOf(image, (int) Math.max(image.length, store.size));
        System.arraycopy(store.bytes, 0, next, (int) store.offset, store.bytes.length);
        return next;
    }

    @Override
    public void write(long offset, byte[] from, int at, int length) {
        memory.write(offset, from, at, length);
        stores.add(new Store(offset, Arrays.copyOfRange(from, at, at + length), 0));
    }

    @Override
    public void putU32(long offset, long word, ByteOrder order) {
        memory.putU32(offset, word, order);
        stores.add(new Store(offset, ByteBuffer.allocate(4).order(order).putInt((int) word).array(), 0));
    }

    @Override
    public void putU64(long offset, long word, ByteOrder order) {
        memory.putU64(offset, word, order);
        stores.add(new Store(offset, ByteBuffer.allocate(8).order(order).putLong(word).array(), 0));
    }

    @Override
    public void extend(long size) {
        memory.extend(size);
        stores.add(new Store(0, new byte[0], size));
    }

    @Override
    public void truncate(long size) {
        throw new AssertionError("a plain operation made a file shorter");
    }

    @Override
    public void sync() {
        // nothing to wait for
    }

    @Override
    public String name() {
        return memory.name();
    }

    @Override
    public long size() {
        return memory.size();
    }

    @Override
    public void read(long offset, byte[] into, int at, int length) {
        memory.read(offset, into, at, length);
    }

    @Override
    public long u32(long offset, ByteOrder order) {
        return memory.u32(offset, order);
    }

    @Override
    public long u64(long offset, ByteOrder order) {
        return memory.u64(offset, order);
    }

    @Override
    public boolean refresh() {
        return memory.refresh();
    }

    @Override
    public void close() {
        memory.close();
    }
}
