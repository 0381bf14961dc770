package tdb2.engine.repair;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tdb2.engine.CreateOptions;
import tdb2.engine.OpenOptions;
import tdb2.engine.Tdb;
import tdb2.engine.error.FileChangedException;
import tdb2.engine.event.Progress;
import tdb2.engine.format.Dialect;

/** A copy is made of a file that stays as it is meanwhile, or none is made. */
class RepairedCopyTest {

    private static final int RECORDS = 20_000;

    @TempDir
    private Path folder;

    @Test
    void isNotMadeOfALargeFileThatAProgramChangesThroughAMapping() throws IOException {
        Path file = folder.resolve("large.tdb");
        long value;
        try (Tdb tdb = Tdb.create(file, CreateOptions.DEFAULT)) {
            for (int i = 0; i < RECORDS; i++) {
                tdb.store("key %d".formatted(i).getBytes(UTF_8), new byte[200]);
            }
            value = tdb.find("key %d".formatted(RECORDS / 2).getBytes(UTF_8)).orElseThrow().header().valueOffset();
        }
        AtomicBoolean changed = new AtomicBoolean();
        Progress meanwhile = (_, _) -> {
            if (filling() && !changed.getAndSet(true)) {
                store(file, value);
            }
            return false;
        };
        Path output = folder.resolve("copy.tdb");
        assertThatThrownBy(() -> RepairedCopy.make(file, output, OpenOptions.DEFAULT, true, meanwhile))
                .isInstanceOf(FileChangedException.class);
        assertThat(changed).isTrue();
        assertThat(folder.toFile().list()).containsExactly("large.tdb");
    }

    /** In the usual number of chains, storing so many would take the square of their number. */
    @ParameterizedTest
    @EnumSource(names = { "TDB1", "NTDB" })
    void ofAFileWithoutItsHeaderHasAsManyChainsAsItsRecordsAskFor(Dialect dialect) throws IOException {
        byte[] content = manyChains(dialect, RECORDS);
        assertThat(partitionsOfCopy(content)).as("as many as the file").isGreaterThanOrEqualTo(RECORDS);
        Arrays.fill(content, 0, 168, (byte) 0);
        assertThat(partitionsOfCopy(content)).isGreaterThanOrEqualTo(RECORDS / 16);
    }

    @Test
    void ofAFileWithFarTooFewChainsHasMore() throws IOException {
        assertThat(partitionsOfCopy(manyChains(Dialect.TDB1, 10))).isEqualTo(RECORDS / 1000);
    }

    private static byte[] manyChains(Dialect dialect, int chains) {
        try (Tdb tdb = Tdb.inMemory("many", CreateOptions.DEFAULT.withDialect(dialect).withHashSize(chains))) {
            for (int i = 0; i < RECORDS; i++) {
                tdb.store("key %d".formatted(i).getBytes(UTF_8), new byte[8]);
            }
            return tdb.bytes(0, Math.toIntExact(tdb.refresh().size()));
        }
    }

    private static int partitionsOfCopy(byte[] content) throws IOException {
        try (Repair repair = Repair.of("broken", content, OpenOptions.DEFAULT, Progress.NONE);
                Tdb copy = Tdb.inMemory("copy", repair.copyOptions())) {
            return copy.view().assembly().index().partitions();
        }
    }

    /** Whether the copy is being made: its draft stands beside the file. */
    private boolean filling() {
        return folder.toFile().list().length > 1;
    }

    /** Stores a byte; a mapping moves the time of change much later. */
    private static void store(Path file, long offset) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            FileTime before = Files.getLastModifiedTime(file);
            channel.write(ByteBuffer.wrap(new byte[] { 1 }), offset);
            Files.setLastModifiedTime(file, before);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
