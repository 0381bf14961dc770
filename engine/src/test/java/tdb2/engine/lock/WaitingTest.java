package tdb2.engine.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tdb2.engine.error.CancelledException;
import tdb2.engine.error.LockException;
import tdb2.engine.error.StorageException;
import tdb2.engine.lock.LockBackend.Mode;
import tdb2.engine.posix.ProcLock;
import tdb2.engine.storage.FileOptions;
import tdb2.engine.storage.WritableFileStorage;
import tdb2.engine.testing.NeedsCLibrary;
import tdb2.engine.testing.Neighbour;

/** Waits for locks that the kernel keeps, with another program as the holder. */
@Timeout(120)
@NeedsCLibrary // without it waiting is polling, which nobody sees
class WaitingTest {

    private static final ByteRange TEN = new ByteRange(10, 10);

    @TempDir
    Path directory;
    private Path path;
    private WritableFileStorage storage;
    private LockBackend locks;
    private Neighbour neighbour;

    @BeforeEach
    void aFileThatTwoProgramsHave() throws IOException {
        path = Files.write(directory.resolve("a.tdb"), new byte[100]);
        storage = WritableFileStorage.open(path, FileOptions.standard());
        locks = OfdLocks.forWriting(storage);
        neighbour = new Neighbour(path);
    }

    @AfterEach
    void end() {
        neighbour.close();
        storage.close();
    }

    private CompletableFuture<Void> begin(ByteRange range, Mode mode, Waiting waiting) {
        return CompletableFuture.runAsync(() -> locks.lock(range, mode, waiting),
                task -> Thread.ofPlatform().daemon().start(task));
    }

    private List<ProcLock> waiters() throws IOException {
        return ProcLock.read(Path.of("/proc/locks")).stream()
                .filter(lock -> lock.waiting() && lock.file().inode() == storage.identity().inode()).toList();
    }

