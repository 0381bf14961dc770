package tdb2.engine.posix;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;

/**
 * The facts of a file as the JDK tells them. Where files have no numbers, as on Windows, its real path names it.
 *
 * @param path it was looked at by
 * @param facts as everybody sees them
 * @param owner number of the owner
 * @param group number of the group
 */
record JdkFacts(Path path, FileFacts facts, int owner, int group) {

    private static final int REGULAR = 0x8000;
    private static final int FOLDER = 0x4000;
    private static final int ALL = 0700;

    /** Those of what a path leads to. */
    static JdkFacts of(Path path) throws IOException {
        if (isUnix(path)) {
            Map<String, Object> known = Files.readAttributes(path, "unix:dev,ino,size,lastModifiedTime,mode,uid,gid");
            FileIdentity identity = FileIdentity.of((Long) known.get("dev"), (Long) known.get("ino"));
            return new JdkFacts(path, new FileFacts(identity, (Long) known.get("size"),
                    ((FileTime) known.get("lastModifiedTime")).toInstant(), (Integer) known.get("mode")),
                    (Integer) known.get("uid"), (Integer) known.get("gid"));
        }
        BasicFileAttributes known = Files.readAttributes(path, BasicFileAttributes.class);
        int mode = known.isRegularFile() ? REGULAR | ALL : known.isDirectory() ? FOLDER | ALL : 0;
        FileIdentity identity = new FileIdentity(0, 0, path.toRealPath().toString().hashCode());
        return new JdkFacts(path, new FileFacts(identity, known.size(), known.lastModifiedTime().toInstant(), mode), 0,
                0);
    }

    private static boolean isUnix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("unix");
    }

    boolean isFolder() {
        return facts.kind().equals("a directory");
    }

    /** Those of now, as long as the path leads to the same file; else those of before. */
    JdkFacts now(Path leads) {
        try {
            JdkFacts now = of(leads);
            return now.facts.identity().equals(facts.identity()) ? now : this;
        } catch (IOException _) {
            return this;
        }
    }

    JdkFacts sized(long size) {
        return new JdkFacts(path, new FileFacts(facts.identity(), size, facts.modified(), facts.mode()), owner, group);
    }

    private void requireSame(Path leads) throws IOException {
        if (!of(leads).facts.identity().equals(facts.identity())) {
            throw new NoSuchFileException(leads.toString());
        }
    }

    /** Of owner and group, one that is -1 stays. */
    long own(Path leads, int user, int other) throws IOException {
        requireSame(leads);
        if (!isUnix(leads)) {
            return -Errno.EOPNOTSUPP.number();
        }
        JdkFacts now = of(leads);
        if (user != -1 && user != now.owner) {
            Files.setAttribute(leads, "unix:uid", user);
        }
        if (other != -1 && other != now.group) {
            Files.setAttribute(leads, "unix:gid", other);
        }
        return 0;
    }

    long permit(Path leads, int permissions) throws IOException {
        requireSame(leads);
        if (isUnix(leads)) {
            Files.setAttribute(leads, "unix:mode", permissions);
        }
        return 0;
    }

    /** Writes them where statx would. */
    void store(MemorySegment status) {
        status.set(ValueLayout.JAVA_INT, FileStatus.OWNER, owner);
        status.set(ValueLayout.JAVA_INT, FileStatus.GROUP, group);
        status.set(ValueLayout.JAVA_SHORT, FileStatus.MODE, (short) facts.mode());
        status.set(ValueLayout.JAVA_LONG, FileStatus.INODE, facts.identity().inode());
        status.set(ValueLayout.JAVA_LONG, FileStatus.SIZE, facts.size());
        status.set(ValueLayout.JAVA_LONG, FileStatus.MODIFIED_SECONDS, facts.modified().getEpochSecond());
        status.set(ValueLayout.JAVA_INT, FileStatus.MODIFIED_NANOS, facts.modified().getNano());
        status.set(ValueLayout.JAVA_INT, FileStatus.DEVICE_MAJOR, facts.identity().deviceMajor());
        status.set(ValueLayout.JAVA_INT, FileStatus.DEVICE_MINOR, facts.identity().deviceMinor());
    }
}
