package tdb2.engine.posix;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import tdb2.engine.error.Fault;

/**
 * Whom a file belongs to, who may do what with it, and what it carries beside its bytes. Immutable.
 */
public final class FileAttributes {

    private static final int SET_USER = 04000;
    private static final int SET_GROUP = 02000;
    private static final int EXECUTE = 0111;
    private static final int READ_WRITE = 0600;

    /** Owner and group as numbers. */
    private record Owner(int user, int group) {}

    private final String source;
    private final Optional<Owner> owner;
    private final int permissions;
    private final SortedMap<String, byte[]> extended;

    private FileAttributes(String source, Optional<Owner> owner, int permissions, SortedMap<String, byte[]> extended) {
        this.source = source;
        this.owner = owner;
        this.permissions = permissions;
        this.extended = Collections.unmodifiableSortedMap(extended);
    }

    /**
     * Those of a file. What the kernel does not let us see of it is left out.
     *
     * @throws tdb2.engine.error.StorageException when it is missing, no regular file, or may not be read
     */
    public static FileAttributes of(Path path) {
        try (OpenFile file = OpenFile.open(path)) {
            FileStatus.Answer status = file.with(FileStatus::of);
            Names.requireSuccess(path, status.result(), "the facts of an open file");
            return new FileAttributes(path.toString(), Optional.of(new Owner(status.owner(), status.group())),
                    status.facts().permissions(), ExtendedAttributes.of(file));
        }
    }

    /**
     * Those of a file of whoever makes it.
     *
     * @param permissions 0 to 07777, whatever the process's umask is
     */
    public static FileAttributes ours(int permissions) {
        return new FileAttributes("", Optional.empty(), permissions, new TreeMap<>());
    }

    /** The same for something that is no program: nobody may execute it. */
    public FileAttributes withoutExecution() {
        return new FileAttributes(source, owner, permissions & 0777 & ~EXECUTE, extended);
    }

    /**
     * Gives them to a file of ours that nobody else can read: first the owner, then what it carries, because a mode can
     * forbid that, then who may read it. Where owner or group, or an access control list, cannot be had, nobody may read
     * the file who could not read the source.
     *
     * @return what could not be had
     * @throws tdb2.engine.error.StorageException when the operating system fails
     */
    List<Fault> give(OpenFile file) {
        List<Fault> missed = new ArrayList<>();
        boolean group = owner.isEmpty() || own(file, -1, owner.get().group());
        boolean user = owner.isEmpty() || own(file, owner.get().user(), -1);
        owner.filter(_ -> !group).ifPresent(wanted -> missed.add(missed(file, "group " + wanted.group())));
        owner.filter(_ -> !user).ifPresent(wanted -> missed.add(missed(file, "owner " + wanted.user())));
        extended.forEach((name, value) -> {
            if (!name.equals(ExtendedAttributes.ACCESS_LIST) && !ExtendedAttributes.set(file, name, value)) {
                missed.add(missed(file, "extended attribute " + name));
            }
        });
        int mode = reduced(user, group);
        byte[] list = extended.get(ExtendedAttributes.ACCESS_LIST);
        if (list == null) {
            ExtendedAttributes.remove(file, ExtendedAttributes.ACCESS_LIST); // the directory may have given it one
        } else if (!user || !group || !ExtendedAttributes.set(file, ExtendedAttributes.ACCESS_LIST, list)) {
            ExtendedAttributes.remove(file, ExtendedAttributes.ACCESS_LIST);
            missed.add(missed(file, "access control list"));
            mode = (mode & 0700) | READ_WRITE;
        }
        int allowed = mode;
        Names.requireSuccess(file.path(), file.with(descriptor -> CLibrary.fchmod(descriptor, allowed)),
                "a file whose mode can be set");
        return List.copyOf(missed);
    }

    /** Sets owner or group; false when that is not ours to do. */
    private static boolean own(OpenFile file, int user, int group) {
        int result = file.with(descriptor -> CLibrary.fchown(descriptor, user, group));
        if (Errno.EPERM.is(result) || Errno.EINVAL.is(result) || Errno.EOPNOTSUPP.is(result)
                || Errno.ENOSYS.is(result)) {
            return false;
        }
        Names.requireSuccess(file.path(), result, "a file whose owner can be set");
        return true;
    }

    /**
     * The mode for a file that may belong to another owner or group. Whoever was in the group then is one of the others
     * now, and the other way round, so both get what both had.
     */
    private int reduced(boolean user, boolean group) {
        int users = (permissions >> 6) & 7;
        int groups = (permissions >> 3) & 7;
        int others = permissions & 7;
        int mode = permissions;
        if (!group) {
            groups &= others;
            others = groups;
            mode &= ~SET_GROUP;
        }
        if (!user) {
            groups &= users;
            others &= users;
            users |= READ_WRITE >> 6; // it is ours, and we have read the source
            mode &= ~SET_USER;
        }
        return (mode & 07000) | (users << 6) | (groups << 3) | others;
    }

    private Fault missed(OpenFile file, String what) {
        return new Fault(file.path().toString(), Fault.NOWHERE, what + " of " + source,
                "a refusal of the system, so that the file has its own and is shared with nobody who could not read "
                        + "the source",
                "run as root to keep it");
    }
}
