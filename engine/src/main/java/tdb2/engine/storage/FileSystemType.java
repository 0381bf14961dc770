package tdb2.engine.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * The file system a file is on, by the name the kernel has for it.
 *
 * @param name as in the mount table; empty when the platform cannot tell
 */
record FileSystemType(String name) {

    private static final Set<String> REMOTE =
            Set.of("nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "coda",
                    "glusterfs", "lustre", "ncpfs", "beegfs", "orangefs", "gpfs");
    private static final Set<String> MEMORY = Set.of("tmpfs", "ramfs");

    static FileSystemType of(Path path) {
        try {
            return new FileSystemType(Files.getFileStore(path).type());
        } catch (IOException e) {
            return new FileSystemType(""); // a mount table that does not list it, as in a changed root
        }
    }

    /**
     * Whether its files live on another machine. They are not mapped: a page that the server cannot deliver would be a
     * fault in the middle of the program instead of a failed read. Every program-made file system ({@code fuse.sshfs})
     * counts: one cannot know where it gets its bytes.
     */
    boolean isRemote() {
        return REMOTE.contains(name) || name.startsWith("fuse.");
    }

    /** Whether a file's time of modification moves when a mapping of it is stored into. Memory alone has no such moment. */
    boolean datesMappedStores() {
        return !MEMORY.contains(name);
    }
}
