package tdb2.engine.observe;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import tdb2.engine.format.Dialect;
import tdb2.engine.posix.FileIdentity;

/**
 * A database file that processes of this machine have open.
 *
 * @param path as the kernel names it to its processes; where it was, when it is deleted
 * @param identity device and inode
 * @param dialect as its first bytes say
 * @param size bytes
 * @param deleted whether no path leads to it any more
 * @param users the processes, by number
 */
public record OpenDatabase(Path path, FileIdentity identity, Dialect dialect, long size, boolean deleted,
        List<User> users) {

    /** How a process has a file. */
    public enum How {
        /** An open descriptor for reading. */
        READ,
        /** An open descriptor for writing, or for both. */
        WRITE,
        /** Mapped into its memory. */
        MAPPED
    }

    /**
     * A process that has the file open.
     *
     * @param process its number
     * @param command its name, empty when it has ended meanwhile
     * @param user whose process it is: a name, or a number that has none; empty when it has ended meanwhile
     * @param how in which ways it has the file
     */
    public record User(int process, String command, String user, Set<How> how) {

        public User {
            how = Set.copyOf(how);
        }

        /** Whether it is this process itself. */
        public boolean isUs() {
            return process == ProcessHandle.current().pid();
        }
    }

    public OpenDatabase {
        users = List.copyOf(users);
    }
}
