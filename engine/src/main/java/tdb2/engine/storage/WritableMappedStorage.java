package tdb2.engine.storage;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Optional;
import tdb2.engine.posix.Posix;

/** A file mapped for writing. Room on the disk is reserved before the mapping shows it, so no store meets a full disk. */
final class WritableMappedStorage extends MappedStorage implements WritableFileStorage {

    private final boolean dated;

    private WritableMappedStorage(PosixHandle handle, Runnable guard, Arena arena, View view, boolean dated) {
        super(handle, guard, arena, view);
        this.dated = dated;
    }

    /**
     * Empty when the file cannot be mapped; the handle is the caller's then.
     *
     * @param dated whether stores into the mapping move the file's time of modification
     */
    static Optional<WritableMappedStorage> mapped(PosixHandle handle, Runnable guard, boolean dated) {
        return over(handle, (arena, view) -> new WritableMappedStorage(handle, guard, arena, view, dated));
    }

    /**
     * Another writer may have made the file larger since it was looked at, and what leads there is read at once: the size
     * is looked at again before a range counts as outside.
     */
    @Override
    View viewFor(long offset, long length) {
        if (offset > view.size() - length) {
            refresh();
        }
        return view;
    }

    @Override
    public boolean contains(long offset, long length) {
        return super.contains(offset, length) || (refresh() && super.contains(offset, length));
    }

    @Override
    public void write(long offset, byte[] from, int at, int length) {
        guard.run();
        View now = viewFor(offset, length);
        try {
            Ranges.check(name, offset, length, now.size());
            MemorySegment.copy(from, at, now.mapping(), ValueLayout.JAVA_BYTE, offset, length);
            awaitFault();
        } catch (InternalError | IllegalStateException e) {
            throw failure(offset, length, e);
        }
    }

    @Override
    public void putU32(long offset, long word, ByteOrder order) {
        guard.run();
        View now = viewFor(offset, 4);
        try {
            Ranges.check(name, offset, 4, now.size());
            SegmentWords.put32(now.mapping(), offset, (int) word, order);
            awaitFault();
        } catch (InternalError | IllegalStateException e) {
            throw failure(offset, 4, e);
        }
    }

    @Override
    public void putU64(long offset, long word, ByteOrder order) {
        guard.run();
        View now = viewFor(offset, 8);
        try {
            Ranges.check(name, offset, 8, now.size());
            SegmentWords.put64(now.mapping(), offset, word, order);
            awaitFault();
        } catch (InternalError | IllegalStateException e) {
            throw failure(offset, 8, e);
        }
    }

    @Override
    public boolean incrementsInOneStep() {
        return true;
    }

    @Override
    public void increment32(long offset, ByteOrder order) {
        guard.run();
        View now = viewFor(offset, 4);
        try {
            Ranges.check(name, offset, 4, now.size());
            SegmentWords.increment32(now.mapping(), offset, order);
            awaitFault();
        } catch (InternalError | IllegalStateException e) {
            throw failure(offset, 4, e);
        }
    }

    /** {@inheritDoc} Whoever reads or writes meanwhile goes on with the mapping it has. */
    @Override
    public synchronized void extend(long size) {
        guard.run();
        View larger = Posix.mapsBeyondTheEnd()
                ? viewOf(Math.max(size, view.size())) // no address space: nothing has happened yet
                : view;
        handle.file().extend(size);
        if (!Posix.mapsBeyondTheEnd()) {
            refresh();
            return;
        }
        view = new View(larger.mapping(), Math.min(larger.mapping().byteSize(), handle.size()));
    }

    @Override
    public synchronized void truncate(long size) {
        guard.run();
        handle.file().truncate(size);
        refresh();
    }

    @Override
    public boolean datesStores() {
        return dated;
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
}
