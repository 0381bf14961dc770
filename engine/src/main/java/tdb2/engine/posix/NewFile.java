package tdb2.engine.posix;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

import tdb2.engine.error.Fault;
import tdb2.engine.error.RefusedException;
import tdb2.engine.error.StorageException;

/**
 * A file in the making. It is written under another name in the directory it is meant for, and appears under its own
 * when it is complete and on the disk: nobody ever sees a part of it, and it never takes the place of another. Used by
 * one thread.
 */
public final class NewFile implements AutoCloseable {

    private final Path target;
    private final Path draft;
    private final OpenFile file;
    private boolean published;

    private NewFile(Path target, Path draft, OpenFile file) {
        this.target = target;
        this.draft = draft;
        this.file = file;
    }

    /**
     * Begins a file.
     *
     * @param target where it is to appear
     * @param permissions 0 to 07777, less what the process's umask takes away
     * @throws RefusedException when there is something of that name
     * @throws StorageException when nothing can be made there
     */
    public static NewFile of(Path target, int permissions) {
        if (OpenFile.look(target).isPresent()) {
            throw exists(target);
        }
        Path draft = target.resolveSibling(".%s.%016x.new".formatted(target.getFileName(),
                ThreadLocalRandom.current().nextLong()));
        return new NewFile(target, draft, OpenFile.create(draft, permissions));
    }

    /** What it is written through, until it is published. */
    public OpenFile file() {
        return file;
    }

    /**
     * Brings it to the disk and gives it its name; returns when the name is on the disk as well.
     *
     * @throws RefusedException when something of that name has appeared meanwhile
     * @throws StorageException when it could not be given its name; or when the name could not be brought to the disk, and
     *             then the file is there
     */
    public void publish() {
        file.sync();
        try (Arena arena = Arena.ofConfined()) {
            var from = NativePath.of(draft, arena);
            var to = NativePath.of(target, arena);
            int result = CLibrary.link(from, to);
            if (Errno.EPERM.is(result) || Errno.EOPNOTSUPP.is(result) || Errno.EMLINK.is(result)) {
                result = CLibrary.renameNoReplace(from, to); // no second names on this file system
            }
            if (Errno.EEXIST.is(result)) {
                throw exists(target);
            }
            if (result < 0) {
                throw Errno.exception(result, target.toString(), Fault.NOWHERE, "a name for the new file");
            }
            published = true;
            CLibrary.unlink(from);
        }
        syncDirectory();
    }

    private void syncDirectory() {
        Path directory = target.toAbsolutePath().getParent();
        try (Arena arena = Arena.ofConfined()) {
            int descriptor = CLibrary.open(NativePath.of(directory, arena), CLibrary.O_RDONLY | CLibrary.O_CLOEXEC, 0);
            int result = descriptor;
            if (descriptor >= 0) {
                result = CLibrary.fsync(descriptor);
                CLibrary.close(descriptor);
            }
            // some file systems do not sync directories: their names are safe otherwise, or not at all
            if (result < 0 && !Errno.EINVAL.is(result) && !Errno.EACCES.is(result)) {
                throw Errno.exception(result, target.toString(), Fault.NOWHERE,
                        "the name of the new file brought to the disk (the file is there, but a crash may lose its name)");
            }
        }
    }

    private static RefusedException exists(Path target) {
        return new RefusedException(new Fault(target.toString(), Fault.NOWHERE, "a name that is free",
                "something of that name", "choose another name, or open what is there"));
    }

    /** Ends it; without {@link #publish()} nothing is left of it. */
    @Override
    public void close() {
        file.close();
        if (!published) {
            OpenFile.remove(draft);
        }
    }
}
