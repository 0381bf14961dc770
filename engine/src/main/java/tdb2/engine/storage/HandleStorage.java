package tdb2.engine.storage;

import java.util.Optional;
import tdb2.engine.error.Fault;
import tdb2.engine.error.FileChangedException;

import tdb2.engine.posix.FileFacts;
import tdb2.engine.posix.FileIdentity;
import tdb2.engine.posix.Lockable;

/** What every storage over an open file can tell of it, however it gets at the bytes. */
abstract sealed class HandleStorage implements FileStorage permits MappedStorage, PositionedStorage,
        WritablePositionedStorage {

    final String name;
    final Runnable guard;
    private final FileHandle handle;

    HandleStorage(FileHandle handle, Runnable guard) {
        this.handle = handle;
        this.name = handle.name();
        this.guard = guard;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final FileIdentity identity() {
        return handle.identity();
    }

    @Override
    public final FileFacts facts() {
        guard.run();
        return handle.facts();
    }

    @Override
    public final PathState pathState() {
        guard.run();
        return handle.pathState();
    }

    @Override
    public final int peek(long offset, byte[] into) {
        guard.run();
        return handle.read(offset, into);
    }

    @Override
    public final long nextData(long offset) {
        guard.run();
        return Math.clamp(handle.nextData(offset), offset, Math.max(offset, size()));
    }

    @Override
    public final Optional<Lockable> lockable() {
        return handle.lockable();
    }

    final FileChangedException cutOff(long offset, int length) {
        return new FileChangedException(new Fault(name, offset, length + " bytes that were there when last looked at",
                "the end of the file: another program truncated it", "refresh the view or open the file again"));
    }
}
