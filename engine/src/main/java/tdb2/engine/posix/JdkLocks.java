package tdb2.engine.posix;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.OverlappingFileLockException;
import java.util.ArrayList;
import java.util.List;

/**
 * The byte range locks of one file by the JDK's {@link FileLock}, made to look like those of open file descriptions. On
 * Unix they are traditional POSIX locks of the process, which conflict with those of libtdb; on Windows they are
 * mandatory.
 *
 * <p>
 * A {@link FileLock} has the exact range it was asked for, and is of the process. Who has what inside is told apart here.
 * Since it can neither be split nor made stronger or weaker in one step, three things are weaker than in the kernel:
 * <ul>
 * <li>what is locked for reading is not made a lock for writing as long as anybody here has any of it;
 * <li>what was locked for writing, or in one piece, stays so until nobody here needs any of it;
 * <li>to ask who is in the way, a lock is taken and dropped again, and nobody is named; by whom cannot write, holders of
 * locks for reading are not seen.
 * </ul>
 * Whoever waits asks again and again: other programs do not see him waiting.
 *
 * <p>
 * Safe for several threads.
 */
final class JdkLocks {

    private final JdkFile file;
    /** What the descriptors here have. */
    private final List<Range> held = new ArrayList<>();
    /** What the process has; no two share a byte. */
    private final List<FileLock> taken = new ArrayList<>();

    /** A lock of a descriptor: bytes from a start up to before an end. */
    private record Range(int descriptor, long start, long end, boolean write) {

        boolean overlaps(long from, long to) {
            return start < to && from < end;
        }
    }

    JdkLocks(JdkFile file) {
        this.file = file;
    }

    private static long end(FileLock lock) {
        return lock.position() + lock.size();
    }

    /** Takes a lock without waiting; 0 or a negated errno. */
    synchronized int set(int descriptor, long start, long end, boolean write) {
        if (obstacle(descriptor, start, end, write)) {
            return -Errno.EAGAIN.number();
        }
        List<FileLock> fresh = new ArrayList<>();
        boolean upgrade = write && taken.stream().anyMatch(lock -> lock.isShared() && lock.position() < end
                && start < end(lock));
        int result = upgrade ? -Errno.EAGAIN.number() : take(start, end, write, fresh);
        if (result != 0) {
            fresh.forEach(JdkLocks::release);
            return result;
        }
        taken.addAll(fresh);
        forget(descriptor, start, end);
        held.add(new Range(descriptor, start, end, write));
        return 0;
    }

    private boolean obstacle(int descriptor, long start, long end, boolean write) {
        return held.stream().anyMatch(range -> range.descriptor != descriptor && (write || range.write)
                && range.overlaps(start, end));
    }

    /** Takes what the process does not have of a range; what it took is added to a list, also when the rest is refused. */
    private int take(long start, long end, boolean write, List<FileLock> fresh) {
        for (long at = start; at < end;) {
            long from = at;
            FileLock there = taken.stream().filter(lock -> lock.position() <= from && from < end(lock)).findFirst()
                    .orElse(null);
            if (there != null) {
                at = end(there);
            } else {
                long next = taken.stream().mapToLong(FileLock::position).filter(begin -> begin > from).min()
                        .orElse(end);
                int result = takePiece(at, Math.min(next, end), write, fresh);
                if (result != 0) {
                    return result;
                }
                at = Math.min(next, end);
            }
        }
        return 0;
    }

    private int takePiece(long start, long end, boolean write, List<FileLock> fresh) {
        try {
            FileChannel channel = file.channel();
            FileLock lock = channel.tryLock(start, end - start, !write);
            if (lock == null) {
                return -Errno.EAGAIN.number();
            }
            fresh.add(lock);
            return 0;
        } catch (OverlappingFileLockException _) {
            return -Errno.EAGAIN.number(); // another part of this program, by a channel of its own
        } catch (NonWritableChannelException | ClosedChannelException _) {
            return -Errno.EBADF.number();
        } catch (IOException _) {
            return -Errno.ENOLCK.number();
        }
    }

    private static void release(FileLock lock) {
        try {
            lock.release();
        } catch (IOException _) {
            // the channel is closed, and the lock gone with it
        }
    }

    /** Drops what a descriptor has in a range. */
    synchronized void unlock(int descriptor, long start, long end) {
        forget(descriptor, start, end);
        taken.removeIf(lock -> {
            boolean needed = held.stream().anyMatch(range -> range.overlaps(lock.position(), end(lock)));
            if (!needed) {
                release(lock);
            }
            return !needed;
        });
    }

    private void forget(int descriptor, long start, long end) {
        List<Range> rest = new ArrayList<>();
        held.removeIf(range -> {
            boolean hit = range.descriptor == descriptor && range.overlaps(start, end);
            if (hit && range.start < start) {
                rest.add(new Range(descriptor, range.start, start, range.write));
            }
            if (hit && end < range.end) {
                rest.add(new Range(descriptor, end, range.end, range.write));
            }
            return hit;
        });
        held.addAll(rest);
    }

    /**
     * Whether somebody else has a lock in the way; here, or in another program.
     *
     * @param writable whether the descriptor is open for writing: if not, only locks for writing are seen
     */
    synchronized boolean blocked(int descriptor, long start, long end, boolean write, boolean writable) {
        if (obstacle(descriptor, start, end, write)) {
            return true;
        }
        List<FileLock> fresh = new ArrayList<>();
        int result = take(start, end, write && writable, fresh);
        fresh.forEach(JdkLocks::release);
        return result == -Errno.EAGAIN.number();
    }
}
