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

/** Another program cuts the file and lengthens it again, thousands of times, while compiled code stores into it. */
@Timeout(300)
class StoringIntoShrinkingFileTest {

    private static final int SIZE = 1 << 20;
    private static final int LEFT = 4096;
    private static final long ERRORS = 500;

    @TempDir
    Path directory;

    /** The ways of storing, each compiled with its storage's code in it. */
    enum Writer {
        WORDS32 {
            @Override
            void write(WritableStorage storage, byte[] buffer) {
                for (long at = 0; at < SIZE; at += 256) {
                    storage.putU32(at, at, ByteOrder.LITTLE_ENDIAN);
                }
            }
        },
        WORDS64 {
            @Override
            void write(WritableStorage storage, byte[] buffer) {
                for (long at = 0; at < SIZE; at += 256) {
                    storage.putU64(at, at, ByteOrder.BIG_ENDIAN);
                }
            }
        },
        UNALIGNED {
            @Override
            void write(WritableStorage storage, byte[] buffer) {
                for (long at = 1; at < SIZE - 8; at += 256) {
                    storage.putU64(at, at, ByteOrder.LITTLE_ENDIAN);
                }
            }
        },
        SMALL_RANGES {
            @Override
            void write(WritableStorage storage, byte[] buffer) {
                for (long at = 0; at < SIZE; at += 256) {
                    storage.write(at, buffer, 0, 24);
                }
            }
        },
        LARGE_RANGES {
            @Override
            void write(WritableStorage storage, byte[] buffer) {
                for (long at = 0; at < SIZE; at += buffer.length) {
                    storage.write(at, buffer, 0, buffer.length);
                }
            }
        };

        abstract void write(WritableStorage storage, byte[] buffer);
    }

    @ParameterizedTest
    @EnumSource
    void aMappedWriterMeetsTypedErrorsOnly(Writer writer) throws IOException {
        Path path = Files.write(directory.resolve("a.tdb"), new byte[SIZE]);
        byte[] buffer = new byte[16_384];
        try (WritableFileStorage storage = WritableFileStorage.open(path, FileOptions.standard());
                Neighbour neighbour = new Neighbour(path)) {
            assertThat(storage).isInstanceOf(MappedStorage.class);
            for (int i = 0; i < 200; i++) {
                writer.write(storage, buffer); // until it is compiled with the storage's code in it
            }
            neighbour.startFlapping(LEFT, SIZE);
            long changed = 0;
            long start = System.nanoTime();
            while (changed < ERRORS && System.nanoTime() - start < TimeUnit.MINUTES.toNanos(2)) {
                try {
                    writer.write(storage, buffer); // anything else that is thrown fails the test
                } catch (FileChangedException e) {
                    changed++;
                }
            }
            neighbour.stopFlapping();
            writer.write(storage, buffer);
            assertThat(changed).isEqualTo(ERRORS);
        }
    }
}
