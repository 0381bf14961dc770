package tdb2.engine.posix;

import tdb2.engine.error.Fault;
import tdb2.engine.error.StorageException;

/** The kernel's refusals that a reader of files meets, in words a person can act on. */
enum Errno {
    EPERM(1, "the operation is not permitted", "run as the owner of the file, or as root"),
    ENOENT(2, "no such file", "check the name and the directory"),
    EINTR(4, "an interrupted call", "try again"),
    EIO(5, "an input or output error of the device", "look at the kernel log and the disk, and copy the file away"),
    ENXIO(6, "a device or socket nobody answers on", "name a regular file"),
    EBADF(9, "a descriptor that is not open for this", "open the file for writing to take a write lock"),
    EAGAIN(11, "a lock or lease of another program", "try again when the other program is done"),
    ENOMEM(12, "no memory or address space left", "raise the limit (ulimit -v), or open without mapping"),
    EACCES(13, "permission denied", "ask for permission on the file and search permission on its directories"),
    EFAULT(14, "an address outside the program", "this is a mistake in the program; please report it"),
    EBUSY(16, "the file or device is busy", "try again when the other program is done"),
    EEXIST(17, "a file of that name that exists already", "choose another name, or open that file"),
    EXDEV(18, "a name on another file system", "choose a name in the same directory"),
    ENODEV(19, "a file system that cannot do this", "open without mapping, or copy the file to a local disk"),
    ENOTDIR(20, "a path that leads through something that is no directory", "check the name"),
    EISDIR(21, "a directory", "name a file in it"),
    EINVAL(22, "an operation this kernel or file system does not know", "copy the file to a local disk"),
    ENFILE(23, "too many open files in the system", "close programs, or raise fs.file-max"),
    EMFILE(24, "too many open files in this process", "close some, or raise the limit (ulimit -n)"),
    ETXTBSY(26, "a file that is being executed", "try again when the program has ended"),
    EFBIG(27, "a file that is too large for the file system", "check the size and the limit (ulimit -f)"),
    ENOSPC(28, "a full disk", "make room on the file system"),
    EROFS(30, "a file system that is mounted read-only", "mount it for writing, or copy the file elsewhere"),
    EMLINK(31, "too many names for one file", "choose another directory"),
    ENAMETOOLONG(36, "a name that is too long", "check the name"),
    ENOLCK(37, "no locks to be had here", "mount the file system with locking, or copy the file to a local disk"),
    ENOSYS(38, "a call this kernel does not have", "copy the file to a local disk, or use a newer kernel"),
    ERANGE(34, "more than there is room for", "try again"),
    ELOOP(40, "too many symbolic links, or a loop of them", "check where the links lead"),
    ENODATA(61, "no such attribute", "try again"),
    EOVERFLOW(75, "a lock range or size too large for the kernel", "check the range"),
    EOPNOTSUPP(95, "an operation the file system does not support", "copy the file to a local disk"),
    ESTALE(116, "a file that is gone from its server", "open the file again"),
    EDQUOT(122, "a used-up quota", "remove files of yours, or ask for a larger quota");

    private final int number;
    private final String meaning;
    private final String advice;

    Errno(int number, String meaning, String advice) {
        this.number = number;
        this.meaning = meaning;
        this.advice = advice;
    }

    int number() {
        return number;
    }

    /** Whether a call that answers the negated errno answered this one. */
    boolean is(long result) {
        return result == -number;
    }

    /**
     * The error for a call that failed.
     *
     * @param result the negated errno
     * @param file the file's name for the message
     * @param offset where in the file, or {@link Fault#NOWHERE}
     * @param expected what should have been possible
     */
    static StorageException exception(long result, String file, long offset, String expected) {
        for (Errno errno : values()) {
            if (errno.is(result)) {
                return new StorageException(
                        new Fault(file, offset, expected, errno.meaning + " (" + errno + ")", errno.advice));
            }
        }
        return new StorageException(new Fault(file, offset, expected, "a refusal of the kernel, errno " + -result,
                "look errno %d up (man 3 errno)".formatted(-result)));
    }
}
