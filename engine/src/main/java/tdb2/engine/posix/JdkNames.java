package tdb2.engine.posix;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The calls on names by the JDK's means, each as {@link JdkCalls} answers it: 0 or a negated errno. */
final class JdkNames {

    /** What the JDK tells of a refusal only in the words of the system. */
    private static final Map<String, Errno> WORDS = Map.of("no space left", Errno.ENOSPC, "not enough space",
            Errno.ENOSPC, "read-only", Errno.EROFS, "is a directory", Errno.EISDIR, "not a directory",
            Errno.ENOTDIR, "too many open files", Errno.EMFILE, "too large", Errno.EFBIG, "quota", Errno.EDQUOT,
            "not permitted", Errno.EPERM);

    private JdkNames() {}

    /** What {@link NativePath} made of a path, as a path again. */
    static Path path(byte[] bytes) {
        StringBuilder escaped = new StringBuilder("file://");
        for (byte one : bytes) {
            escaped.append(one == '/' ? "/" : "%%%02x".formatted(one & 0xff));
        }
        return Path.of(URI.create(escaped.toString()));
    }

    private static FileAttribute<?>[] permissions(Path path, int mode) {
        if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        Set<PosixFilePermission> set = EnumSet.noneOf(PosixFilePermission.class);
        for (PosixFilePermission one : PosixFilePermission.values()) { // from the owner's read down to others' execute
            if ((mode & 0400 >> one.ordinal()) != 0) {
                set.add(one);
            }
        }
        return new FileAttribute<?>[] { PosixFilePermissions.asFileAttribute(set) };
    }

    static void makeFile(Path path, int mode) throws IOException {
        Files.createFile(path, permissions(path, mode));
    }

    static long makeFolder(Path path, int mode) throws IOException {
        Files.createDirectory(path, permissions(path, mode));
        return 0;
    }

    static long delete(Path path) throws IOException {
        Files.delete(path);
        return 0;
    }

    static long link(Path old, Path fresh) throws IOException {
        try {
            Files.createLink(fresh, old);
            return 0;
        } catch (UnsupportedOperationException _) {
            return -Errno.EOPNOTSUPP.number();
        }
    }

    /** Without replacing: somebody who takes the name between the look and the move loses it, where links are unknown. */
    static long rename(Path old, Path fresh, boolean replacing) throws IOException {
        if (replacing) {
            Files.move(old, fresh, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } else {
            Files.move(old, fresh);
        }
        return 0;
    }

    /** Brings the names in a folder to the disk, where folders can be opened. */
    static long sync(Path folder) throws IOException {
        return JdkFile.uninterrupted(() -> {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
                return 0L;
            } catch (AccessDeniedException _) {
                return (long) -Errno.EINVAL.number();
            }
        });
    }

    /** Throws when a file that is there may not be opened so: what the opening throws does not tell why. */
    static void requireAccess(Path path, boolean write) throws IOException {
        if (!Files.isReadable(path) || (write && !Files.isWritable(path))) {
            throw new AccessDeniedException(path.toString());
        }
    }

    /** The kernel's word for a refusal. */
    static Errno errno(IOException refusal) {
        return switch (refusal) {
            case NoSuchFileException _,FileNotFoundException _ -> Errno.ENOENT;
            case FileAlreadyExistsException _ -> Errno.EEXIST;
            case AccessDeniedException _ -> Errno.EACCES;
            case FileSystemLoopException _ -> Errno.ELOOP;
            case AtomicMoveNotSupportedException _ -> Errno.EXDEV;
            case ClosedChannelException _ -> Errno.EBADF;
            case FileSystemException named -> told(String.valueOf(named.getReason()));
            default -> told(String.valueOf(refusal.getMessage()));
        };
    }

    private static Errno told(String words) {
        String small = words.toLowerCase(Locale.ROOT);
        return WORDS.entrySet().stream().filter(known -> small.contains(known.getKey())).map(Map.Entry::getValue)
                .findFirst().orElse(Errno.EIO);
    }
}
