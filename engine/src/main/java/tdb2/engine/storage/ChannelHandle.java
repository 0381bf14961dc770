package tdb2.engine.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import tdb2.engine.error.Fault;
import tdb2.engine.error.StorageException;
import tdb2.engine.posix.FileFacts;
import tdb2.engine.posix.FileIdentity;
import tdb2.engine.posix.Lockable;

/**
 * The JDK's own channel, for platforms and file systems (an archive, say) that our own calls do not reach. It takes no
 * locks, and closing it drops the locks that the process holds on the file.
 */
final class ChannelHandle implements FileHandle {

    private static final int REGULAR = 0x8000;
    private static final int DIRECTORY = 0x4000;

    private final Path path;
    private final FileChannel channel;
    private final FileIdentity identity;

    private ChannelHandle(Path path, FileChannel channel, FileIdentity identity) {
        this.path = path;
        this.channel = channel;
        this.identity = identity;
    }

    static ChannelHandle open(Path path) {
        try {
            FileFacts facts = look(path);
            if (!facts.isRegular()) {
                throw failure(path, facts.kind(), "name a database file", null);
            }
            return new ChannelHandle(path, FileChannel.open(path, StandardOpenOption.READ), facts.identity());
        } catch (IOException e) {
            throw failure(path, e);
        }
    }

    @Override
    public String name() {
        return path.toString();
    }

    @Override
    public FileIdentity identity() {
        return identity;
    }

    @Override
    public FileFacts facts() {
        try {
            FileFacts there = factsOfPath().orElseGet(() -> new FileFacts(identity, 0, Instant.EPOCH, REGULAR));
            return new FileFacts(identity, channel.size(), there.modified(), there.mode());
        } catch (IOException e) {
            throw failure(path, e);
        }
    }

    @Override
    public Optional<FileFacts> factsOfPath() {
        try {
            return Optional.of(look(path));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw failure(path, e);
        }
    }

    @Override
    public int read(long offset, byte[] into) {
        try {
            ByteBuffer buffer = ByteBuffer.wrap(into);
            while (buffer.hasRemaining() && channel.read(buffer, offset + buffer.position()) > 0) {
                // positioned reads may be short before the end of the file
            }
            return buffer.position();
        } catch (IOException e) {
            throw failure(path, e);
        }
    }

    @Override
    public Optional<Lockable> lockable() {
        return Optional.empty();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw failure(path, e);
        }
    }

    private static FileFacts look(Path path) throws IOException {
        if (path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            Map<String, Object> facts = Files.readAttributes(path, "unix:dev,ino,size,lastModifiedTime,mode");
            FileIdentity identity = FileIdentity.of((Long) facts.get("dev"), (Long) facts.get("ino"));
            return new FileFacts(identity, (Long) facts.get("size"),
                    ((FileTime) facts.get("lastModifiedTime")).toInstant(), (Integer) facts.get("mode"));
        }
        BasicFileAttributes facts = Files.readAttributes(path, BasicFileAttributes.class);
        int mode = facts.isRegularFile() ? REGULAR : facts.isDirectory() ? DIRECTORY : 0;
        return new FileFacts(FileIdentity.UNKNOWN, facts.size(), facts.lastModifiedTime().toInstant(), mode);
    }

    private static StorageException failure(Path path, IOException e) {
        return switch (e) {
            case NoSuchFileException _ -> failure(path, "no such file", "check the name and the directory", e);
            case AccessDeniedException _ -> failure(path, "permission denied", "ask for read permission", e);
            default -> failure(path, String.valueOf(e.getMessage()), "look at the file system it is on", e);
        };
    }

    private static StorageException failure(Path path, String found, String advice, Throwable cause) {
        return new StorageException(new Fault(path.toString(), Fault.NOWHERE,
                "a regular file that can be opened for reading", found, advice), cause);
    }
}
