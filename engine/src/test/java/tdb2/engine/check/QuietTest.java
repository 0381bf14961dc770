package tdb2.engine.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tdb2.engine.CreateOptions;
import tdb2.engine.OpenOptions;
import tdb2.engine.Tdb;
import tdb2.engine.error.LockException;
import tdb2.engine.event.Progress;
import tdb2.engine.lock.ByteRange;
import tdb2.engine.lock.LockBackend;
import tdb2.engine.lock.LockBackend.Mode;
import tdb2.engine.lock.OfdLocks;
import tdb2.engine.storage.FileOptions;
import tdb2.engine.storage.WritableFileStorage;

/** A consistent check reads as a read transaction does: behind the gate, beside readers, in the way of writers. */
class QuietTest {

    private static final OpenOptions SOON = OpenOptions.DEFAULT.withLockTimeout(Duration.ofMillis(50));

    @TempDir
    private Path folder;

    private Path file() {
        Path file = folder.resolve("file.tdb");
        Tdb.create(file, CreateOptions.DEFAULT).close();
        return file;
    }

    private static Quiet take(Path file) {
        return Quiet.take(file, SOON, Duration.ofMinutes(5), Progress.NONE, _ -> {});
    }

    private static ByteRange gate(Path file) {
        try (Tdb tdb = Tdb.open(file)) {
            return tdb.view().assembly().locks().gate().orElseThrow();
        }
    }

    @Test
    void aCommitThatIsBeingAppliedIsNotOvertaken() {
        Path file = file();
        try (WritableFileStorage storage = WritableFileStorage.open(file, FileOptions.standard())) {
            LockBackend committer = OfdLocks.forWriting(storage);
            assertThat(committer.tryLock(gate(file), Mode.WRITE)).isTrue();
            assertThatThrownBy(() -> take(file)).isInstanceOf(LockException.class);
            committer.unlock(gate(file));
            try (Quiet quiet = take(file)) {
                assertThat(quiet.advanced(0, 0)).isFalse();
                assertThat(committer.tryLock(gate(file), Mode.WRITE)).as("the gate is open again").isTrue();
            }
        }
    }

    @Test
    void twoOfThemDoNotWaitForEachOther() {
        Path file = file();
        try (Quiet one = take(file); Quiet other = take(file)) {
            assertThat(one.advanced(0, 0) || other.advanced(0, 0)).isFalse();
        }
    }
}
