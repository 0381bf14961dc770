package tdb2.engine.dump;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import tdb2.engine.dump.Records.Receiver;
import tdb2.engine.error.Fault;
import tdb2.engine.error.RefusedException;
import tdb2.engine.error.StorageException;

/**
 * Writes records to a file in one of the dump formats, all or nothing: to a new file beside the target, which takes its
 * place when it is complete. Nobody can read the export who cannot read the database it comes from, not for a moment.
 */
public final class Export {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> EXECUTE = PosixFilePermissions.fromString("--x--x--x");
    private static final int BUFFER = 1 << 16;

    /** Hands the records to export to a receiver. */
    @FunctionalInterface
    public interface Source {
        /** Returns how many there were. */
        long deliver(Receiver receiver) throws IOException;
    }

    private Export() {}

    /**
     * Writes an export. What stood at the target is replaced.
     *
     * @param database the file the records come from: the export takes over who may read it
     * @param target where the export goes
     * @return how many records were written
     * @throws RefusedException when the target is the database itself
     * @throws StorageException when writing fails; the target is then as it was
     */
    public static long write(Path database, Path target, DumpFormat format, Source source) {
        try {
            Path place = Files.exists(target) ? target.toRealPath() : target.toAbsolutePath();
            if (Files.exists(place) && Files.isSameFile(place, database)) {
                throw new RefusedException(new Fault(target.toString(), Fault.NOWHERE, "another file to export to",
                        "the database itself", "choose another name"));
            }
            Path part = Files.createTempFile(place.getParent(), "." + place.getFileName(), ".part",
                    PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            try {
                long records = fill(part, format, source);
                share(database, part);
                Files.move(part, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                return records;
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new StorageException(new Fault(target.toString(), Fault.NOWHERE, "a file that can be written",
                    e.toString(), "choose another place, or make room"), e);
        }
    }

    private static long fill(Path part, DumpFormat format, Source source) throws IOException {
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE);
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER)) {
            DumpWriter writer = format.writer(out);
            writer.begin();
            long records = source.deliver(writer::record);
            writer.end();
            out.flush();
            channel.force(true);
            return records;
        }
    }

    /**
     * Lets those read the export who can read the database. Where it cannot be given to the same group, no group reads
     * it; the rights of an access control list are not taken over.
     */
    private static void share(Path database, Path part) throws IOException {
        PosixFileAttributes from = Files.readAttributes(database, PosixFileAttributes.class);
        PosixFileAttributeView to = Files.getFileAttributeView(part, PosixFileAttributeView.class);
        Set<PosixFilePermission> rights = from.permissions();
        rights.removeAll(EXECUTE);
        try {
            to.setGroup(from.group());
        } catch (IOException _) {
            rights.removeIf(right -> right.name().startsWith("GROUP"));
        }
        try {
            to.setOwner(from.owner());
        } catch (IOException _) {
            rights.addAll(OWNER_ONLY); // it stays ours
        }
        to.setPermissions(rights);
    }
}
