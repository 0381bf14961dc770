package tdb2.engine.posix;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Closes descriptors without dropping anybody's locks. Closing any descriptor of a file drops all the traditional POSIX
 * locks that the process holds on it, also those that another part of the program took through a channel of its own. So
 * a descriptor whose file carries such locks stays open here, and each later opening and closing tries again. What is
 * left when the process ends is closed with it.
 *
 * <p>
 * A lock that another thread takes between the look and the closing is lost: the kernel offers no way to do both at
 * once.
 */
final class ParkedDescriptors {

    private static final Path LOCKS = Path.of("/proc/locks");
    private static final long OWN_PID = ProcessHandle.current().pid();
    private static final List<Parked> PARKED = new ArrayList<>();

    private record Parked(int descriptor, long inode) {}

    private ParkedDescriptors() {}

    /** Closes the descriptor now if that drops no lock, otherwise later. */
    static synchronized void close(int descriptor, FileIdentity file) {
        if (!Posix.available()) {
            CLibrary.close(descriptor); // the file stays open there as long as anybody here has it
            return;
        }
        PARKED.add(new Parked(descriptor, file.inode()));
        closeFree();
    }

    /** Closes those whose locks are gone. */
    static synchronized void closeFree() {
        PARKED.removeIf(parked -> {
            boolean free = !carriesOwnLocks(parked);
            if (free) {
                CLibrary.close(parked.descriptor);
            }
            return free;
        });
    }

    /** How many wait to be closed. */
    static synchronized int count() {
        return PARKED.size();
    }

    private static boolean carriesOwnLocks(Parked parked) {
        RangeLock.Conflict any = RangeLock.ask(parked.descriptor, RangeLock.WRITE, 0, 0);
        if (any.result() == 0 && any.free()) {
            return false; // nobody has a lock there: the usual case, a microsecond
        }
        return (any.result() == 0 && any.pid() == OWN_PID) || listsOwnLocks(parked.inode);
    }

    /** Looks at the inode only: the device of some file systems (btrfs, overlay) is another than stat tells. */
    private static boolean listsOwnLocks(long inode) {
        try {
            return ProcLock.read(LOCKS).stream().anyMatch(lock -> lock.kind().equals("POSIX") && !lock.waiting()
                    && lock.pid() == OWN_PID && lock.file().inode() == inode);
        } catch (IOException e) {
            return true; // cannot know; an open descriptor harms less than a lost lock
        }
    }
}
