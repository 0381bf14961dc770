package tdb2.engine.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * The file systems whose files live on another machine. They are not mapped: a page that the server cannot deliver
 * would be a fault in the middle of the program instead of a failed read.
 */
final class RemoteFileSystems {

    private static final Set<String> TYPES = Set.of("nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "coda",
            "glusterfs", "lustre", "ncpfs", "beegfs", "orangefs", "gpfs");

    private RemoteFileSystems() {}

    /** Whether the file is on one; no, when the platform cannot tell. */
    static boolean contain(Path path) {
        try {
            return isRemote(Files.getFileStore(path).type());
        } catch (IOException e) {
            return false; // a mount table that does not list it, as in a changed root
        }
    }

    /** Every program-made file system ({@code fuse.sshfs}) counts: one cannot know where it gets its bytes. */
    static boolean isRemote(String type) {
        return TYPES.contains(type) || type.startsWith("fuse.");
    }
}
