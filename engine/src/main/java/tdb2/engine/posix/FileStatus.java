package tdb2.engine.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.time.Instant;

/** Asks for the facts of a file with statx(2), whose structure is the same on every processor. */
final class FileStatus {

    static final int OWNER = 20;
    static final int GROUP = 24;
    static final int MODE = 28;
    static final int INODE = 32;
    static final int SIZE = 40;
    static final int MODIFIED_SECONDS = 112;
    static final int MODIFIED_NANOS = 120;
    static final int DEVICE_MAJOR = 136;
    static final int DEVICE_MINOR = 140;

    private static final MemorySegment EMPTY = Arena.global().allocateFrom("");
    private static final FileFacts NOTHING = new FileFacts(new FileIdentity(0, 0, 0), 0, Instant.EPOCH, 0);

    /** What statx answered: 0 or a negated errno, and what is valid when it is 0; the owner as numbers. */
    record Answer(int result, FileFacts facts, int owner, int group) {}

    private FileStatus() {}

    static Answer of(int descriptor) {
        return ask(descriptor, EMPTY, CLibrary.AT_EMPTY_PATH);
    }

    /** Follows symbolic links. */
    static Answer of(Path path) {
        try (Arena arena = Arena.ofConfined()) {
            return ask(CLibrary.AT_FDCWD, NativePath.of(path, arena), 0);
        }
    }

    /**
     * Bytes of an open file, or the negated errno. Nothing else is asked for: when somebody has looked at the times, the
     * kernel gives the next change a time of its own, and each sync then writes the inode too.
     */
    static long size(int descriptor) {
        MemorySegment status = Scratch.own();
        int result = CLibrary.statx(descriptor, EMPTY, CLibrary.AT_EMPTY_PATH, CLibrary.STATX_SIZE, status);
        return result == 0 ? status.get(ValueLayout.JAVA_LONG, SIZE) : result;
    }

    private static Answer ask(int directory, MemorySegment path, int flags) {
        MemorySegment status = Scratch.own();
        int result = CLibrary.statx(directory, path, flags, CLibrary.STATX_BASIC_STATS, status);
        if (result != 0) {
            return new Answer(result, NOTHING, 0, 0); // the memory holds what the call before left there
        }
        return new Answer(result, facts(status), status.get(ValueLayout.JAVA_INT, OWNER),
                status.get(ValueLayout.JAVA_INT, GROUP));
    }

    private static FileFacts facts(MemorySegment status) {
        FileIdentity identity = new FileIdentity(status.get(ValueLayout.JAVA_INT, DEVICE_MAJOR),
                status.get(ValueLayout.JAVA_INT, DEVICE_MINOR), status.get(ValueLayout.JAVA_LONG, INODE));
        Instant modified = Instant.ofEpochSecond(status.get(ValueLayout.JAVA_LONG, MODIFIED_SECONDS),
                status.get(ValueLayout.JAVA_INT, MODIFIED_NANOS));
        return new FileFacts(identity, status.get(ValueLayout.JAVA_LONG, SIZE), modified,
                Short.toUnsignedInt(status.get(ValueLayout.JAVA_SHORT, MODE)));
    }
}
