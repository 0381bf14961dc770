package tdb2.engine.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tdb2.engine.Tdb;
import tdb2.engine.check.Check;
import tdb2.engine.check.Diagnosis;
import tdb2.engine.check.Diagnosis.Verdict;
import tdb2.engine.dump.Digest;
import tdb2.engine.error.Fault;
import tdb2.engine.error.RefusedException;
import tdb2.engine.error.StorageException;
import tdb2.engine.event.Progress;
import tdb2.engine.posix.Draft;
import tdb2.engine.posix.FileAttributes;
import tdb2.engine.posix.FileFacts;
import tdb2.engine.posix.OpenFile;
import tdb2.engine.storage.FileStorage;

/**
 * Makes a copy of a file that others may be writing to, as it was at one moment. The copy is checked before it gets its
 * name; it takes the place of an older backup in one step, and never that of a good one when it is bad itself, nor that
 * of anything but a backup of this file, unless that is forced. It belongs to whom the file belongs to, and nobody may
 * read it who may not read the file. For one thread.
 */
public final class Backup {

    private final Path source;
    private final Path target;
    private final BackupOptions options;

    private Backup(Path source, Path target, BackupOptions options) {
        this.source = source;
        this.target = target;
        this.options = options;
    }

    /**
     * Makes a backup. A crash that a recovery is pending for is kept as it is.
     *
     * @throws RefusedException when something stands in its place that is no backup of this file, or the file is
     *             damaged: nothing has changed
     * @throws tdb2.engine.error.LockException when the lock of all records was not granted in time, or not long enough:
     *             nothing has changed
     * @throws StorageException when reading or writing fails: nothing has changed, unless it is only that the backup's
     *             name could not be brought to the disk
     * @throws tdb2.engine.error.NotATdbException when the file is no database
     * @throws tdb2.engine.error.CancelledException when {@code progress} ends it: nothing has changed
     */
    public static BackupResult make(Path source, Path target, BackupOptions options, Progress progress) {
        return new Backup(source, target, options).make(progress);
    }

    private BackupResult make(Progress progress) {
        try (Tdb live = Tdb.open(source, options.open())) {
            boolean replacing = requireFitting(live, progress);
            try (Draft draft = Draft.of(target, FileAttributes.of(source))) {
                Duration held = copy(live, draft.path(), progress);
                Diagnosis diagnosis;
                Optional<String> digest;
                long bytes;
                try (Tdb copy = Tdb.open(draft.path(), options.open().withoutLocks())) {
                    bytes = copy.size();
                    diagnosis = Check.diagnose(copy, progress);
                    requireSound(diagnosis, replacing);
                    digest = options.digested() ? Optional.of(digest(copy, progress)) : Optional.empty();
                }
                List<Fault> missed = replacing ? draft.replace() : draft.publish();
                return new BackupResult(draft.target(), bytes, held, diagnosis, digest, replacing, missed);
            }
        }
    }

    private Duration copy(Tdb live, Path to, Progress progress) {
        try (Snapshot snapshot = new Snapshot(live, to, progress)) {
            return snapshot.take(options.patience(), options.hold());
        } catch (IOException e) {
            throw new StorageException(new Fault(target.toString(), Fault.NOWHERE, "a backup that can be written",
                    String.valueOf(e.getMessage()), "choose another place, or make room"), e);
        }
    }

    /**
     * Whether there is an older one that may be replaced. Where it looks like that of another file, this one may be no
     * longer what it was: that is asked first, or the good one would be blamed.
     */
    private boolean requireFitting(Tdb live, Progress progress) {
        Optional<FileFacts> there = OpenFile.look(target);
        if (there.isEmpty()) {
            return false;
        }
        if (there.get().identity().equals(live.file().orElseThrow().identity())) {
            throw refused("another name for the backup", "the file itself", "choose another name");
        }
        if (!options.forced()) {
            Kinship.objection(live, FileStorage.open(target), options.open()).ifPresent(objection -> {
                requireSound(Check.diagnose(live, progress), true);
                throw refused("nothing of that name, or an older backup of " + source, objection,
                        "choose another name, or replace it all the same (--force)");
            });
        }
        return true;
    }

    private void requireSound(Diagnosis diagnosis, boolean replacing) {
        if (options.forced()) {
            return;
        }
        if (replacing && diagnosis.verdict() != Verdict.DAMAGED && diagnosis.mayHaveLost()) {
            throw refused("a copy that may take the place of an older one",
                    "%d findings: a record may be lost that the older backup has"
                            .formatted(diagnosis.findings().size()),
                    "the older backup is untouched; choose another name for this one, and compare both with diff; in its "
                            + "place all the same: --force");
        }
        if (diagnosis.verdict() == Verdict.DAMAGED) {
            throw refused("a sound copy of " + source,
                    "%d findings, the file is damaged".formatted(diagnosis.findings().size()),
                    "the older backup, if there is one, is untouched; check lists what is wrong, repair saves what can be "
                            + "saved; a copy all the same: --force");
        }
    }

    private String digest(Tdb copy, Progress progress) {
        Digest.Result result = Digest.of(copy, progress);
        if (!result.outcome().faults().isEmpty() && !options.forced()) {
            Fault first = result.outcome().faults().getFirst();
            throw refused("a copy whose records can all be read", first.found(), first.advice());
        }
        return result.sha256();
    }

    private RefusedException refused(String expected, String found, String advice) {
        return new RefusedException(new Fault(target.toString(), Fault.NOWHERE, expected, found, advice));
    }
}
