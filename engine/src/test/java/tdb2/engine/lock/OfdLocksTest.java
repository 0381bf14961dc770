package tdb2.engine.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tdb2.engine.error.CancelledException;
import tdb2.engine.error.LockException;
import tdb2.engine.error.StorageException;
import tdb2.engine.lock.LockBackend.Mode;
import tdb2.engine.storage.FileStorage;
import tdb2.engine.testing.NeedsCLibrary;
import tdb2.engine.testing.Neighbour;

@Timeout(120)
class OfdLocksTest {

    private static final ByteRange TEN = new ByteRange(10, 10);

    @TempDir
    Path directory;
    private Path path;
    private FileStorage storage;
    private LockBackend locks;
    private Neighbour neighbour;

    @BeforeEach
    void aFileThatTwoProgramsHave() throws IOException {
        path = Files.write(directory.resolve("a.tdb"), new byte[100]);
        storage = FileStorage.open(path);
        locks = OfdLocks.of(storage);
        neighbour = new Neighbour(path);
    }

    @AfterEach
    void end() {
        neighbour.close();
        storage.close();
    }

    @Test
    void isRefusedWhatAnotherProgramHolds() {
        assertThat(neighbour.lock(15, 1, false)).isTrue();
        assertThat(locks.wouldBlock(TEN, Mode.READ)).isTrue();
        assertThat(locks.tryLock(TEN, Mode.READ)).isFalse();
        assertThat(locks.tryLock(new ByteRange(16, 0), Mode.READ)).isTrue();
        neighbour.unlock();
        assertThat(locks.wouldBlock(TEN, Mode.READ)).isFalse();
        assertThat(locks.tryLock(TEN, Mode.READ)).isTrue();
    }

    @Test
    @NeedsCLibrary // without it a file open for reading cannot ask for a lock for writing
    void askingForAWriteLockSeesReadersOfOtherPrograms() {
        assertThat(neighbour.lock(15, 1, true)).isTrue();
        assertThat(locks.wouldBlock(TEN, Mode.READ)).isFalse();
        assertThat(locks.wouldBlock(TEN, Mode.WRITE)).isTrue();
    }

    @Test
    void aRefusalLeavesNothingBehind() {
        assertThat(neighbour.lock(15, 1, false)).isTrue();
        assertThat(locks.tryLock(new ByteRange(5, 3), Mode.READ)).isTrue();
        assertThat(locks.tryLock(new ByteRange(0, 0), Mode.READ)).isFalse();
        assertThat(neighbour.lock(0, 5, false)).isTrue();
        assertThat(neighbour.lock(8, 7, false)).isTrue();
        assertThat(neighbour.lock(16, 1000, false)).isTrue();
        assertThat(neighbour.lock(5, 3, false)).as("was held before").isFalse();
    }

    @Test
    void oneThreadsUnlockKeepsWhatOthersHaveOfTheRange() {
        assertThat(locks.tryLock(TEN, Mode.READ)).isTrue();
        assertThat(elsewhere(() -> {
            boolean granted = locks.tryLock(new ByteRange(0, 0), Mode.READ);
            locks.unlock(new ByteRange(0, 0));
            return granted;
        })).isTrue();
        assertThat(neighbour.lock(12, 2, false)).isFalse();
        assertThat(neighbour.lock(0, 10, false)).isTrue();
        assertThat(neighbour.lock(20, 10, false)).isTrue();
        locks.unlock(TEN);
        assertThat(neighbour.lock(12, 2, false)).isTrue();
    }

    @Test
    void locksNest() {
        assertThat(locks.tryLock(TEN, Mode.READ)).isTrue();
        assertThat(locks.tryLock(TEN, Mode.READ)).isTrue();
        locks.unlock(TEN);
        assertThat(neighbour.lock(12, 2, false)).isFalse();
        locks.unlock(TEN);
        assertThat(neighbour.lock(12, 2, false)).isTrue();
    }

    @Test
    void onlyTheOwnerUnlocks() {
        assertThat(locks.tryLock(TEN, Mode.READ)).isTrue();
        elsewhere(() -> assertThatThrownBy(() -> locks.unlock(TEN)).isInstanceOf(LockException.class));
        assertThatThrownBy(() -> locks.unlock(new ByteRange(10, 9))).isInstanceOf(LockException.class);
        locks.unlock(TEN);
    }

    @Test
    void anOwnerMayMoveBetweenThreads() {
        LockBackend owned = locks.ownedBy("a transaction");
        assertThat(owned.tryLock(TEN, Mode.READ)).isTrue();
        elsewhere(() -> {
            owned.unlock(TEN);
            return true;
        });
        assertThat(neighbour.lock(12, 2, false)).isTrue();
    }

    @Test
    @NeedsCLibrary // without it the upgrade is refused before the mode of the file is looked at
    void aFileOpenForReadingTakesNoWriteLocks() {
        assertThat(locks.tryLock(TEN, Mode.READ)).isTrue();
        assertThatThrownBy(() -> locks.tryLock(TEN, Mode.WRITE)).isInstanceOf(StorageException.class);
        assertThat(neighbour.lock(12, 2, false)).as("the read lock is still there").isFalse();
        locks.unlock(TEN);
        assertThat(neighbour.lock(12, 2, false)).isTrue();
    }

    @Test
    void twoOpenFilesOfOneProgramAreStrangers() {
        try (FileStorage other = FileStorage.open(path)) {
            assertThat(OfdLocks.of(other).tryLock(TEN, Mode.READ)).isTrue();
            assertThat(locks.wouldBlock(TEN, Mode.WRITE)).isTrue();
            assertThat(locks.tryLock(TEN, Mode.READ)).isTrue();
        }
        assertThat(neighbour.lock(12, 2, false)).as("closing one keeps the other's").isFalse();
    }

    @Test
    void closingTheFileDropsItsLocks() {
        assertThat(locks.tryLock(TEN, Mode.READ)).isTrue();
        storage.close();
        assertThat(neighbour.lock(12, 2, false)).isTrue();
    }

    @Test
    void waitsForAnotherProgram() {
        assertThat(neighbour.lock(15, 1, false)).isTrue();
        CompletableFuture<Void> granted = CompletableFuture.runAsync(() -> locks.lock(TEN, Mode.READ));
        assertThat(granted).isNotDone();
        neighbour.unlock();
        granted.orTimeout(1, TimeUnit.MINUTES).join();
        assertThat(neighbour.lock(12, 1, false)).isFalse();
    }

    @Test
    void givesUpInTimeAndWhenCancelled() {
        assertThat(neighbour.lock(15, 1, false)).isTrue();
        assertThatThrownBy(() -> locks.lock(TEN, Mode.READ, Waiting.atMost(Duration.ofMillis(20))))
                .isInstanceOf(LockException.class).hasMessageContaining(path.toString());
        Cancellation cancellation = new Cancellation();
        CompletableFuture<Void> waiting = CompletableFuture
                .runAsync(() -> locks.lock(TEN, Mode.READ, Waiting.FOREVER.cancelledBy(cancellation)));
        cancellation.cancel();
        assertThatThrownBy(() -> waiting.orTimeout(1, TimeUnit.MINUTES).join())
                .hasCauseInstanceOf(CancelledException.class);
        assertThat(neighbour.lock(12, 1, false)).as("nothing was left behind").isTrue();
    }

    private static <T> T elsewhere(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work).orTimeout(1, TimeUnit.MINUTES).join();
    }
}
