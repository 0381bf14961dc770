package tdb2.engine.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import tdb2.engine.error.Fault;

/**
 * To whom a file belongs and who may do what with it: owner, group, permission bits and extended attributes, access
 * control lists among them. Immutable.
 *
 * @param user number of the owner
 * @param group number of the group
 * @param permissions 0 to 07777
 * @param attributes values of the extended attributes by their names; in their own bytes, which nobody changes
 */
public record FileRights(int user, int group, int permissions, Map<String, byte[]> attributes) {

    private static final int GROUP = 070;
    private static final int OTHERS = 07;
    private static final int SPECIAL = 07000;
    private static final String ACCESS_LIST = "system.posix_acl_access";

    public FileRights {
        attributes = Map.copyOf(attributes);
    }

    /**
     * Those of a file that is there; symbolic links are followed. Attributes that cannot be read are left out.
     *
     * @throws tdb2.engine.error.StorageException when it cannot be looked at
     */
    public static FileRights of(Path path) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = NativePath.of(path, arena);
            FileStatus.Owners owners = FileStatus.owners(path);
            if (owners.result() < 0) {
                throw Errno.exception(owners.result(), path.toString(), Fault.NOWHERE, "a file whose rights are told");
            }
            return new FileRights(owners.user(), owners.group(), owners.mode() & 07777, attributes(name, arena));
        }
    }

    private static Map<String, byte[]> attributes(MemorySegment path, Arena arena) {
        Map<String, byte[]> found = new LinkedHashMap<>();
        byte[] names = told(arena, (into, size) -> CLibrary.listxattr(path, into, size));
        for (String name : new String(names, StandardCharsets.ISO_8859_1).split("\0")) {
            if (!name.isEmpty()) {
                MemorySegment wanted = arena.allocateFrom(name, StandardCharsets.ISO_8859_1);
                byte[] value = told(arena, (into, size) -> CLibrary.getxattr(path, wanted, into, size));
                found.put(name, value);
            }
        }
        return found;
    }

    /** A call that tells how much it has to tell when it is given no room. */
    private interface Telling {
        long into(MemorySegment buffer, long size);
    }

    private static byte[] told(Arena arena, Telling call) {
        long size = call.into(MemorySegment.NULL, 0);
        if (size <= 0) {
            return new byte[0]; // none, or a file system that has none
        }
        MemorySegment buffer = arena.allocate(size);
        long read = call.into(buffer, size);
        return read <= 0 ? new byte[0] : buffer.asSlice(0, read).toArray(ValueLayout.JAVA_BYTE);
    }

    /**
     * Gives them to a file of our own that nobody else may use yet. What the system refuses is left out, and then the
     * file is for fewer people and never for more: a group that is not the one wanted gets what all others get.
     */
    void giveTo(int descriptor, String name) {
        boolean owner = CLibrary.fchown(descriptor, user, group) >= 0;
        boolean same = owner || CLibrary.fchown(descriptor, -1, group) >= 0;
        int kept = same ? permissions : permissions & ~GROUP | (permissions & OTHERS) << 3;
        int bits = owner ? kept : kept & ~SPECIAL;
        try (Arena arena = Arena.ofConfined()) {
            for (Map.Entry<String, byte[]> one : attributes.entrySet()) {
                if (same || !one.getKey().equals(ACCESS_LIST)) {
                    MemorySegment value = arena.allocate(Math.max(1, one.getValue().length));
                    MemorySegment.copy(one.getValue(), 0, value, ValueLayout.JAVA_BYTE, 0, one.getValue().length);
                    CLibrary.fsetxattr(descriptor, arena.allocateFrom(one.getKey(), StandardCharsets.ISO_8859_1),
                            value, one.getValue().length);
                }
            }
        }
        int result = CLibrary.fchmod(descriptor, bits);
        if (result < 0) {
            throw Errno.exception(result, name, Fault.NOWHERE, "permissions that can be given to the new file");
        }
    }
}
