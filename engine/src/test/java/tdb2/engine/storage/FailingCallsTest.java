package tdb2.engine.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import tdb2.engine.error.StorageException;
import tdb2.engine.error.TdbException;
import tdb2.engine.lock.ByteRange;
import tdb2.engine.lock.LockBackend;
import tdb2.engine.lock.LockBackend.Mode;
import tdb2.engine.lock.OfdLocks;
import tdb2.engine.posix.FailingCalls;
import tdb2.engine.posix.FailingCalls.Way;
import tdb2.engine.testing.NeedsCLibrary;

/** Every system call fails at every place where it is made, once and for ever. */
@Timeout(300)
class FailingCallsTest {

    private static final ByteOrder LE = ByteOrder.LITTLE_ENDIAN;
    private static final int SIZE = 3_000_000;
    private static final byte[] DATA = data();

    @TempDir
    Path directory;
    private Path path;

    private static byte[] data() {
        byte[] data = new byte[700_000];
        new Random(7).nextBytes(data);
        return data;
    }

    @BeforeEach
    void aFile() throws IOException {
        path = directory.resolve("a.tdb");
        Files.write(path, new byte[10_000]);
    }

    /** All that this package asks of the kernel, in one piece of work. */
    private void work(boolean mapped) {
        FileOptions options = mapped ? FileOptions.standard() : FileOptions.standard().withoutMapping();
        Path fresh = directory.resolve("fresh.tdb");
        try {
            WritableFileStorage.create(fresh, 0600, options, draft -> {
                draft.extend(5_000);
                draft.putU64(0, 17, LE);
            }).close();
            try (WritableFileStorage storage = WritableFileStorage.open(path, options)) {
                LockBackend locks = OfdLocks.forWriting(storage);
                locks.lock(new ByteRange(64, 8), Mode.WRITE);
                storage.extend(SIZE);
                storage.write(SIZE - DATA.length, DATA, 0, DATA.length);
                storage.putU64(8, 42, LE);
                assertThat(storage.bytes(SIZE - DATA.length, DATA.length)).isEqualTo(DATA);
                storage.sync();
                storage.truncate(SIZE - 1);
                locks.unlock(new ByteRange(64, 8));
            }
            assertThat(Files.size(path)).isEqualTo(SIZE - 1);
            assertThat(Files.size(fresh)).isEqualTo(5_000);
            assertThat(Files.readAllBytes(path)[8]).isEqualTo((byte) 42);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void again() throws IOException {
        Files.write(path, new byte[10_000]);
        Files.deleteIfExists(directory.resolve("fresh.tdb"));
    }

    static Stream<Arguments> failures() {
        List<String> data = List.of("pread", "pwrite");
        List<String> others = List.of("open", "statx", "fallocate", "ftruncate", "fdatasync", "fsync", "link", "mmap",
                "madvise", "fcntl");
        return Stream.of(true, false).flatMap(mapped -> Stream.concat(
                data.stream().flatMap(call -> Stream.of(Way.EIO, Way.ENOSPC, Way.EINTR, Way.SHORT, Way.NOTHING)
                        .map(way -> Arguments.of(call, way, mapped))),
                others.stream().flatMap(call -> Stream.of(Way.EIO, Way.ENOSPC, Way.EINTR)
                        .map(way -> Arguments.of(call, way, mapped)))));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void isATypedErrorOrMadeGoodAndNothingLeaks(String call, Way way, boolean mapped) throws IOException {
        int place = 1;
        boolean reached = true;
        while (reached) {
            for (boolean forEver : new boolean[] { false, true }) {
                if (way == Way.EINTR && forEver) {
                    continue; // repeated as long as it is interrupted
                }
                again();
                try (FailingCalls failing = new FailingCalls(call, place, forEver, way)) {
                    boolean done = false;
                    try {
                        work(mapped);
                        done = true;
                    } catch (TdbException e) {
                        assertThat(e.fault().found()).isNotEmpty();
                    }
                    reached = failing.failed() > 0;
                    if (way == Way.EINTR || way == Way.SHORT || !reached) {
                        assertThat(done).as("%s at %d is made good", way, place).isTrue();
                    }
                    assertThat(failing.leaked()).as("%s, %s at %d", call, way, place).isZero();
                }
                if (Files.exists(directory.resolve("fresh.tdb"))) {
                    assertThat(Files.size(directory.resolve("fresh.tdb"))).as("complete or not there").isEqualTo(5_000);
                }
                assertThat(directory.toFile().list()).as("no draft is left").allMatch(name -> !name.startsWith("."));
            }
            place++;
        }
        assertThat(place).isGreaterThanOrEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(names = { "ENOSPC", "EDQUOT", "EIO" })
    void aFileThatCannotGrowIsAsItWas(Way way) throws IOException {
        try (WritableFileStorage storage = WritableFileStorage.open(path, FileOptions.standard());
                FailingCalls _ = new FailingCalls("fallocate", 1, true, way)) {
            assertThatThrownBy(() -> storage.extend(SIZE)).isInstanceOf(StorageException.class)
                    .hasMessageContaining(way.name());
            assertThat(storage.size()).isEqualTo(10_000);
            assertThat(Files.size(path)).isEqualTo(10_000);
        }
    }

    @Test
    void aFileSystemThatCannotReserveGetsZerosWritten() throws IOException {
        try (WritableFileStorage storage = WritableFileStorage.open(path, FileOptions.standard());
                FailingCalls _ = new FailingCalls("fallocate", 1, true, Way.EOPNOTSUPP)) {
            storage.extend(SIZE);
            assertThat(storage.size()).isEqualTo(SIZE);
            assertThat(Files.size(path)).isEqualTo(SIZE);
            assertThat(storage.bytes(10_000, SIZE - 10_000)).containsOnly(0);
        }
    }

    @Test
    void aDiskThatFillsUpWhileZerosAreWrittenLeavesTheFileAsItWas() throws IOException {
        try (WritableFileStorage storage = WritableFileStorage.open(path, FileOptions.standard());
                FailingCalls reserving = new FailingCalls("fallocate", 1, true, Way.EOPNOTSUPP);
                FailingCalls writing = new FailingCalls("pwrite", 4, true, Way.ENOSPC)) {
            assertThatThrownBy(() -> storage.extend(SIZE)).isInstanceOf(StorageException.class)
                    .hasMessageContaining("ENOSPC");
            assertThat(reserving.failed() + writing.failed()).isEqualTo(2);
            assertThat(Files.size(path)).isEqualTo(10_000);
        }
    }

    @Test
    void aFileSystemWithoutSecondNamesGetsFilesAllTheSame() {
        try (FailingCalls failing = new FailingCalls("link", 1, true, Way.EPERM)) {
            work(true);
            assertThat(failing.failed()).isEqualTo(1);
        }
    }

    @Test
    @NeedsCLibrary // without it mapping itself makes the file longer
    void withoutAddressSpaceForMoreTheFileStaysAsItWas() throws IOException {
        try (WritableFileStorage storage = WritableFileStorage.open(path, FileOptions.standard());
                FailingCalls _ = new FailingCalls("mmap", 1, true, Way.ENOMEM)) {
            assertThatThrownBy(() -> storage.extend(SIZE)).isInstanceOf(StorageException.class)
                    .hasMessageContaining("address space");
            assertThat(Files.size(path)).isEqualTo(10_000);
            storage.extend(500_000); // still within what is mapped
            assertThat(storage.size()).isEqualTo(500_000);
        }
    }
}
