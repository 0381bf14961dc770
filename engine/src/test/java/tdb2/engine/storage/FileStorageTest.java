package tdb2.engine.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import tdb2.engine.error.DamagedException;
import tdb2.engine.error.FileChangedException;
import tdb2.engine.error.StorageException;

/** What every way of reading a file does alike. */
@Timeout(120)
class FileStorageTest {

    /** The ways. */
    enum Way {
        MAPPED(path -> FileStorage.open(path)),
        POSITIONED(path -> FileStorage.open(path, FileOptions.standard().withoutMapping())),
        CHANNEL(path -> new PositionedStorage(ChannelHandle.open(path), FileOptions.standard().accessGuard()));

        private final Function<Path, FileStorage> open;

        Way(Function<Path, FileStorage> open) {
            this.open = open;
        }

        FileStorage open(Path path) {
            return open.apply(path);
        }
    }

    @TempDir
    Path directory;

    private Path file(byte[] content) throws IOException {
        return Files.write(directory.resolve("a.tdb"), content);
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    @ParameterizedTest
    @EnumSource
    void readsWhatIsThere(Way way) throws IOException {
        byte[] content = random(100_003);
        ByteBuffer model = ByteBuffer.wrap(content);
        try (FileStorage storage = way.open(file(content))) {
            assertThat(storage.size()).isEqualTo(content.length);
            assertThat(storage.bytes(0, content.length)).isEqualTo(content);
            for (int at = 16_370; at < 16_400; at++) {
                assertThat(storage.u32(at, ByteOrder.LITTLE_ENDIAN))
                        .isEqualTo(Integer.toUnsignedLong(model.order(ByteOrder.LITTLE_ENDIAN).getInt(at)));
                assertThat(storage.u32(at, ByteOrder.BIG_ENDIAN))
                        .isEqualTo(Integer.toUnsignedLong(model.order(ByteOrder.BIG_ENDIAN).getInt(at)));
                assertThat(storage.u64(at, ByteOrder.LITTLE_ENDIAN))
                        .isEqualTo(model.order(ByteOrder.LITTLE_ENDIAN).getLong(at));
                assertThat(storage.u64(at, ByteOrder.BIG_ENDIAN))
                        .isEqualTo(model.order(ByteOrder.BIG_ENDIAN).getLong(at));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void rangesOutsideTheFileAreDamage(Way way) throws IOException {
        try (FileStorage storage = way.open(file(new byte[100]))) {
            assertThat(storage.bytes(100, 0)).isEmpty();
            assertThat(storage.u64(92, ByteOrder.LITTLE_ENDIAN)).isZero();
            for (long offset : new long[] { -1, 93, 100, 1 << 20, Long.MAX_VALUE, Long.MIN_VALUE,
                    Long.MAX_VALUE - 3 }) {
                assertThatThrownBy(() -> storage.u64(offset, ByteOrder.LITTLE_ENDIAN))
                        .isInstanceOf(DamagedException.class);
                assertThatThrownBy(() -> storage.bytes(offset, 8)).isInstanceOf(DamagedException.class);
            }
            assertThatThrownBy(() -> storage.u32(97, ByteOrder.BIG_ENDIAN)).isInstanceOf(DamagedException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anEmptyFileHasNoBytesUntilItGrows(Way way) throws IOException {
        Path path = file(new byte[0]);
        try (FileStorage storage = way.open(path)) {
            assertThat(storage.size()).isZero();
            assertThat(storage.bytes(0, 0)).isEmpty();
            assertThatThrownBy(() -> storage.u32(0, ByteOrder.LITTLE_ENDIAN)).isInstanceOf(DamagedException.class);
            Files.write(path, new byte[] { 1, 2, 3, 4 });
            assertThat(storage.refresh()).isTrue();
            assertThat(storage.u32(0, ByteOrder.BIG_ENDIAN)).isEqualTo(0x01020304);
        }
    }

    @ParameterizedTest
    @EnumSource
    void growthIsSeenAfterRefresh(Way way) throws IOException {
        byte[] content = random(5_000_001);
        Path path = file(new byte[0]);
        try (FileStorage storage = way.open(path);
                FileChannel writer = FileChannel.open(path, StandardOpenOption.WRITE)) {
            for (int end : new int[] { 1, 4095, 4096, 4097, 1 << 20, (1 << 20) + 1, 3_000_000, content.length }) {
                long before = storage.size();
                writer.write(ByteBuffer.wrap(content, 0, end), 0);
                assertThat(storage.size()).isEqualTo(before);
                assertThat(storage.refresh()).isTrue();
                assertThat(storage.refresh()).isFalse();
                assertThat(storage.size()).isEqualTo(end);
                assertThat(storage.bytes(0, end)).isEqualTo(Arrays.copyOf(content, end));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsAskedForAheadMayLieAnywhere(Way way) throws IOException {
        try (FileStorage storage = way.open(file(random(100)))) {
            storage.prefetch(new long[] { 0, 92, 93, 100, -1, Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE - 7 });
            assertThat(storage.bytes(0, 100)).isEqualTo(random(100));
        }
    }

    @ParameterizedTest
    @EnumSource
    void newContentIsSeenAfterRefresh(Way way) throws IOException {
        Path path = file(new byte[100]);
        try (FileStorage storage = way.open(path)) {
            assertThat(storage.u32(50, ByteOrder.BIG_ENDIAN)).isZero();
            try (FileChannel writer = FileChannel.open(path, StandardOpenOption.WRITE)) {
                writer.write(ByteBuffer.wrap(new byte[] { 0, 0, 0, 7 }), 50);
            }
            assertThat(storage.refresh()).as("the size is the same").isFalse();
            assertThat(storage.u32(50, ByteOrder.BIG_ENDIAN)).isEqualTo(7);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatWasCutOffIsAChangeFirstAndOutsideAfterRefresh(Way way) throws IOException {
        Path path = file(random(100_000));
        try (FileStorage storage = way.open(path);
                FileChannel writer = FileChannel.open(path, StandardOpenOption.WRITE)) {
            writer.truncate(10);
            assertThatThrownBy(() -> storage.u32(90_000, ByteOrder.LITTLE_ENDIAN))
                    .isInstanceOf(FileChangedException.class).hasMessageContaining("truncated");
            assertThatThrownBy(() -> storage.u64(90_000, ByteOrder.LITTLE_ENDIAN))
                    .isInstanceOf(FileChangedException.class);
            assertThatThrownBy(() -> storage.bytes(0, 100_000)).isInstanceOf(FileChangedException.class);
            assertThat(storage.refresh()).isTrue();
            assertThat(storage.size()).isEqualTo(10);
            assertThatThrownBy(() -> storage.u32(90_000, ByteOrder.LITTLE_ENDIAN)).isInstanceOf(DamagedException.class);
            assertThat(storage.bytes(0, 10)).isEqualTo(Arrays.copyOf(random(100_000), 10));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theOpenFileStaysWhenItsPathLeadsElsewhere(Way way) throws IOException {
        Path path = file(new byte[] { 1, 1, 1, 1 });
        try (FileStorage storage = way.open(path)) {
            assertThat(storage.pathState()).isEqualTo(PathState.SAME);
            Path other = Files.write(directory.resolve("b.tdb"), new byte[] { 2, 2, 2, 2, 2 });
            Files.move(other, path, StandardCopyOption.REPLACE_EXISTING);
            assertThat(storage.pathState()).isEqualTo(PathState.REPLACED);
            assertThat(storage.refresh()).isFalse();
            assertThat(storage.u32(0, ByteOrder.LITTLE_ENDIAN)).isEqualTo(0x01010101);
            Files.delete(path);
            assertThat(storage.pathState()).isEqualTo(PathState.MISSING);
            assertThat(storage.facts().size()).isEqualTo(4);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aClosedFileAnswersNothing(Way way) throws IOException {
        FileStorage storage = way.open(file(new byte[100]));
        storage.close();
        storage.close();
        assertThatThrownBy(() -> storage.u32(0, ByteOrder.LITTLE_ENDIAN)).isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> storage.bytes(0, 1)).isInstanceOf(StorageException.class);
        assertThatThrownBy(storage::refresh).isInstanceOf(StorageException.class);
    }

    @ParameterizedTest
    @EnumSource
    void whatCannotBeOpenedSaysWhy(Way way) {
        assertThatThrownBy(() -> way.open(directory)).isInstanceOf(StorageException.class)
                .hasMessageContaining("a directory");
        assertThatThrownBy(() -> way.open(directory.resolve("none"))).isInstanceOf(StorageException.class)
                .hasMessageContaining("no such file");
    }

    @ParameterizedTest
    @EnumSource(names = "CHANNEL", mode = EnumSource.Mode.EXCLUDE)
    void theGuardIsAskedBeforeEveryAccess(Way way) throws IOException {
        AtomicBoolean forbidden = new AtomicBoolean();
        Runnable guard = () -> {
            if (forbidden.get()) {
                throw new IllegalStateException("not on this thread");
            }
        };
        FileOptions options = new FileOptions(way == Way.MAPPED, guard);
        Path path = file(new byte[100]);
        try (FileStorage storage = FileStorage.open(path, options)) {
            assertThat(storage).isInstanceOf(way == Way.MAPPED ? MappedStorage.class : PositionedStorage.class);
            forbidden.set(true);
            assertThatThrownBy(() -> storage.u32(0, ByteOrder.LITTLE_ENDIAN)).hasMessage("not on this thread");
            assertThatThrownBy(() -> storage.u64(0, ByteOrder.LITTLE_ENDIAN)).hasMessage("not on this thread");
            assertThatThrownBy(() -> storage.bytes(0, 1)).hasMessage("not on this thread");
            assertThatThrownBy(storage::refresh).hasMessage("not on this thread");
            assertThatThrownBy(storage::pathState).hasMessage("not on this thread");
            assertThatThrownBy(storage::facts).hasMessage("not on this thread");
            assertThatThrownBy(() -> FileStorage.open(path, options)).hasMessage("not on this thread");
        }
    }

    @Test
    void aFileInAnArchiveIsReadWithoutLocks() throws IOException {
        Path archive = directory.resolve("a.zip");
        try (FileSystem zip = FileSystems.newFileSystem(archive, Map.of("create", "true"))) {
            Files.write(zip.getPath("in.tdb"), random(1000));
        }
        try (FileSystem zip = FileSystems.newFileSystem(archive);
                FileStorage storage = FileStorage.open(zip.getPath("in.tdb"))) {
            assertThat(storage.bytes(0, 1000)).isEqualTo(random(1000));
            assertThat(storage.lockable()).isEmpty();
            assertThat(storage.pathState()).isEqualTo(PathState.SAME);
        }
    }

    @Test
    void filesOfOtherMachinesAreNotMapped() {
        assertThat(new FileSystemType("nfs4").isRemote()).isTrue();
        assertThat(new FileSystemType("cifs").isRemote()).isTrue();
        assertThat(new FileSystemType("fuse.sshfs").isRemote()).isTrue();
        assertThat(new FileSystemType("fuseblk").isRemote()).isFalse();
        assertThat(new FileSystemType("ext4").isRemote()).isFalse();
    }
}
