package tdb2.engine.storage;

import java.util.Optional;

import tdb2.engine.posix.FileFacts;
import tdb2.engine.posix.FileIdentity;
import tdb2.engine.posix.Lockable;

/** An open file as the storages over it need it, whichever way it was opened. Safe for several threads. */
interface FileHandle extends AutoCloseable {

    /** The file's name for messages. */
    String name();

    /** Device and inode of the open file. */
    FileIdentity identity();

    /** The facts of the open file, now. */
    FileFacts facts();

    /** Bytes of the open file, now. */
    default long size() {
        return facts().size();
    }

    /** The facts of what its path leads to, now; empty when there is nothing. */
    Optional<FileFacts> factsOfPath();

    /** Whether its path still leads to it. */
    default PathState pathState() {
        return factsOfPath().map(there -> there.identity().equals(identity()) ? PathState.SAME : PathState.REPLACED)
                .orElse(PathState.MISSING);
    }

    /** Reads at a position; fewer bytes than {@code into} has room for only at the end of the file. */
    int read(long offset, byte[] into);

    /** Where data begins at or behind an offset, as far as holes are known; otherwise the offset itself. */
    default long nextData(long offset) {
        return offset;
    }

    /** The descriptor that locks are taken on, where there is one. */
    Optional<Lockable> lockable();

    @Override
    void close();
}
