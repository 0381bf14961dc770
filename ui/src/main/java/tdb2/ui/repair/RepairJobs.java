package tdb2.ui.repair;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import tdb2.engine.OpenOptions;
import tdb2.engine.error.Fault;
import tdb2.engine.error.StorageException;
import tdb2.engine.error.TdbException;
import tdb2.engine.event.Progress;
import tdb2.engine.posix.Draft;
import tdb2.engine.posix.FileAttributes;
import tdb2.engine.repair.Fix;
import tdb2.engine.repair.InPlace;
import tdb2.engine.repair.Plan.Place;
import tdb2.engine.repair.Repair;
import tdb2.engine.repair.RepairedCopy;
import tdb2.engine.storage.FileOptions;
import tdb2.engine.storage.FileStorage;
import tdb2.ui.theme.Texts;
import tdb2.ui.workbench.EventThread;
import tdb2.ui.workbench.Task;

/**
 * What a repair does in the background. Nothing stays open of the file, and nothing of it is written to but by
 * {@link #inPlace} and {@link #undo}. Event thread only.
 *
 * @param broken the file
 * @param failed told why something could not be done
 * @param cancelled told that the user cancelled it
 */
record RepairJobs(Broken broken, Consumer<TdbException> failed, Runnable cancelled) {

    private static final Texts TEXTS = Texts.of(RepairJobs.class);
    private static final Object LONG = "repair.long";
    private static final Object BYTES = "repair.bytes";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** Records set aside that are listed. */
    private static final int LISTED = 5000;
    private static final int SHOWN = 4096;

    /** Work that may meet the failures of files. */
    @FunctionalInterface
    private interface Work<T> {
        T on(Progress progress) throws IOException;
    }

    private static OpenOptions options() {
        return OpenOptions.DEFAULT.withAccessGuard(EventThread::forbid);
    }

    /** Looks at the whole file, and works out what can be saved. */
    void plan(Consumer<Planned> taker) {
        enqueue("job.plan", progress -> {
            try (Repair repair = Repair.of(broken.path(), options(), progress)) {
                return new Planned(repair.plan(), repair.asides(LISTED));
            }
        }, taker);
    }

    /** Writes the copy, and what is set aside beside it. */
    void copy(Path output, boolean redacted, Consumer<RepairedCopy> taker) {
        enqueue("job.copy", progress -> RepairedCopy.make(broken.path(), output, options(), redacted, progress), taker);
    }

    /** Looks what could be put right in the file itself. */
    void fixes(Consumer<List<Fix>> taker) {
        enqueue("job.fixes", progress -> InPlace.fixes(broken.path(), options(), progress), taker);
    }

    /** Puts that right: writes to the file. */
    void inPlace(Consumer<InPlace.Result> taker) {
        enqueue("job.inPlace",
                progress -> InPlace.repair(broken.path(), options().withLockTimeout(PATIENCE), progress), taker);
    }

    /** Takes that back: writes to the file. */
    void undo(Consumer<List<Fix>> taker) {
        enqueue("job.undo", _ -> InPlace.undo(broken.path(), options().withLockTimeout(PATIENCE)), taker);
    }

    /** Writes a report to a new file that as many may read as the broken one. */
    void save(Path to, String report, Consumer<Path> taker) {
        enqueue("job.report", _ -> {
            try (Draft draft = Draft.of(to, FileAttributes.of(broken.path()).withoutExecution())) {
                Files.createFile(draft.path(),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(draft.path(), report, StandardCharsets.UTF_8, StandardOpenOption.WRITE);
                draft.publish();
            }
            return to;
        }, taker);
    }

    /** Reads some bytes as they stand in the file. */
    void bytes(Place place, Consumer<byte[]> taker) {
        broken.jobs().read(BYTES, new Task<>(TEXTS.get("job.bytes"), _ -> {
            try (FileStorage storage = FileStorage.open(broken.path(),
                    new FileOptions(false, EventThread::forbid))) {
                long end = Math.min(storage.size(), place.offset() + Math.min(SHOWN, place.length()));
                return storage.bytes(place.offset(), (int) Math.max(0, end - place.offset()));
            }
        }, taker, failed, () -> {}));
    }

    private <T> void enqueue(String title, Work<T> work, Consumer<T> taker) {
        broken.jobs().enqueue(LONG, new Task<>(TEXTS.get(title), progress -> {
            try {
                return work.on(progress);
            } catch (IOException e) {
                throw new StorageException(new Fault(broken.path().toString(), Fault.NOWHERE,
                        "files that can be written", e.toString(), "choose another place, or make room"), e);
            }
        }, taker, failed, cancelled));
    }

    /** Forgets what is under way. */
    void drop() {
        List.of(LONG, BYTES).forEach(broken.jobs()::drop);
    }
}
