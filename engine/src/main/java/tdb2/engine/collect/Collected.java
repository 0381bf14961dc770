package tdb2.engine.collect;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

import tdb2.engine.error.Fault;
import tdb2.engine.error.NotATdbException;
import tdb2.engine.error.RefusedException;
import tdb2.engine.error.StorageException;
import tdb2.engine.error.TdbException;
import tdb2.engine.observe.LockObserver;
import tdb2.engine.observe.ObservedLock;
import tdb2.engine.storage.FileStorage;

/**
 * An archive that {@link Collect} made, opened: its copy and recorded locks lie in a folder of our own until it is
 * closed. The archive may be anybody's: only entries of known names and bounded size are unpacked, under names of ours.
 * Safe for several threads.
 */
public final class Collected implements AutoCloseable {

    static final String COPY = "copy.tdb";
    static final String PROC = "proc/";

    private static final byte[] MAGIC = { 'P', 'K', 3, 4 };
    private static final Pattern PROC_ENTRY = Pattern.compile("proc/(locks|[1-9][0-9]{0,9}/comm)");
    private static final int ENTRIES = 4096;
    private static final long TEXT = 4 << 20;
    /** The largest copy that is unpacked, bytes; and it never takes more than half of what is free. */
    private static final long COPY_LIMIT = 64L << 30;
    private static final String ADVICE = "ask for it again: tdb2 collect FILE --output X.zip";

    private final Manifest manifest;
    private final Path folder;

    private Collected(Manifest manifest, Path folder) {
        this.manifest = manifest;
        this.folder = folder;
    }

    /** Whether a file begins as an archive does. Anything that cannot be read is none. */
    public static boolean isArchive(Path file) {
        byte[] start = new byte[MAGIC.length];
        try (FileStorage storage = FileStorage.open(file)) {
            return storage.peek(0, start) == start.length && Arrays.equals(start, MAGIC);
        } catch (TdbException e) {
            return false;
        }
    }

    /**
     * Opens an archive.
     *
     * @throws NotATdbException when it is another kind of zip file
     * @throws RefusedException when it is larger than it says, or than there is room for
     * @throws StorageException when it cannot be read
     */
    public static Collected open(Path archive) {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            Manifest manifest = manifest(archive, zip);
            Path folder = Files.createTempDirectory("tdb2-collected"); // only its owner may enter
            Collected collected = new Collected(manifest, folder);
            try {
                collected.unpack(archive, zip);
                return collected;
            } catch (IOException | RuntimeException e) {
                collected.close();
                throw e;
            }
        } catch (ZipException e) {
            throw new NotATdbException(new Fault(archive.toString(), Fault.NOWHERE, "a whole zip file",
                    String.valueOf(e.getMessage()), ADVICE));
        } catch (IOException e) {
            throw new StorageException(new Fault(archive.toString(), Fault.NOWHERE, "an archive that can be unpacked",
                    String.valueOf(e.getMessage()), ADVICE), e);
        }
    }

    private static Manifest manifest(Path archive, ZipFile zip) throws IOException {
        ZipEntry entry = zip.getEntry(Manifest.ENTRY);
        if (entry == null || zip.size() > ENTRIES) {
            throw new NotATdbException(new Fault(archive.toString(), Fault.NOWHERE,
                    "an archive that collect made, with an entry " + Manifest.ENTRY,
                    entry == null ? "a zip file without it" : zip.size() + " entries", ADVICE));
        }
        try (InputStream in = zip.getInputStream(entry)) {
            return Manifest.decode(in.readNBytes((int) TEXT));
        } catch (IllegalArgumentException e) {
            throw new NotATdbException(new Fault(archive.toString(), Fault.NOWHERE,
                    "an entry " + Manifest.ENTRY + " of format 1", String.valueOf(e.getMessage()), ADVICE));
        }
    }

    private void unpack(Path archive, ZipFile zip) throws IOException {
        Enumeration<? extends ZipEntry> entries = zip.entries();
        while (entries.hasMoreElements()) {
            ZipEntry entry = entries.nextElement();
            if (PROC_ENTRY.matcher(entry.getName()).matches()) {
                unpack(archive, zip, entry, TEXT);
            }
        }
        ZipEntry copy = zip.getEntry(COPY);
        long room = Math.min(COPY_LIMIT, folder.toFile().getUsableSpace() / 2);
        if (copy == null || manifest.size() < 0 || manifest.size() > room) {
            throw tooLarge(archive, copy == null ? "none" : "one of " + manifest.size() + " bytes", room);
        }
        unpack(archive, zip, copy, manifest.size());
    }

    /** Unpacks an entry whose name was checked; never more than it may have, whatever it says. */
    private void unpack(Path archive, ZipFile zip, ZipEntry entry, long most) throws IOException {
        Path to = folder.resolve(entry.getName());
        Files.createDirectories(to.getParent());
        byte[] block = new byte[1 << 16];
        long written = 0;
        try (InputStream in = zip.getInputStream(entry); OutputStream out = Files.newOutputStream(to)) {
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                written += read;
                if (written > most) {
                    throw tooLarge(archive, "more in " + entry.getName(), most);
                }
                out.write(block, 0, read);
            }
        }
    }

    private static RefusedException tooLarge(Path archive, String found, long most) {
        return new RefusedException(new Fault(archive.toString(), Fault.NOWHERE,
                "a copy of at most %d bytes".formatted(most), found, ADVICE));
    }

    /** What the archive says of itself. */
    public Manifest manifest() {
        return manifest;
    }

    /** The copy, a database to be opened; gone after {@link #close()}. */
    public Path copy() {
        return folder.resolve(COPY);
    }

    /** The locks that were on the file when it was collected. */
    public List<ObservedLock> locks() {
        return Files.exists(folder.resolve(PROC + "locks"))
                ? new LockObserver(folder.resolve(PROC)).locksOn(Path.of(manifest.source()), manifest.identity())
                : List.of();
    }

    /** Removes what was unpacked. */
    @Override
    public void close() {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes facts) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, IOException failed) throws IOException {
                    Files.delete(directory);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            // somebody else cleaned up, or the system will
        }
    }
}
