package tdb2.engine.posix;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A file that this process has open by the JDK, once for all who use it: closing any channel of a file drops all locks
 * that the process has on it, so nothing of it is closed before the last user has gone. It is opened for writing beside
 * when the first user wants that. Safe for several threads.
 */
final class JdkFile {

    /** Who is interrupted while he uses a channel closes it, and with it the locks: so threads of our own use it. */
    private static final ExecutorService UNINTERRUPTED = Executors
            .newCachedThreadPool(Thread.ofPlatform().daemon().name("tdb2 file").factory());
    private static final Map<Object, JdkFile> OPEN = new HashMap<>();

    private final Object key;
    private final Path path;
    private final RandomAccessFile reading;
    /** The same as long as nobody wants to write; then that serves all. */
    private RandomAccessFile writing;
    private boolean writable;
    private final JdkLocks locks = new JdkLocks(this);
    private int users;

    private JdkFile(Object key, Path path, RandomAccessFile reading) {
        this.key = key;
        this.path = path;
        this.reading = reading;
        this.writing = reading;
    }

    /** Opens a file, or joins those who have it open. It is there. */
    static JdkFile open(Path path, boolean write) throws IOException {
        synchronized (OPEN) {
            Object key = key(path);
            JdkFile file = OPEN.get(key);
            if (file == null) {
                file = new JdkFile(key, path, new RandomAccessFile(path.toFile(), write ? "rw" : "r"));
                file.writable = write;
                OPEN.put(key, file);
            } else if (write && !file.writable) {
                file.openForWriting();
            }
            file.users++;
            return file;
        }
    }

    private synchronized void openForWriting() throws IOException {
        writing = new RandomAccessFile(path.toFile(), "rw");
        writable = true;
    }

    private static Object key(Path path) throws IOException {
        Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        return key == null ? path.toRealPath() : key; // no keys on Windows, where open files keep their names
    }

    /** One user less. */
    void close() throws IOException {
        synchronized (OPEN) {
            users--;
            if (users == 0) {
                OPEN.remove(key);
                reading.close();
                writing.close();
            }
        }
    }

    Path path() {
        return path;
    }

    JdkLocks locks() {
        return locks;
    }

    /** The channel that locks are taken through; those for writing only if the file is open so. */
    synchronized FileChannel channel() {
        return writing.getChannel();
    }

    synchronized long size() throws IOException {
        return writing.length();
    }

    synchronized int read(long offset, byte[] into) throws IOException {
        writing.seek(offset);
        return Math.max(0, writing.read(into));
    }

    synchronized void write(long offset, byte[] from) throws IOException {
        writing.seek(offset);
        writing.write(from);
    }

    /**
     * Makes it changed now: its first byte, which is the same in every file of a kind, is stored once more. The JDK sets
     * times by opening the file anew, and closing that would drop the locks.
     */
    synchronized long touch() throws IOException {
        byte[] first = new byte[1];
        if (read(0, first) == first.length) {
            write(0, first);
        }
        return 0;
    }

    synchronized void truncate(long size) throws IOException {
        writing.setLength(size);
    }

    void sync() throws IOException {
        uninterrupted(() -> {
            channel().force(true);
            return true;
        });
    }

    MemorySegment map(long length, boolean write, Arena arena) throws IOException {
        MapMode mode = write ? MapMode.READ_WRITE : MapMode.READ_ONLY;
        return uninterrupted(() -> channel().map(mode, 0, length, arena));
    }

    /** Does something on a thread that nobody interrupts. */
    static <T> T uninterrupted(Callable<T> work) throws IOException {
        try {
            return CompletableFuture.supplyAsync(() -> {
                try {
                    return work.call();
                } catch (Exception e) {
                    throw new CompletionException(e);
                }
            }, UNINTERRUPTED).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof IOException told) {
                throw told;
            }
            throw new IOException(e.getCause());
        }
    }
}
