package tdb2.engine.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What files carry beside their bytes (man 7 xattr). Names and values are bounded by the kernel. */
final class ExtendedAttributes {

    /** An access control list: it decides, with the mode, who may read the file. */
    static final String ACCESS_LIST = "system.posix_acl_access";

    /** XATTR_LIST_MAX and XATTR_SIZE_MAX of Linux, bytes. */
    private static final int LIMIT = 1 << 16;

    private ExtendedAttributes() {}

    /**
     * All that can be read and makes sense on another file.
     *
     * @throws tdb2.engine.error.StorageException when the device fails
     */
    static SortedMap<String, byte[]> of(OpenFile file) {
        return file.with(descriptor -> {
            SortedMap<String, byte[]> found = new TreeMap<>();
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment buffer = arena.allocate(LIMIT);
                for (String name : names(file, CLibrary.flistxattr(descriptor, buffer), buffer)) {
                    if (isTaken(name)) {
                        int length = CLibrary.fgetxattr(descriptor, name(name, arena), buffer);
                        value(file, name, length, buffer).ifPresent(value -> found.put(name, value));
                    }
                }
            }
            return found;
        });
    }

    private static List<String> names(OpenFile file, int length, MemorySegment buffer) {
        if (Errno.EOPNOTSUPP.is(length) || Errno.ENOSYS.is(length)) {
            return List.of(); // this file system knows none
        }
        Names.requireSuccess(file.path(), length, "extended attributes that can be listed");
        List<String> names = new ArrayList<>();
        byte[] list = buffer.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
        for (int from = 0, at = 0; at < list.length; at++) {
            if (list[at] == 0) {
                names.add(new String(list, from, at - from, StandardCharsets.ISO_8859_1));
                from = at + 1;
            }
        }
        return names;
    }

    /** Signatures of the content belong to that file; what else the system keeps is made anew for each file. */
    private static boolean isTaken(String name) {
        boolean signature = name.equals("security.ima") || name.equals("security.evm");
        return name.equals(ACCESS_LIST) || (!signature && !name.startsWith("system."));
    }

    private static Optional<byte[]> value(OpenFile file, String name, int length, MemorySegment buffer) {
        // gone since it was listed, or for others to see
        if (Errno.ENODATA.is(length) || isForbidden(length)) {
            return Optional.empty();
        }
        Names.requireSuccess(file.path(), length, "the extended attribute " + name + " readable");
        return Optional.of(buffer.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE));
    }

    /** Sets one; false when that is not allowed, or not possible on this file system. */
    static boolean set(OpenFile file, String name, byte[] value) {
        int result = file.with(descriptor -> {
            try (Arena arena = Arena.ofConfined()) {
                return CLibrary.fsetxattr(descriptor, name(name, arena),
                        arena.allocateFrom(ValueLayout.JAVA_BYTE, value));
            }
        });
        if (isForbidden(result) || Errno.EINVAL.is(result)) {
            return false;
        }
        Names.requireSuccess(file.path(), result, "room for the extended attribute " + name);
        return true;
    }

    /** Removes one, if it is there. */
    static void remove(OpenFile file, String name) {
        int result = file.with(descriptor -> {
            try (Arena arena = Arena.ofConfined()) {
                return CLibrary.fremovexattr(descriptor, name(name, arena));
            }
        });
        if (!Errno.ENODATA.is(result) && !Errno.EOPNOTSUPP.is(result) && !Errno.ENOSYS.is(result)) {
            Names.requireSuccess(file.path(), result, "a file whose extended attribute " + name + " can be removed");
        }
    }

    private static boolean isForbidden(int result) {
        return Errno.EPERM.is(result) || Errno.EACCES.is(result) || Errno.EOPNOTSUPP.is(result)
                || Errno.ENOSYS.is(result);
    }

    private static MemorySegment name(String name, Arena arena) {
        byte[] bytes = name.getBytes(StandardCharsets.ISO_8859_1);
        return arena.allocateFrom(ValueLayout.JAVA_BYTE, Arrays.copyOf(bytes, bytes.length + 1));
    }
}
