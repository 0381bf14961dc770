package tdb2.engine.storage;

import java.nio.ByteOrder;

/** A file's bytes in memory. Immutable once made. */
public final class HeapStorage implements Storage {

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
        return Words.u32(content, (int) offset, order);
    }

    @Override
    public long u64(long offset, ByteOrder order) {
        Ranges.check(name, offset, 8, content.length);
        return Words.u64(content, (int) offset, order);
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
