package tdb2.engine.storage;

import java.nio.ByteOrder;

/** A file written with positioned writes, for file systems whose files are not mapped. */
final class WritablePositionedStorage extends PositionedStorage implements WritableFileStorage {

    private final PosixHandle handle;

    /** Owns the handle from here on. */
    WritablePositionedStorage(PosixHandle handle, Runnable guard) {
        super(handle, guard);
        this.handle = handle;
    }

    @Override
    public void write(long offset, byte[] from, int at, int length) {
        storing(offset, length, () -> handle.file().write(offset, from, at, length));
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
    public void extend(long size) {
        guard.run();
        handle.file().extend(size);
        refresh();
    }

    @Override
    public void truncate(long size) {
        guard.run();
        handle.file().truncate(size);
        refresh();
    }

    @Override
    public void sync() {
        guard.run();
        handle.file().sync();
    }
}
