package tdb2.engine.storage;

import java.nio.ByteOrder;

/**
 * A file written with positioned writes, for file systems whose files are not mapped. Others write too, and what they
 * stored is to be seen at once: nothing is kept from one access to the next. Safe for several threads.
 */
final class WritablePositionedStorage extends HandleStorage implements WritableFileStorage {

    private final PosixHandle handle;
    private volatile long size;

    /** Owns the handle from here on. */
    WritablePositionedStorage(PosixHandle handle, Runnable guard) {
        super(handle, guard);
        this.handle = handle;
        this.size = handle.size();
    }

    @Override
    public long size() {
        return size;
    }

    /** Another writer may have made the file larger, and what leads there is read at once. */
    private void require(long offset, long length) {
        guard.run();
        if (offset > size - length) {
            refresh();
        }
        Ranges.check(name, offset, length, size);
    }

    @Override
    public boolean contains(long offset, long length) {
        return super.contains(offset, length) || (refresh() && super.contains(offset, length));
    }

    private byte[] there(long offset, int length) {
        require(offset, length);
        byte[] bytes = new byte[length];
        if (length > 0 && handle.read(offset, bytes) < length) {
            throw cutOff(offset, length);
        }
        return bytes;
    }

    @Override
    public byte[] bytes(long offset, int length) {
        return there(offset, length);
    }

    @Override
    public void read(long offset, byte[] into, int at, int length) {
        System.arraycopy(there(offset, length), 0, into, at, length);
    }

    @Override
    public long u32(long offset, ByteOrder order) {
        return Words.u32(there(offset, 4), 0, order);
    }

    @Override
    public long u64(long offset, ByteOrder order) {
        return Words.u64(there(offset, 8), 0, order);
    }

    /** Writing behind the end would make the file longer, with a hole in it. */
    @Override
    public void write(long offset, byte[] from, int at, int length) {
        require(offset, length);
        if (offset + length > handle.size()) {
            throw cutOff(offset, length);
        }
        handle.file().write(offset, from, at, length);
    }

    @Override
    public void putU32(long offset, long word, ByteOrder order) {
        write(offset, Words.of32(word, order), 0, 4);
    }

    @Override
    public void putU64(long offset, long word, ByteOrder order) {
        write(offset, Words.of64(word, order), 0, 8);
    }

    @Override
    public synchronized boolean refresh() {
        guard.run();
        long before = size;
        size = handle.size();
        return size != before;
    }

    @Override
    public void extend(long wanted) {
        guard.run();
        handle.file().extend(wanted);
        refresh();
    }

    @Override
    public void truncate(long wanted) {
        guard.run();
        handle.file().truncate(wanted);
        refresh();
    }

    @Override
    public void touch() {
        guard.run();
        handle.file().touch();
    }

    @Override
    public void sync() {
        guard.run();
        handle.file().sync();
    }

    @Override
    public void close() {
        handle.close();
    }
}
