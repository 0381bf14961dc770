package tdb2.engine.collect;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import tdb2.engine.OpenOptions;
import tdb2.engine.Tdb;
import tdb2.engine.error.Fault;
import tdb2.engine.error.RefusedException;
import tdb2.engine.event.Progress;
import tdb2.engine.lock.LockBackend.Mode;
import tdb2.engine.observe.FileWatch;
import tdb2.engine.observe.LockObserver;
import tdb2.engine.observe.LockWatch;
import tdb2.engine.observe.ObservedLock;
import tdb2.engine.posix.Draft;
import tdb2.engine.posix.FileAttributes;
import tdb2.engine.storage.FileStorage;

/**
 * Puts what is known of a file into one archive (zip) that can be opened on another machine: reports, the locks on it and
 * the processes that hold them, and a copy without its values. Takes no lock. The archive and all that is written on the
 * way can be read by nobody who cannot read the source.
 *
 * <pre>
 *  collected.properties   what, when, where
 *  info.json ...          the reports, as the caller makes them
 *  proc/locks             the locks on the file, as Linux lists them
 *  proc/PID/comm          names of the processes
 *  copy.tdb               same structure and sizes
 * </pre>
 *
 * <p>
 * For one thread.
 */
public final class Collect {

    private static final int TRIES = 3;
    private static final int BLOCK = 1 << 20;

    private final Path source;
    private final OpenOptions options;
    private final boolean keepValues;
    private final boolean keepKeys;
    private final List<Report> reports = new ArrayList<>();

    /** Writes one report. */
    @FunctionalInterface
    public interface ReportWriter {

        /**
         * @param tdb the file itself, open for reading
         */
        void write(Tdb tdb, OutputStream out) throws IOException;
    }

    private record Report(String name, ReportWriter writer) {}

    /**
     * What came of it.
     *
     * @param manifest what the archive says of itself
     * @param replaced bytes of the copy that were replaced
     */
    public record Result(Manifest manifest, long replaced) {}

    /**
     * @param source the file
     * @param keepValues whether values stay in the copy
     * @param keepKeys whether keys do; without them the hashes no longer match
     */
    public Collect(Path source, OpenOptions options, boolean keepValues, boolean keepKeys) {
        this.source = source;
        this.options = options;
        this.keepValues = keepValues;
        this.keepKeys = keepKeys;
    }

    /** Adds a report: a name of small letters with an ending, "info.json". */
    public Collect with(String name, ReportWriter writer) {
        reports.add(new Report(name, writer));
        return this;
    }

    /**
     * Writes the archive, all or nothing.
     *
     * @throws RefusedException when there is a file of that name
     */
    public Result to(Path archive, Progress progress) throws IOException {
        if (Files.exists(archive)) {
            throw new RefusedException(new Fault(archive.toString(), Fault.NOWHERE, "a name for a new file",
                    "a file that exists", "give another name, or remove it first"));
        }
        try (Tdb live = Tdb.open(source, options);
                Draft draft = Draft.of(archive, FileAttributes.of(source).withoutExecution())) {
            Path snapshot = draft.path().resolveSibling("snapshot");
            boolean calm = snapshot(live, snapshot, progress);
            Result result = write(live, snapshot, !calm, draft.path(), progress);
            draft.publish();
            return result;
        }
    }

    /** Copies the file as it is; true when nobody changed it meanwhile. */
    private static boolean snapshot(Tdb live, Path to, Progress progress) throws IOException {
        FileStorage file = live.file().orElseThrow();
        for (int i = 0; i < TRIES; i++) {
            FileWatch watch = new FileWatch(file, Clock.systemUTC());
            copy(file, to, progress);
            if (watch.look().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private static void copy(FileStorage file, Path to, Progress progress) throws IOException {
        long size = file.facts().size();
        byte[] block = new byte[BLOCK];
        try (OutputStream out = Files.newOutputStream(to)) {
            for (long at = 0; at < size;) {
                progress.check(file.name(), at, size);
                int read = file.peek(at, block);
                if (read == 0) {
                    return;
                }
                out.write(block, 0, (int) Math.min(read, size - at));
                at += read;
            }
        }
    }

    private Result write(Tdb live, Path snapshot, boolean inFlux, Path to, Progress progress) throws IOException {
        try (Tdb copy = Tdb.open(snapshot, options.withoutLocks());
                ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(to))) {
            Manifest manifest = new Manifest(source.toAbsolutePath().normalize().toString(), host(), Instant.now(),
                    copy.view().size(), live.file().orElseThrow().identity(), keepValues, keepKeys, inFlux);
            entry(zip, Manifest.ENTRY, manifest.encoded());
            for (Report report : reports) {
                zip.putNextEntry(new ZipEntry(report.name()));
                report.writer().write(live, new Unclosed(zip));
                zip.closeEntry();
            }
            locks(zip, manifest);
            zip.putNextEntry(new ZipEntry(Collected.COPY));
            long replaced = copy(copy, zip, progress);
            zip.closeEntry();
            return new Result(manifest, replaced);
        }
    }

    private long copy(Tdb copy, OutputStream out, Progress progress) throws IOException {
        if (keepValues) {
            long size = copy.view().size();
            for (long at = 0; at < size; at += BLOCK) {
                progress.check(copy.name(), at, size);
                out.write(copy.view().assembly().bytes().bytes(at, (int) Math.min(BLOCK, size - at)));
            }
            return 0;
        }
        Redaction redaction = new Redaction(copy.regions(progress), !keepKeys);
        redaction.write(out, progress);
        return redaction.replaced();
    }

    private void locks(ZipOutputStream zip, Manifest manifest) throws IOException {
        if (!new LockObserver().isAvailable()) {
            return;
        }
        List<ObservedLock> locks = LockWatch.lookAt(source, options).locks();
        StringBuilder text = new StringBuilder();
        for (ObservedLock lock : locks) {
            text.append("1: %s%s ADVISORY %s %d %s %d %s\n".formatted(lock.waiting() ? "-> " : "", kind(lock),
                    lock.mode() == Mode.WRITE ? "WRITE" : "READ", lock.pid().orElse(-1), manifest.identity(),
                    lock.range().start(), lock.range().length() == 0 ? "EOF" : lock.range().endExclusive() - 1));
        }
        entry(zip, Collected.PROC + "locks", text.toString().getBytes(StandardCharsets.US_ASCII));
        for (int pid : locks.stream().flatMapToInt(lock -> lock.pid().stream()).distinct().toArray()) {
            String command = locks.stream().filter(lock -> lock.pid().orElse(-1) == pid).findFirst().orElseThrow()
                    .command();
            entry(zip, Collected.PROC + pid + "/comm", command.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String kind(ObservedLock lock) {
        return switch (lock.kind()) {
            case POSIX -> "POSIX";
            case OFD -> "OFDLCK";
            case FLOCK -> "FLOCK";
            case MUTEX -> "MUTEX";
            case LEASE -> "LEASE";
        };
    }

    private static void entry(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "";
        }
    }

    /** Reports close what they write to; the archive goes on. */
    private static final class Unclosed extends java.io.FilterOutputStream {

        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
