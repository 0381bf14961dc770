package tdb2.engine.posix;

import java.time.Instant;

/**
 * What the file system says of a file at one moment.
 *
 * @param identity device and inode
 * @param size in bytes
 * @param modified time of the last change of its content, with the nanoseconds the file system keeps
 * @param mode type and permission bits as in {@code st_mode}
 */
public record FileFacts(FileIdentity identity, long size, Instant modified, int mode) {

    private static final int TYPE = 0xf000;

    /** Whether it is a regular file: no directory, pipe, device or socket. */
    public boolean isRegular() {
        return (mode & TYPE) == 0x8000;
    }

    /** The permission bits, 0 to 07777. */
    public int permissions() {
        return mode & 0xfff;
    }

    /** What kind of thing it is, for messages: "a directory". */
    public String kind() {
        return switch (mode & TYPE) {
            case 0x8000 -> "a regular file";
            case 0x4000 -> "a directory";
            case 0x1000 -> "a named pipe (FIFO)";
            case 0x2000 -> "a character device";
            case 0x6000 -> "a block device";
            case 0xc000 -> "a socket";
            default -> "something that is no regular file";
        };
    }
}
