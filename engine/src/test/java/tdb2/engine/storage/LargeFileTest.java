package tdb2.engine.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteOrder;
import java.nio.file.Path;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import tdb2.engine.error.DamagedException;

@Timeout(120)
class LargeFileTest {

    private static final long GIB = 1L << 30;

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void offsetsBeyondThirtyTwoBitsAreRead(FileStorageTest.Way way) throws IOException {
        Path path = directory.resolve("sparse.tdb");
        long[] offsets = { 0, 2 * GIB - 4, 2 * GIB + 5, 4 * GIB - 4, 4 * GIB + 7, 5 * GIB - 8 };
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(5 * GIB);
            for (long offset : offsets) {
                file.seek(offset);
                file.writeLong(offset ^ 0x0123456789abcdefL);
            }
        }
        try (FileStorage storage = way.open(path)) {
            assertThat(storage.size()).isEqualTo(5 * GIB);
            for (long offset : offsets) {
                assertThat(storage.u64(offset, ByteOrder.BIG_ENDIAN)).isEqualTo(offset ^ 0x0123456789abcdefL);
            }
            assertThat(storage.u64(3 * GIB, ByteOrder.BIG_ENDIAN)).isZero();
            assertThatThrownBy(() -> storage.u32(5 * GIB - 3, ByteOrder.BIG_ENDIAN))
                    .isInstanceOf(DamagedException.class);
        }
    }
}
