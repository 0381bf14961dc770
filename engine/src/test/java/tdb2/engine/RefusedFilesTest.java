package tdb2.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tdb2.engine.error.RefusedException;
import tdb2.engine.hash.HashChoice;
import tdb2.engine.lock.LockBackend.Mode;

/** Files that a sound writer must not touch: it refuses, says why, and changes not one byte. */
class RefusedFilesTest {

    private static final byte[] KEY = "key".getBytes(UTF_8);
    private static final HashChoice OTHER = new HashChoice.Own("other", (key, seed) -> seed + key.length);

    @TempDir
    private Path directory;
    private Path file;

    @BeforeEach
    void aFile() {
        file = directory.resolve("refused.tdb");
        try (Tdb tdb = Tdb.create(file, CreateOptions.DEFAULT.withOrder(ByteOrder.LITTLE_ENDIAN))) {
            tdb.store(KEY, "value".getBytes(UTF_8));
        }
    }

    private byte[] with(int offset, long word) throws IOException {
        byte[] content = Files.readAllBytes(file);
        ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).putLong(offset, word);
        Files.write(file, content);
        return content;
    }

    private void isRefused(OpenOptions options, String reason, byte[] content) throws IOException {
        assertThatThrownBy(() -> Tdb.open(file, options)).isInstanceOf(RefusedException.class)
                .hasMessageContaining("refused.tdb").hasMessageContaining(reason);
        assertThat(Files.readAllBytes(file)).as("not one byte is changed").isEqualTo(content);
    }

    @ParameterizedTest
    @CsvSource({ "88, free table", "96, undo area", "104, features", "112, features", "128, capabilities",
            "224, sync" })
    void aWordThatNobodyHereKnowsIsRefusedForWritingAndReadAllTheSame(int offset, String reason) throws IOException {
        byte[] content = with(offset, 1);
        isRefused(OpenOptions.WRITE, reason, content);
        assertThatThrownBy(() -> Tdb.open(file, OpenOptions.WRITE)).hasMessageContaining("offset " + offset);
        try (Tdb reader = Tdb.open(file)) {
            assertThat(reader.fetch(KEY)).hasValue("value".getBytes(UTF_8));
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(content);
    }

    @Test
    void aLaterVariantIsReadButNotWritten() throws IOException {
        byte[] content = with(136, 2L << 32 | 2);
        isRefused(OpenOptions.WRITE, "variant 2", content);
        try (Tdb reader = Tdb.open(file)) {
            assertThat(reader.fetch(KEY)).isPresent();
        }
    }

    @Test
    void whatLaterCodeHasWrittenThatWeMayWriteIsNotedAsWrittenByUs() throws IOException {
        with(136, 1L << 32 | 5);
        Tdb.open(file, OpenOptions.WRITE).close();
        assertThat(ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN).getLong(136))
                .isEqualTo(1L << 32 | 1);
    }

    @Test
    void aWriterThatIsAtWorkRefusesWhatAppearsMeanwhile() throws IOException {
        try (Tdb tdb = Tdb.open(file, OpenOptions.WRITE)) {
            tdb.store(KEY, "before".getBytes(UTF_8));
            with(136, 2L << 32 | 2);
            assertThatThrownBy(() -> tdb.store(KEY, new byte[3])).isInstanceOf(RefusedException.class)
                    .hasMessageContaining("variant 2");
            with(136, 1L << 32 | 1);
            with(224, 1);
            assertThatThrownBy(() -> tdb.delete(KEY)).isInstanceOf(RefusedException.class)
                    .hasMessageContaining("recover");
            with(224, 0);
            assertThat(tdb.fetch(KEY)).hasValue("before".getBytes(UTF_8));
        }
    }

    @Test
    void anotherHashFunctionIsRefusedForWritingAndForLookupButNotForWalking() throws IOException {
        byte[] content = Files.readAllBytes(file);
        isRefused(OpenOptions.WRITE.withHash(OTHER), "\"other\"", content);
        try (Tdb reader = Tdb.open(file, OpenOptions.DEFAULT.withHash(OTHER))) {
            assertThatThrownBy(() -> reader.fetch(KEY)).isInstanceOf(RefusedException.class)
                    .hasMessageContaining("--hash");
            assertThatThrownBy(() -> reader.exists(KEY)).isInstanceOf(RefusedException.class);
            assertThatThrownBy(() -> reader.locks().lock(Mode.READ, KEY))
                    .isInstanceOf(RefusedException.class);
            assertThat(reader.traverse(Fetch.RECORDS, entry -> entry.value().length() == 5)).isEqualTo(1);
        }
        Path theirs = directory.resolve("theirs.tdb");
        try (Tdb tdb = Tdb.create(theirs, CreateOptions.DEFAULT.withHash(OTHER))) {
            tdb.store(KEY, new byte[3]);
        }
        assertThatThrownBy(() -> Tdb.open(theirs, OpenOptions.WRITE)).isInstanceOf(RefusedException.class);
        try (Tdb tdb = Tdb.open(theirs, OpenOptions.WRITE.withHash(OTHER))) {
            assertThat(tdb.fetch(KEY)).isPresent();
        }
    }

    @Test
    void theSeedThatIsGivenIsUsed() {
        try (Tdb tdb = Tdb.inMemory("seeded", CreateOptions.DEFAULT.withSeed(4711))) {
            assertThat(tdb.view().hashing().seed()).isEqualTo(4711);
            assertThat(ByteBuffer.wrap(tdb.bytes(80, 8)).order(ByteOrder.nativeOrder()).getLong()).isEqualTo(4711);
        }
    }
}