    private void awaitWaiter() throws IOException {
        while (waiters().isEmpty()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void otherProgramsSeeUsWait() throws IOException {
        assertThat(neighbour.lock(15, 1, false)).isTrue();
        CompletableFuture<Void> wait = begin(TEN, Mode.WRITE, Waiting.FOREVER);
        awaitWaiter();
        ProcLock seen = waiters().getFirst();
        assertThat(seen.write()).isTrue();
        assertThat(new ByteRange(seen.start(), seen.length())).isEqualTo(TEN);
        neighbour.unlock();
        wait.orTimeout(1, TimeUnit.MINUTES).join();
        assertThat(neighbour.lock(10, 1, true)).isFalse();
    }

    @Test
    void aWaitThatIsGivenUpLeavesTheKernel() throws IOException {
        assertThat(neighbour.lock(15, 1, false)).isTrue();
        assertThatThrownBy(() -> locks.lock(TEN, Mode.READ, Waiting.atMost(Duration.ofMillis(50))))
                .isInstanceOf(LockException.class).hasMessageContaining("process %d (java)".formatted(neighbour.pid()));
        assertThat(waiters()).isEmpty();

        Cancellation cancellation = new Cancellation();
        CompletableFuture<Void> cancelled = begin(TEN, Mode.READ, Waiting.FOREVER.cancelledBy(cancellation));
        awaitWaiter();
        cancellation.cancel();
        assertThatThrownBy(() -> cancelled.get(1, TimeUnit.MINUTES)).hasCauseInstanceOf(CancelledException.class);
        assertThat(waiters()).isEmpty();
        neighbour.unlock();
        assertThat(neighbour.lock(0, Long.MAX_VALUE, false)).as("nothing was granted late").isTrue();
    }

    @Test
    void whatWasHeldBeforeSurvivesAWaitThatIsGivenUp() {
        locks.lock(new ByteRange(12, 2), Mode.WRITE);
        assertThat(neighbour.lock(15, 1, true)).isTrue();
        assertThatThrownBy(() -> locks.lock(TEN, Mode.WRITE, Waiting.atMost(Duration.ofMillis(10))))
                .isInstanceOf(LockException.class);
        assertThat(neighbour.lock(12, 1, true)).isFalse();
        assertThat(neighbour.lock(10, 2, false)).isTrue();
    }

    /** Each time: whoever is told that the file is closed must not find a moment in which it still looks open. */
    @RepeatedTest(30)
    void closingTheFileEndsTheWait() throws Exception {
        assertThat(neighbour.lock(15, 1, false)).isTrue();
        CompletableFuture<Void> wait = begin(TEN, Mode.WRITE, Waiting.FOREVER);
        awaitWaiter();
        storage.close();
        assertThatThrownBy(() -> wait.get(1, TimeUnit.MINUTES)).hasCauseInstanceOf(StorageException.class);
        assertThat(waiters()).isEmpty();
    }

    @Test
    void anotherProgramThatWaitsIsLetIn() {
        locks.lock(TEN, Mode.WRITE);
        neighbour.beginLock(12, 1, false);
        assertThat(locks.tryLock(TEN, Mode.READ)).isTrue();
        locks.unlock(TEN);
        assertThat(neighbour.lock(0, 5, false)).isTrue();
        locks.unlock(TEN);
        neighbour.awaitLock();
        assertThat(locks.tryLock(new ByteRange(12, 1), Mode.READ)).isFalse();
    }

    @Test
    void twoOpenFilesOfOneProgramWaitForEachOther() throws Exception {
        try (WritableFileStorage other = WritableFileStorage.open(path, FileOptions.standard())) {
            LockBackend others = OfdLocks.forWriting(other);
            others.lock(TEN, Mode.WRITE);
            assertThatThrownBy(() -> locks.lock(TEN, Mode.WRITE, Waiting.atMost(Duration.ofMillis(5))))
                    .isInstanceOf(LockException.class).hasMessageContaining("another open file");
            CompletableFuture<Void> wait = begin(TEN, Mode.WRITE, Waiting.FOREVER);
            awaitWaiter();
            others.unlock(TEN);
            wait.get(1, TimeUnit.MINUTES);
            assertThat(others.tryLock(TEN, Mode.READ)).isFalse();
        }
        assertThat(neighbour.lock(12, 1, true)).as("closing one keeps the other's").isFalse();
    }

    @Test
    void sambasLibraryKeepsUsOutAndIsNamed() throws IOException, InterruptedException {
        Path tdb = directory.resolve("samba.tdb");
        Process samba = new ProcessBuilder("/usr/bin/python3", "-c", """
                import os, sys
                try:
                    import tdb
                except ImportError:
                    print('none', flush=True); sys.exit(0)
                db = tdb.Tdb(sys.argv[1], 7, tdb.DEFAULT, os.O_RDWR | os.O_CREAT)
                db.lock_all(); print('locked', flush=True); sys.stdin.readline()
                db.unlock_all(); print('unlocked', flush=True); sys.stdin.readline()
                """, tdb.toString()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (BufferedReader answers = samba.inputReader(StandardCharsets.UTF_8)) {
            assumeTrue("locked".equals(answers.readLine()), "python3-tdb is there");
            try (WritableFileStorage file = WritableFileStorage.open(tdb, FileOptions.standard())) {
                LockMap map = new Tdb1LockMap(7, Tdb1LockMap.Guard.RANGES);
                DialectLocks ours = new DialectLocks(tdb.toString(), OfdLocks.forWriting(file), map,
                        LockListener.NONE);
                ByteRange chain = map.partition(3).orElseThrow();
                assertThatThrownBy(() -> ours.lock(chain, Mode.READ, Waiting.atMost(Duration.ofMillis(5))))
                        .isInstanceOf(LockException.class).hasMessageContaining("chain 3 locked for reading")
                        .hasMessageContaining("process %d (python3".formatted(samba.pid()));
                samba.outputWriter(StandardCharsets.UTF_8).append("on\n").flush();
                ours.lock(chain, Mode.READ);
                assertThat(answers.readLine()).isEqualTo("unlocked");
            }
        } finally {
            samba.destroyForcibly().waitFor();
        }
    }
}
