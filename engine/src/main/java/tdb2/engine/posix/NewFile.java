package tdb2.engine.posix;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

import tdb2.engine.error.Fault;
import tdb2.engine.error.RefusedException;
import tdb2.engine.error.StorageException;

/**
 * A file in the making. It is written under another name in the directory it is meant for, and appears under its own
 * when it is complete and on the disk: nobody ever sees a part of it, and it never takes the place of another. One that is
 * made from another file belongs to whom that belongs to, and can be read by its maker alone until then. Used by one
 * thread.
 */
public final class NewFile implements AutoCloseable {

    private static final int PRIVATE = 0600;

    private final Path target;
    private final Path draft;
    private final OpenFile file;
    private final Optional<FileRights> rights;
    private boolean published;

    private NewFile(Path target, int permissions, Optional<FileRights> rights) {
        this.target = target;
        this.rights = rights;
        if (OpenFile.look(target).isPresent()) {
            throw exists(target);
        }
        this.draft = target.resolveSibling(".%s.%016x.new".formatted(target.getFileName(),
                ThreadLocalRandom.current().nextLong()));
        this.file = OpenFile.create(draft, permissions);
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
        return new NewFile(target, permissions, Optional.empty());
    }

    /**
     * Begins a file that is made from another one: it gets that one's owner, group, permissions and extended attributes
     * when it is published. Where the system refuses some of them it is for fewer people.
     *
     * @throws RefusedException when there is something of the target's name
     * @throws StorageException when nothing can be made there, or the source cannot be looked at
     */
    public static NewFile like(Path target, Path source) {
        return new NewFile(target, PRIVATE, Optional.of(FileRights.of(source)));
    }

    /** The name it is written under, for those who open it by name; they close it before it is published. */
    public Path draft() {
        return draft;
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
        rights.ifPresent(file::give);
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
