package tdb2.engine.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import tdb2.engine.error.DamagedException;
import tdb2.engine.error.FileChangedException;
import tdb2.engine.error.RefusedException;
import tdb2.engine.error.StorageException;

/** What every way of writing a file does alike. */
@Timeout(120)
class WritableFileStorageTest {

    private static final ByteOrder LE = ByteOrder.LITTLE_ENDIAN;
    private static final ByteOrder BE = ByteOrder.BIG_ENDIAN;

    /** The ways. */
    enum Way {
        MAPPED, POSITIONED;

        FileOptions options() {
            return this == MAPPED ? FileOptions.standard() : FileOptions.standard().withoutMapping();
        }

        WritableFileStorage open(Path path) {
            return WritableFileStorage.open(path, options());
        }
    }

    @TempDir
    Path directory;
    private Path path;

    @BeforeEach
    void aFile() throws IOException {
        path = Files.write(directory.resolve("a.tdb"), new byte[20_000]);
    }

    @ParameterizedTest
    @EnumSource
    void whatAnotherMadeItLongerByIsWithinIt(Way way) {
        try (WritableFileStorage storage = way.open(path); WritableFileStorage other = way.open(path)) {
            assertThat(storage.contains(19_999, 2)).isFalse();
            other.extend(30_000);
            assertThat(storage.contains(29_999, 1)).isTrue();
            assertThat(storage.contains(29_999, 2)).isFalse();
            assertThat(storage.contains(-1, 1)).isFalse();
            assertThat(storage.contains(Long.MAX_VALUE, Long.MAX_VALUE)).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void bytesAreComparedWhereTheyStand(Way way) {
        byte[] expected = new byte[300];
        new Random(3).nextBytes(expected);
        try (WritableFileStorage storage = way.open(path)) {
            storage.write(7_777, expected, 0, expected.length);
            for (int at = 0; at < expected.length; at++) {
                assertThat(storage.holds(7_777 + at, expected, at, expected.length - at)).isTrue();
                expected[at]++;
                assertThat(storage.holds(7_777, expected, 0, expected.length)).isFalse();
                expected[at]--;
            }
            assertThat(storage.holds(20_000, expected, 0, 0)).isTrue();
            assertThatThrownBy(() -> storage.holds(19_900, expected, 0, 101)).isInstanceOf(DamagedException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void wordsAndBytesAreInTheFileAtOnce(Way way) throws IOException {
        byte[] model = new byte[20_000];
        ByteBuffer words = ByteBuffer.wrap(model);
        Random random = new Random(7);
        try (WritableFileStorage storage = way.open(path)) {
            for (int i = 0; i < 2_000; i++) {
                int at = random.nextInt(model.length - 8);
                ByteOrder order = random.nextBoolean() ? LE : BE;
                long word = random.nextLong();
                if (random.nextBoolean()) {
                    storage.putU64(at, word, order);
                    words.order(order).putLong(at, word);
                    assertThat(storage.u64(at, order)).isEqualTo(word);
                } else {
                    storage.putU32(at, word, order);
                    words.order(order).putInt(at, (int) word);
                    assertThat(storage.u32(at, order)).isEqualTo(word & 0xffff_ffffL);
                }
            }
            byte[] bytes = new byte[9_000];
            random.nextBytes(bytes);
            storage.write(4_001, bytes, 10, 8_990);
            System.arraycopy(bytes, 10, model, 4_001, 8_990);
            assertThat(storage.bytes(0, model.length)).isEqualTo(model);
            assertThat(Files.readAllBytes(path)).isEqualTo(model);
            storage.sync();
        }
    }

    @ParameterizedTest
    @EnumSource
    void growsWithZerosThatHaveTheirRoom(Way way) throws IOException, InterruptedException {
        try (WritableFileStorage storage = way.open(path)) {
            storage.extend(5_000_000);
            assertThat(storage.size()).isEqualTo(5_000_000);
            assertThat(storage.bytes(20_000, 4_980_000)).containsOnly(0);
            storage.putU64(4_999_992, 5, LE);
            storage.extend(100);
            assertThat(Files.size(path)).as("never shorter").isEqualTo(5_000_000);
            assertThat(blocks()).isGreaterThanOrEqualTo(4_980_000 / 512);
        }
    }

    private long blocks() throws IOException, InterruptedException {
        Process stat = new ProcessBuilder("stat", "-c", "%b", path.toString()).start();
        String blocks = new String(stat.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.US_ASCII);
        assertThat(stat.waitFor()).isZero();
        return Long.parseLong(blocks.strip());
    }

    @ParameterizedTest
    @EnumSource
    void whatIsCutOffIsZeroWhenItComesBack(Way way) throws IOException {
        try (WritableFileStorage storage = way.open(path)) {
            storage.putU64(15_000, -1, LE);
            storage.truncate(12_345);
            assertThat(storage.size()).isEqualTo(12_345);
            assertThat(Files.size(path)).isEqualTo(12_345);
            assertThatThrownBy(() -> storage.putU64(15_000, 1, LE)).isInstanceOf(DamagedException.class);
            storage.truncate(99_999);
            assertThat(storage.size()).isEqualTo(12_345);
            storage.extend(20_000);
            assertThat(storage.u64(15_000, LE)).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void readersOfEveryKindSeeStores(Way way) {
        try (WritableFileStorage storage = way.open(path);
                FileStorage mapped = FileStorage.open(path);
                FileStorage positioned = FileStorage.open(path, FileOptions.standard().withoutMapping())) {
            for (long word = 1; word < 100; word++) {
                storage.putU64(8_000, word, LE);
                assertThat(mapped.u64(8_000, LE)).isEqualTo(word);
                positioned.refresh();
                assertThat(positioned.u64(8_000, LE)).isEqualTo(word);
            }
            storage.extend(3_000_000);
            storage.putU64(2_999_992, 77, BE);
            mapped.refresh();
            positioned.refresh();
            assertThat(mapped.u64(2_999_992, BE)).isEqualTo(77);
            assertThat(positioned.u64(2_999_992, BE)).isEqualTo(77);
        }
    }

    @Test
    void writersOfBothKindsSeeEachOther() {
        try (WritableFileStorage mapped = Way.MAPPED.open(path);
                WritableFileStorage positioned = Way.POSITIONED.open(path)) {
            for (int i = 1; i < 200; i++) {
                positioned.putU64(16, i, LE);
                assertThat(mapped.u64(16, LE)).isEqualTo(i);
                mapped.putU64(24, i, LE);
                positioned.refresh();
                assertThat(positioned.u64(24, LE)).isEqualTo(i);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStoreIntoWhatAnotherCutOffIsATypedError(Way way) throws IOException {
        try (WritableFileStorage storage = way.open(path)) {
            try (FileChannel other = FileChannel.open(path, StandardOpenOption.WRITE)) {
                other.truncate(100);
            }
            assertThatThrownBy(() -> storage.putU64(16_000, 1, LE)).isInstanceOf(FileChangedException.class)
                    .hasMessageContaining("truncated");
            assertThatThrownBy(() -> storage.putU32(16_000, 1, LE)).isInstanceOf(FileChangedException.class);
            assertThatThrownBy(() -> storage.write(16_000, new byte[4_000], 0, 4_000))
                    .isInstanceOf(FileChangedException.class);
            assertThat(Files.size(path)).as("no hole was made").isEqualTo(100);
        }
    }

    /** A word is never seen half, and the flag stored last is never seen before what it speaks of. */
    @ParameterizedTest
    @EnumSource
    void othersReadOnWhileTheFileGrowsAndIsMappedAnew(Way way) throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        try (WritableFileStorage storage = way.open(path); FileStorage reader = FileStorage.open(path)) {
            CompletableFuture<Long> reading = CompletableFuture.supplyAsync(() -> {
                long rounds = 0;
                while (!stop.get()) {
                    long end = reader.u64(0, LE);
                    reader.refresh();
                    assertThat(end == 0 || reader.u64(end - 8, LE) == end).as("stored before %d", end).isTrue();
                    long own = storage.u64(0, LE);
                    assertThat(own == 0 || storage.u64(own - 8, LE) == own).isTrue();
                    rounds++;
                }
                return rounds;
            });
            for (long end = 24_000; end < 40_000_000; end += 80_000) {
                storage.extend(end);
                storage.putU64(end - 8, end, LE);
                storage.putU64(0, end, LE);
            }
            stop.set(true);
            assertThat(reading.get(1, TimeUnit.MINUTES)).isPositive();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aNewFileAppearsCompleteOrNotAtAll(Way way) throws IOException {
        Path fresh = directory.resolve("new.tdb");
        try (WritableFileStorage storage = WritableFileStorage.create(fresh, 0600, way.options(), draft -> {
            draft.extend(100);
            draft.putU64(8, 42, LE);
            assertThat(fresh).doesNotExist();
        })) {
            assertThat(storage.u64(8, LE)).isEqualTo(42);
            storage.putU64(8, 43, LE);
            assertThat(storage.facts().permissions()).isEqualTo(0600);
            assertThat(storage.name()).isEqualTo(fresh.toString());
        }
        assertThat(Files.size(fresh)).isEqualTo(100);
        assertThat(directory).isDirectoryNotContaining(file -> file.getFileName().toString().startsWith("."));
    }

    @Test
    void creatingNeverTakesTheNameOfAnother() throws IOException {
        Files.writeString(path, "mine");
        assertThatThrownBy(() -> WritableFileStorage.create(path, 0600, FileOptions.standard(), draft -> {
            throw new AssertionError("not even begun");
        })).isInstanceOf(RefusedException.class);
        Path late = directory.resolve("late.tdb");
        assertThatThrownBy(() -> WritableFileStorage.create(late, 0600, FileOptions.standard(), draft -> {
            try {
                Files.writeString(late, "somebody was faster");
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        })).isInstanceOf(RefusedException.class).hasMessageContaining("late.tdb");
        assertThat(late).hasContent("somebody was faster");
        assertThat(path).hasContent("mine");
        assertThatThrownBy(() -> WritableFileStorage.create(directory.resolve("x"), 0600, FileOptions.standard(),
                draft -> draft.putU64(0, 1, LE))).isInstanceOf(DamagedException.class);
        assertThat(directory.toFile().list()).containsExactlyInAnyOrder("a.tdb", "late.tdb");
    }

    @ParameterizedTest
    @EnumSource
    void theGuardIsAskedBeforeEveryStore(Way way) {
        AtomicBoolean forbidden = new AtomicBoolean();
        FileOptions options = way.options().guardedBy(() -> {
            if (forbidden.get()) {
                throw new IllegalStateException("not on this thread");
            }
        });
        try (WritableFileStorage storage = WritableFileStorage.open(path, options)) {
            forbidden.set(true);
            assertThatThrownBy(() -> storage.putU32(0, 1, LE)).hasMessage("not on this thread");
            assertThatThrownBy(() -> storage.putU64(0, 1, LE)).hasMessage("not on this thread");
            assertThatThrownBy(() -> storage.write(0, new byte[1], 0, 1)).hasMessage("not on this thread");
            assertThatThrownBy(() -> storage.extend(1)).hasMessage("not on this thread");
            assertThatThrownBy(() -> storage.truncate(1)).hasMessage("not on this thread");
            assertThatThrownBy(storage::sync).hasMessage("not on this thread");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aClosedFileTakesNothing(Way way) {
        WritableFileStorage storage = way.open(path);
        storage.close();
        assertThatThrownBy(() -> storage.putU64(0, 1, LE)).isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> storage.write(0, new byte[1], 0, 1)).isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> storage.extend(1_000_000)).isInstanceOf(StorageException.class);
        assertThatThrownBy(storage::sync).isInstanceOf(StorageException.class);
    }

    @Test
    void writingNeedsAFileThatMayBeWritten() throws IOException {
        assertThatThrownBy(() -> Way.MAPPED.open(directory.resolve("none"))).isInstanceOf(StorageException.class)
                .hasMessageContaining("ENOENT");
        assertThatThrownBy(() -> Way.MAPPED.open(directory)).isInstanceOf(StorageException.class)
                .hasMessageContaining("a directory");
        assertThatThrownBy(() -> WritableFileStorage.create(directory.resolve("no/where"), 0600,
                FileOptions.standard(), draft -> {})).isInstanceOf(StorageException.class)
                .hasMessageContaining("ENOENT");
    }
}
