package tdb2.engine.storage;

import java.nio.ByteOrder;

/**
 * A storage whose every store is on the disk before the next one is made: what is safe for a process that is killed between
 * two of them is safe for a power cut too. Slow; for what is done once in the life of a file.
 *
 * @param inner where the bytes are; it stays open
 */
public record WriteThrough(WritableStorage inner) implements WritableStorage {

    @Override
    public String name() {
        return inner.name();
    }

    @Override
    public long size() {
        return inner.size();
    }

    @Override
    public void read(long offset, byte[] into, int at, int length) {
        inner.read(offset, into, at, length);
    }

    @Override
    public long u32(long offset, ByteOrder order) {
        return inner.u32(offset, order);
    }

    @Override
    public long u64(long offset, ByteOrder order) {
        return inner.u64(offset, order);
    }

    @Override
    public boolean refresh() {
        return inner.refresh();
    }

    @Override
    public void write(long offset, byte[] from, int at, int length) {
        inner.write(offset, from, at, length);
        inner.sync();
    }

    @Override
    public void putU32(long offset, long word, ByteOrder order) {
        inner.putU32(offset, word, order);
        inner.sync();
    }

    @Override
    public void putU64(long offset, long word, ByteOrder order) {
        inner.putU64(offset, word, order);
        inner.sync();
    }

    @Override
    public void extend(long size) {
        inner.extend(size);
        inner.sync();
    }

    @Override
    public void truncate(long size) {
        inner.truncate(size);
        inner.sync();
    }

    @Override
    public void sync() {
        inner.sync();
    }

    @Override
    public void close() {
        // it belongs to others
    }
}
