package tdb2.engine.repair;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import tdb2.engine.OpenOptions;
import tdb2.engine.Tdb;
import tdb2.engine.check.Check;
import tdb2.engine.check.Diagnosis;
import tdb2.engine.event.Progress;
import tdb2.engine.posix.Draft;
import tdb2.engine.posix.FileAttributes;
import tdb2.engine.storage.OverlayStorage;
import tdb2.engine.storage.Storage;

/**
 * Bytes that somebody wants to change by hand, not written yet: what a check would say of the file with them, and a copy of
 * the file that has them. {@link InPlace#change} writes them into the file itself. Immutable.
 *
 * @param fixes what is to be changed, nothing twice
 */
public record Patch(List<Fix> fixes) {

    public Patch {
        fixes = List.copyOf(fixes);
    }

    /**
     * What a check says of a file with the bytes changed; reads only.
     *
     * @param file the file without the changes; stays open
     * @throws tdb2.engine.error.TdbException when it could not be opened any more
     */
    public Diagnosis check(Storage file, Progress progress) {
        var overlay = new OverlayStorage(file);
        fixes.forEach(fix -> overlay.patch(fix.offset(), fix.after()));
        try (Tdb tdb = Tdb.of(overlay, OpenOptions.DEFAULT.withoutLocks())) {
            return Check.diagnose(tdb, progress);
        }
    }

    /**
     * Writes a copy of a file with the bytes changed; the file itself is only read.
     *
     * @throws tdb2.engine.error.RefusedException when there is something at the target
     * @throws IOException when it cannot be written; nothing is at the target then
     */
    public void copy(Path file, Path target) throws IOException {
        try (Draft draft = Draft.of(target, FileAttributes.of(file).withoutExecution())) {
            Files.copy(file, draft.path(), StandardCopyOption.REPLACE_EXISTING);
            try (var copy = new RandomAccessFile(draft.path().toFile(), "rw")) {
                for (Fix fix : fixes) {
                    copy.seek(fix.offset());
                    copy.write(fix.after());
                }
            }
            draft.publish();
        }
    }
}
