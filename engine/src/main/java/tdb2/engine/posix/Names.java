package tdb2.engine.posix;

import java.lang.foreign.Arena;
import java.nio.file.Path;

import tdb2.engine.error.Fault;
import tdb2.engine.error.RefusedException;

/** Gives files that were made under another name the one they are meant for. */
final class Names {

    private Names() {}

    /**
     * Moves a file to a name that is free.
     *
     * @throws RefusedException when there is something of that name
     * @throws tdb2.engine.error.StorageException when it could not be given its name
     */
    static void publish(Path draft, Path target) {
        try (Arena arena = Arena.ofConfined()) {
            var from = NativePath.of(draft, arena);
            var to = NativePath.of(target, arena);
            int result = CLibrary.link(from, to);
            if (Errno.EPERM.is(result) || Errno.EOPNOTSUPP.is(result) || Errno.EMLINK.is(result)) {
                result = CLibrary.renameNoReplace(from, to); // no second names on this file system
            }
            if (Errno.EEXIST.is(result)) {
                throw taken(target);
            }
            requireSuccess(target, result, "a name for the new file");
            CLibrary.unlink(from);
        }
    }

    /** Moves a file to a name, in one step, whatever file had it; throws what {@link #publish} throws. */
    static void replace(Path draft, Path target) {
        try (Arena arena = Arena.ofConfined()) {
            requireSuccess(target, CLibrary.rename(NativePath.of(draft, arena), NativePath.of(target, arena)),
                    "a name that the new file can take over");
        }
    }

    /** Brings a name to the disk. */
    static void sync(Path target) {
        Path directory = target.toAbsolutePath().getParent();
        try (Arena arena = Arena.ofConfined()) {
            int descriptor = CLibrary.open(NativePath.of(directory, arena), CLibrary.O_RDONLY | CLibrary.O_CLOEXEC, 0);
            int result = descriptor;
            if (descriptor >= 0) {
                result = CLibrary.fsync(descriptor);
                CLibrary.close(descriptor);
            }
            // some file systems do not sync directories: their names are safe otherwise, or not at all
            if (!Errno.EINVAL.is(result) && !Errno.EACCES.is(result)) {
                requireSuccess(target, result, "the name of the new file brought to the disk"
                        + " (the file is there, but a crash may lose its name)");
            }
        }
    }

    /** Removes a name of our own making; when that fails, the name stays. */
    static void remove(Path path) {
        try (Arena arena = Arena.ofConfined()) {
            CLibrary.unlink(NativePath.of(path, arena));
        }
    }

    /** The same for a directory that is empty. */
    static void removeDirectory(Path path) {
        try (Arena arena = Arena.ofConfined()) {
            CLibrary.rmdir(NativePath.of(path, arena));
        }
    }

    static RefusedException taken(Path target) {
        return new RefusedException(new Fault(target.toString(), Fault.NOWHERE, "a name that is free",
                "something of that name", "choose another name, or open what is there"));
    }

    static void requireSuccess(Path path, int result, String expected) {
        if (result < 0) {
            throw Errno.exception(result, path.toString(), Fault.NOWHERE, expected);
        }
    }
}
