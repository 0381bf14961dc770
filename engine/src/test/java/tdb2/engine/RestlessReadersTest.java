package tdb2.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tdb2.engine.testing.NeedsCLibrary;

/**
 * Readers of whom one is always inside do not starve a commit: the gate keeps new ones out while it waits. Once it waits, it
 * waits to its end.
 */
@Timeout(120)
@NeedsCLibrary // without it locks are not upgraded in one step, and the gate stays open
class RestlessReadersTest {

    private static final int READERS = 4;
    private static final byte[] KEY = "key".getBytes(UTF_8);

    @TempDir
    private Path directory;
    private final AtomicLong begun = new AtomicLong();
    private volatile boolean enough;

    @Test
    void commitsFinishThoughSomebodyAlwaysReads() throws Exception {
        Path file = directory.resolve("read.tdb");
        Tdb.create(file, CreateOptions.DEFAULT).close();
        try (Tdb tdb = Tdb.open(file, OpenOptions.WRITE); ExecutorService threads = Executors.newCachedThreadPool()) {
            List<Future<?>> readers = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                readers.add(threads.submit(() -> read(file)));
            }
            Future<?> commits = threads.submit(() -> commit(tdb));
            try {
                commits.get(60, TimeUnit.SECONDS);
            } finally {
                enough = true;
            }
            for (Future<?> reader : readers) {
                reader.get(60, TimeUnit.SECONDS);
            }
            assertThat(begun.get()).isGreaterThan(READERS);
        }
    }

    private static void commit(Tdb tdb) {
        for (int i = 0; i < 10; i++) {
            try (Transaction transaction = tdb.begin()) {
                transaction.store(KEY, Integer.toString(i).getBytes(UTF_8));
                transaction.commit();
            }
        }
        tdb.repack();
    }

    /** Stays inside until another has come, or waits at the gate for so long that none can. */
    private Void read(Path file) throws InterruptedException {
        try (Tdb tdb = Tdb.open(file, OpenOptions.WRITE)) {
            while (!enough) {
                try (ReadTransaction reading = tdb.beginRead()) {
                    long mine = begun.incrementAndGet();
                    reading.exists(KEY);
                    for (int i = 0; i < 200 && begun.get() < mine + 1 && !enough; i++) {
                        Thread.sleep(1);
                    }
                }
            }
        }
        return null;
    }

    @Test
    void aCommitThatWaitsForAReaderIsFinishedThoughItsThreadIsInterrupted() throws Exception {
        try (Tdb tdb = Tdb.create(directory.resolve("interrupted.tdb"), CreateOptions.DEFAULT)) {
            tdb.begin().cancel(); // what the first one needs is there
            ReadTransaction reading = tdb.beginRead();
            CountDownLatch prepared = new CountDownLatch(1);
            FutureTask<Boolean> commit = new FutureTask<>(() -> {
                try (Transaction transaction = tdb.begin()) {
                    transaction.store(KEY, KEY);
                    transaction.prepare();
                    prepared.countDown();
                    transaction.commit();
                    return Thread.interrupted();
                }
            });
            Thread committing = Thread.ofPlatform().start(commit);
            prepared.await();
            Thread.sleep(300);
            committing.interrupt();
            Thread.sleep(100);
            assertThat(commit.isDone()).isFalse();
            reading.close();
            assertThat(commit.get(60, TimeUnit.SECONDS)).as("the thread stays interrupted").isTrue();
            assertThat(tdb.fetch(KEY)).hasValue(KEY);
        }
    }
}
