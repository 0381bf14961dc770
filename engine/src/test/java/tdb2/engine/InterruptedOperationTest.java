package tdb2.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tdb2.engine.check.Check;
import tdb2.engine.event.Progress;
import tdb2.engine.format.Dialect;
import tdb2.engine.lock.ByteRange;
import tdb2.engine.lock.LockBackend;
import tdb2.engine.lock.LockBackend.Mode;
import tdb2.engine.lock.LockMap;
import tdb2.engine.lock.OfdLocks;
import tdb2.engine.lock.Waiting;
import tdb2.engine.storage.FileOptions;
import tdb2.engine.storage.WritableFileStorage;

/** An operation that has begun to change the file is completed, whatever its thread is asked to do meanwhile. */
@Timeout(60)
class InterruptedOperationTest {

    private static final byte[] KEY = "key".getBytes(UTF_8);
    private static final int TO_INFINITY = 0;

    @TempDir
    private Path folder;

    /** All free lists. */
    private static ByteRange space(Dialect dialect, LockMap map) {
        return dialect == Dialect.TDB1 ? map.expansion() : new ByteRange(map.freeBucket(0).start(), TO_INFINITY);
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void whoIsInterruptedWhileItWaitsForAFreeListStillDeletesAndFrees(Dialect dialect) throws Exception {
        Path file = folder.resolve("t.tdb");
        Executor thread = work -> Thread.ofPlatform().start(work);
        try (Tdb tdb = Tdb.create(file, CreateOptions.DEFAULT.withDialect(dialect));
                WritableFileStorage other = WritableFileStorage.open(file, FileOptions.standard())) {
            tdb.store(KEY, new byte[10_000]);
            tdb.store("another".getBytes(UTF_8), new byte[10]);
            LockBackend others = OfdLocks.of(other);
            ByteRange space = space(dialect, tdb.view().assembly().locks());
            others.lock(space, Mode.WRITE, Waiting.FOREVER);
            CountDownLatch begun = new CountDownLatch(1);
            CompletableFuture<Boolean> deleted = CompletableFuture.supplyAsync(() -> {
                Thread.currentThread().interrupt();
                begun.countDown();
                return tdb.delete(KEY) && Thread.interrupted();
            }, thread);
            begun.await();
            Thread.sleep(100);
            others.unlock(space);
            assertThat(deleted.get()).isTrue();
            assertThat(tdb.fetch(KEY)).isEmpty();
            assertThat(Check.of(tdb, Progress.NONE)).isEmpty();
        }
    }
}
