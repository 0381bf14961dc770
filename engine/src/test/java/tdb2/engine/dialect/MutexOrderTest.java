package tdb2.engine.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tdb2.engine.Specimens;
import tdb2.engine.lock.ByteRange;
import tdb2.engine.lock.LockBackend;
import tdb2.engine.lock.LockBackend.Mode;
import tdb2.engine.lock.LockFunctions;
import tdb2.engine.lock.MutexLayout;
import tdb2.engine.lock.MutexLocks;
import tdb2.engine.lock.Waiting;
import tdb2.engine.posix.MutexArea;
import tdb2.engine.storage.FileOptions;
import tdb2.engine.storage.WritableFileStorage;

/**
 * A traversal of libtdb keeps the record it stands on while it takes the next chain, and that chain while it takes the next
 * record. Whoever wants all records of a file with mutexes must never have what it waits for while he waits for what it has.
 */
@Timeout(60)
class MutexOrderTest {

    private static final ByteRange ALL = new ByteRange(168, 0);
    private static final int CHAIN = 168 + 4 * 7;

    @TempDir
    private Path folder;
    private WritableFileStorage storage;
    private MutexLocks locks;
    /** What the word for all records said whenever the records behind the chains were taken for writing. */
    private final List<Short> words = new CopyOnWriteArrayList<>();
    private final CountDownLatch letGo = new CountDownLatch(1);

    @BeforeEach
    void joined() throws IOException {
        assumeTrue(MutexArea.isKnownLayout(), "mutexes are laid out otherwise here");
        Path file = folder.resolve("mutexes.tdb");
        Files.write(file, Specimens.named("tdb1/mutex-default-hash.tdb").content());
        storage = WritableFileStorage.open(file, FileOptions.standard());
        locks = (MutexLocks) new MutexFile(storage, new Below(), Waiting.FOREVER).locks();
    }

    @AfterEach
    void closed() {
        locks.close();
        storage.close();
    }

    /** Grants everything, and takes note. */
    private final class Below implements LockFunctions {

        private boolean writing;

        @Override
        public synchronized boolean tryLock(ByteRange range, Mode mode) {
            if (range.start() > CHAIN && mode == Mode.WRITE && !writing) {
                words.add(
                        ByteBuffer.wrap(storage.bytes(MutexLayout.MODE, 2)).order(ByteOrder.nativeOrder()).getShort());
            }
            note(range, mode == Mode.WRITE);
            return true;
        }

        private void note(ByteRange range, boolean now) {
            if (range.start() > CHAIN) {
                if (writing && !now) {
                    letGo.countDown();
                }
                writing = now;
            }
        }

        @Override
        public boolean lock(ByteRange range, Mode mode, Waiting waiting) {
            return tryLock(range, mode);
        }

        @Override
        public synchronized void unlock(ByteRange range) {
            note(range, false);
        }

        @Override
        public Optional<Holder> holder(ByteRange range, Mode mode) {
            return Optional.empty();
        }
    }

    @Test
    void theChainsAreClosedOnlyWhenNobodyStandsOnARecord() {
        locks.lock(ALL, Mode.WRITE);
        locks.unlock(ALL);
        locks.lock(ALL, Mode.READ);
        locks.lock(ALL, Mode.WRITE);
        assertThat(words).hasSize(2).doesNotContain(MutexLayout.WRITE);
    }

    @Test
    void whoHasAChainIsLetGoOnToARecord() throws InterruptedException {
        LockBackend transaction = locks.ownedBy("transaction");
        LockBackend traversal = locks.ownedBy("traversal");
        ByteRange chain = new ByteRange(CHAIN, 1);
        transaction.lock(ALL, Mode.READ);
        traversal.lock(chain, Mode.READ);
        CompletableFuture<Void> all = CompletableFuture.runAsync(
                () -> transaction.lock(ALL, Mode.WRITE, Waiting.atMost(Duration.ofSeconds(50))));
        letGo.await();
        assertThat(all).isNotDone();
        traversal.unlock(chain);
        all.join();
        assertThat(words).doesNotContain(MutexLayout.WRITE);
    }
}
