package tdb2.engine.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A file grows, and is mapped anew again and again, while other threads read and write it through both handles. */
@Timeout(600)
class RemappingTest {

    private static final ByteOrder LE = ByteOrder.LITTLE_ENDIAN;
    private static final int STEP = 40_960;

    @TempDir
    private Path directory;

    @Test
    void whatWasStoredIsReadWhileTheFileIsMappedAnew() throws Exception {
        grow(24L << 20);
    }

    @Tag("long")
    @Test
    void whatWasStoredIsReadWhileALargeFileIsMappedAnew() throws Exception {
        for (int round = 0; round < 10; round++) {
            grow(256L << 20);
        }
    }

    private void grow(long size) throws Exception {
        Path path = Files.write(directory.resolve("growing " + System.nanoTime()), new byte[STEP]);
        AtomicLong written = new AtomicLong(); // words below are there
        try (WritableFileStorage storage = WritableFileStorage.open(path, FileOptions.standard());
                WritableFileStorage other = WritableFileStorage.open(path, FileOptions.standard())) {
            List<CompletableFuture<Void>> threads = new ArrayList<>();
            for (WritableFileStorage used : List.of(storage, other, storage)) {
                threads.add(start(() -> readAndAdd(used, written)));
            }
            threads.add(start(() -> write(storage, other, written, size)));
            CompletableFuture.allOf(threads.toArray(CompletableFuture[]::new)).get(10, TimeUnit.MINUTES);
            assertThat(storage.size()).isGreaterThanOrEqualTo(size - STEP);
            assertThat(storage.bytes(STEP, 8)).isEqualTo(other.bytes(STEP, 8));
        } finally {
            Files.delete(path);
        }
    }

    /** On a thread of its own: none of them may wait for another to end. */
    private static CompletableFuture<Void> start(Runnable work) {
        return CompletableFuture.runAsync(work, task -> Thread.ofPlatform().daemon().start(task));
    }

    private static void write(WritableFileStorage storage, WritableFileStorage other, AtomicLong written, long size) {
        try {
            for (long end = STEP; end < size; end += STEP) {
                WritableFileStorage grows = end / STEP % 2 == 0 ? storage : other;
                grows.extend(end + STEP);
                for (long at = end; at < end + STEP; at += 4096) {
                    grows.putU64(at, at, LE);
                }
                written.set(end + STEP);
            }
        } finally {
            written.set(Long.MAX_VALUE);
        }
    }

    /** Reads words that are there, and stores beside them what it reads again. */
    private static void readAndAdd(WritableFileStorage storage, AtomicLong written) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        for (long limit = written.get(); limit < Long.MAX_VALUE; limit = written.get()) {
            if (limit > STEP) {
                long at = random.nextLong(STEP, limit) & -4096L;
                assertThat(storage.u64(at, LE)).isEqualTo(at);
                long own = at + 8 + 8 * (Thread.currentThread().threadId() % 500);
                storage.putU64(own, limit, LE);
                assertThat(storage.u64(own, LE)).isEqualTo(limit);
            }
        }
    }
}
