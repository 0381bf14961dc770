package tdb2.engine.repair;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tdb2.engine.OpenOptions;
import tdb2.engine.Tdb;
import tdb2.engine.check.Check;
import tdb2.engine.check.Diagnosis;
import tdb2.engine.dialect.FileLocks;
import tdb2.engine.error.Fault;
import tdb2.engine.error.RefusedException;
import tdb2.engine.event.Progress;
import tdb2.engine.lock.LockBackend.Mode;
import tdb2.engine.lock.Waiting;
import tdb2.engine.storage.FileOptions;
import tdb2.engine.storage.WritableFileStorage;

/**
 * Puts right in a file itself what can be put right without any risk, and takes it back. The only part of a repair that
 * writes to the user's file: under the locks of a transaction and of all records, which are waited for, and with a journal
 * beside the file that tells each byte that was changed. Has no state: safe for several threads.
 */
public final class InPlace {

    /**
     * What was done.
     *
     * @param fixes what was changed
     * @param journal where that is told; empty when nothing was changed
     * @param check what a check of the file came to afterwards
     */
    public record Result(List<Fix> fixes, Optional<Path> journal, Diagnosis check) {

        public Result {
            fixes = List.copyOf(fixes);
        }
    }

    private InPlace() {}

    /** What would be changed in a file; throws what {@link #repair} refuses. */
    public static List<Fix> fixes(Path file, OpenOptions options, Progress progress) {
        try (Tdb tdb = Tdb.open(file, options.withoutLocks())) {
            return Fixes.of(tdb, progress);
        }
    }

    /**
     * Changes what is harmless.
     *
     * @throws RefusedException when something is wrong with the file that is not harmless, there is a journal already, or
     *             robust mutexes guard it that are not known here; nothing was changed
     * @throws tdb2.engine.error.LockException when the locks were not granted in time
     * @throws IOException when the journal cannot be written; nothing was changed
     */
    public static Result repair(Path file, OpenOptions options, Progress progress) throws IOException {
        try (WritableFileStorage storage = WritableFileStorage.open(file, FileOptions.standard().withoutMapping());
                Alone _ = new Alone(storage, options)) {
            return write(file, storage, fixes(file, options, progress), options, progress);
        }
    }

    /**
     * Changes bytes that somebody chose, harmless or not.
     *
     * @throws RefusedException when the bytes there are no longer those the fixes name, there is a journal already, or robust
     *             mutexes guard the file that are not known here; nothing was changed
     * @throws tdb2.engine.error.TdbException when the file could not be opened any more then; nothing was changed
     * @throws tdb2.engine.error.LockException when the locks were not granted in time
     * @throws IOException when the journal cannot be written; nothing was changed
     */
    public static Result change(Path file, List<Fix> fixes, OpenOptions options, Progress progress) throws IOException {
        try (WritableFileStorage storage = WritableFileStorage.open(file, FileOptions.standard().withoutMapping());
                Alone _ = new Alone(storage, options)) {
            for (Fix fix : fixes) {
                byte[] there = fix.offset() <= storage.size() - fix.before().length
                        ? storage.bytes(fix.offset(), fix.before().length)
                        : new byte[0];
                if (!Arrays.equals(there, fix.before())) {
                    throw new RefusedException(new Fault(storage.name(), fix.offset(), "the bytes that were changed",
                            "others, which somebody wrote since",
                            "nothing was changed; look at the file again and decide anew"));
                }
            }
            new Patch(fixes).check(storage, progress); // a file that cannot be opened any more could not be taken back
            return write(file, storage, fixes, options, progress);
        }
    }

    private static Result write(Path file, WritableFileStorage storage, List<Fix> fixes, OpenOptions options,
            Progress progress) throws IOException {
        Optional<Path> journal = fixes.isEmpty() ? Optional.empty() : Optional.of(UndoJournal.write(file, fixes));
        fixes.forEach(fix -> storage.write(fix.offset(), fix.after(), 0, fix.after().length));
        storage.sync();
        try (Tdb tdb = Tdb.open(file, options.withoutLocks())) {
            return new Result(fixes, journal, Check.diagnose(tdb, progress));
        }
    }

    /**
     * Takes back what the journal beside a file tells, and removes the journal.
     *
     * @return what was taken back
     * @throws RefusedException when there is no journal, or the bytes are no longer those that the repair left
     * @throws tdb2.engine.error.LockException when the locks were not granted in time
     * @throws IOException when the journal cannot be read
     */
    public static List<Fix> undo(Path file, OpenOptions options) throws IOException {
        List<Fix> fixes = UndoJournal.read(file);
        try (WritableFileStorage storage = WritableFileStorage.open(file, FileOptions.standard().withoutMapping());
                Alone _ = new Alone(storage, options)) {
            for (Fix fix : fixes) {
                requireUndoable(storage, fix);
            }
            fixes.forEach(fix -> storage.write(fix.offset(), fix.before(), 0, fix.before().length));
            storage.sync();
            Files.delete(UndoJournal.of(file));
            return fixes;
        }
    }

    /** A process killed in the middle leaves some fixes made and others not. */
    private static void requireUndoable(WritableFileStorage storage, Fix fix) {
        byte[] there = fix.offset() <= storage.size() - fix.after().length
                ? storage.bytes(fix.offset(), fix.after().length)
                : new byte[0];
        if (!Arrays.equals(there, fix.after()) && !Arrays.equals(there, fix.before())) {
            throw new RefusedException(new Fault(storage.name(), fix.offset(), "the bytes that the repair left",
                    "others",
                    "nothing was changed: the file was written to since; remove the journal when it is of no use any more"));
        }
    }

    /** Keeps everybody else out of a file. */
    private static final class Alone implements AutoCloseable {

        private final FileLocks file;

        Alone(WritableFileStorage storage, OpenOptions options) {
            Waiting waiting = options.lockTimeout().map(Waiting::atMost).orElse(Waiting.FOREVER);
            file = FileLocks.of(storage, options.hash(), waiting);
            try {
                file.locks().lock(file.locks().map().transaction(), Mode.WRITE, waiting);
                file.locks().lock(file.all(), Mode.WRITE, waiting);
            } catch (RuntimeException e) {
                file.close();
                throw e;
            }
        }

        @Override
        public void close() {
            file.close();
        }
    }
}
