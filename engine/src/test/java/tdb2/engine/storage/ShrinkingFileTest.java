package tdb2.engine.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import tdb2.engine.error.FileChangedException;
import tdb2.engine.testing.Neighbour;

/** Another program cuts the file and lengthens it again, thousands of times, while it is read by compiled code. */
@Timeout(300)
class ShrinkingFileTest {

    private static final int SIZE = 1 << 20;
    private static final int LEFT = 4096;
    private static final long ERRORS = 2_000;

    @TempDir
    Path directory;

    /** The ways of reading, each compiled with its storage's code in it. */
    enum Reader {
        WORDS32 {
            @Override
            long read(Storage storage, byte[] buffer) {
                long sum = 0;
                for (long at = 0; at < SIZE; at += 64) {
                    sum += storage.u32(at, ByteOrder.LITTLE_ENDIAN);
                }
                return sum;
            }
        },
        WORDS64 {
            @Override
            long read(Storage storage, byte[] buffer) {
                long sum = 0;
                for (long at = 0; at < SIZE; at += 64) {
                    sum += storage.u64(at, ByteOrder.BIG_ENDIAN);
                }
                return sum;
            }
        },
        AHEAD {
            @Override
            long read(Storage storage, byte[] buffer) {
                long sum = 0;
                long[] ahead = new long[8];
                for (long at = 0; at < SIZE; at += 512) {
                    for (int i = 0; i < ahead.length; i++) {
                        ahead[i] = at + 64 * i;
                    }
                    storage.prefetch(ahead);
                    sum += storage.u64(at + 448, ByteOrder.LITTLE_ENDIAN);
                }
                return sum;
            }
        },
        CHASING {
            @Override
            long read(Storage storage, byte[] buffer) {
                long at = 0;
                for (int i = 0; i < 10_000; i++) {
                    at = at * 5 + 12_345 + storage.u32(at & SIZE - 4, ByteOrder.LITTLE_ENDIAN) & 0xfff_ffff;
                }
                return at;
            }
        },
        SMALL_RANGES {
            @Override
            long read(Storage storage, byte[] buffer) {
                long sum = 0;
                for (long at = 0; at < SIZE; at += 64) {
                    storage.read(at, buffer, 0, 24);
                    sum += buffer[3];
                }
                return sum;
            }
        },
        LARGE_RANGES {
            @Override
            long read(Storage storage, byte[] buffer) {
                long sum = 0;
                for (long at = 0; at < SIZE; at += buffer.length) {
                    storage.read(at, buffer, 0, buffer.length);
                    sum += buffer[3];
                }
                return sum;
            }
        };

        abstract long read(Storage storage, byte[] buffer);
    }

    @ParameterizedTest
    @EnumSource
    void aMappedReaderMeetsTypedErrorsOnly(Reader reader) throws IOException {
        Path path = Files.write(directory.resolve("a.tdb"), new byte[SIZE]);
        byte[] buffer = new byte[16_384];
        try (FileStorage storage = FileStorage.open(path); Neighbour neighbour = new Neighbour(path)) {
            for (int i = 0; i < 300; i++) {
                reader.read(storage, buffer); // until it is compiled with the storage's code in it
            }
            neighbour.startFlapping(LEFT, SIZE);
            long changed = 0;
            long whole = 0;
            long start = System.nanoTime();
            while (changed < ERRORS && System.nanoTime() - start < TimeUnit.MINUTES.toNanos(2)) {
                try {
                    reader.read(storage, buffer); // anything else that is thrown fails the test
                    whole++;
                } catch (FileChangedException e) {
                    changed++;
                }
            }
            long cuts = neighbour.stopFlapping();
            storage.refresh();
            assertThat(reader.read(storage, buffer)).isGreaterThanOrEqualTo(0);
            System.out.printf("%s: %d cuts, %d errors, %d whole reads%n", reader, cuts, changed, whole);
            assertThat(changed).isEqualTo(ERRORS);
        }
    }

    @ParameterizedTest
    @EnumSource
    void refreshingAllTheTimeEndsInTypedErrorsToo(FileStorageTest.Way way) throws IOException {
        Path path = Files.write(directory.resolve("a.tdb"), new byte[SIZE]);
        try (FileStorage storage = way.open(path); Neighbour neighbour = new Neighbour(path)) {
            neighbour.startFlapping(LEFT, SIZE);
            long start = System.nanoTime();
            while (System.nanoTime() - start < TimeUnit.SECONDS.toNanos(2)) {
                storage.refresh();
                long size = storage.size();
                assertThat(size).isIn((long) LEFT, (long) SIZE);
                try {
                    for (long at = 0; at < size; at += 256) {
                        storage.u32(at, ByteOrder.LITTLE_ENDIAN);
                    }
                } catch (FileChangedException e) {
                    assertThat(e.fault().offset()).isBetween((long) LEFT, (long) SIZE);
                }
            }
            neighbour.stopFlapping();
        }
    }
}
