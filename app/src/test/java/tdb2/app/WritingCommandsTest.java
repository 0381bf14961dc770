package tdb2.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tdb2.engine.Specimens;
import tdb2.engine.Tdb;
import tdb2.engine.lock.ByteRange;
import tdb2.engine.testing.Neighbour;

/** {@code put}, {@code append}, {@code delete}: what they change, and what they leave alone. */
class WritingCommandsTest {

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void makeADatabase() {
        file = folder.resolve("new.tdb");
        Ran.tdb2("create", file).ended(ExitCode.OK);
    }

    private String value(String key) {
        return Ran.tdb2("get", file, key).ended(ExitCode.OK).text();
    }

    @Test
    void putStoresAndReplaces() {
        assertThat(Ran.tdb2("put", file, "key", "value").ended(ExitCode.OK).out()).isEmpty();
        assertThat(value("key")).isEqualTo("value");
        Ran.tdb2("put", file, "key", "another").ended(ExitCode.OK);
        assertThat(value("key")).isEqualTo("another");
    }

    @Test
    void insertLeavesWhatIsThereAndModifyMakesNothing() {
        assertThat(Ran.tdb2("put", "--modify", file, "key", "1").ended(ExitCode.PROBLEMS).err()).contains("not there");
        assertThat(Ran.tdb2("keys", file).ended(ExitCode.OK).out()).isEmpty();
        Ran.tdb2("put", "--insert", file, "key", "2").ended(ExitCode.OK);
        assertThat(Ran.tdb2("put", "--insert", file, "key", "3").ended(ExitCode.PROBLEMS).err()).contains("already");
        assertThat(value("key")).isEqualTo("2");
        Ran.tdb2("put", "--modify", file, "key", "4").ended(ExitCode.OK);
        assertThat(value("key")).isEqualTo("4");
        Ran.tdb2("put", "--modify", "--insert", file, "key", "5").ended(ExitCode.USAGE);
    }

    @Test
    void keysAndValuesAreTextWithEscapesHexAFileOrStandardInput() throws IOException {
        byte[] bytes = { 0, 1, (byte) 0xFF, '@', '-' };
        Path source = Files.write(folder.resolve("bytes"), bytes);
        Ran.tdb2("put", file, "k\\0", "\\0\\x01\\xff@-").ended(ExitCode.OK);
        Ran.tdb2("put", "--hex", file, "6b01", "00 01 ff 40 2d").ended(ExitCode.OK);
        Ran.tdb2("put", file, "k\\2", "@" + source).ended(ExitCode.OK);
        Ran.reading(bytes, "put", file, "k\\3", "-").ended(ExitCode.OK);
        Ran.tdb2("put", file, "@" + source, "").ended(ExitCode.OK);
        for (String key : new String[] { "6b00", "6b01", "6b02", "6b03" }) {
            assertThat(Ran.tdb2("get", "--hex", file, key).ended(ExitCode.OK).text()).isEqualTo("0001ff402d\n");
        }
        assertThat(Ran.tdb2("get", file, "\\0\\x01\\xff@-").ended(ExitCode.OK).out()).isEmpty();
    }

    @Test
    void appendAddsToTheEndOrStores() {
        Ran.tdb2("append", file, "log", "one\\n").ended(ExitCode.OK);
        Ran.tdb2("append", file, "log", "two\\n").ended(ExitCode.OK);
        assertThat(value("log")).isEqualTo("one\ntwo\n");
    }

    @Test
    void deleteRemovesOneRecordAndSaysWhenThereIsNone() {
        Ran.tdb2("put", file, "a", "1").ended(ExitCode.OK);
        Ran.tdb2("put", file, "b", "2").ended(ExitCode.OK);
        Ran.tdb2("delete", file, "a").ended(ExitCode.OK);
        assertThat(Ran.tdb2("keys", file).text()).isEqualTo("b\n");
        assertThat(Ran.tdb2("delete", file, "a").ended(ExitCode.PROBLEMS).err()).contains("not there");
    }

    @Test
    void jsonTellsWhetherAnythingChanged() {
        var stored = Ran.tdb2("put", "--json", file, "key", "v").ended(ExitCode.OK).json();
        assertThat(stored.get("changed").asBoolean()).isTrue();
        assertThat(stored.get("keyHex").asText()).isEqualTo("6b6579");
        assertThat(Ran.tdb2("delete", "--json", file, "no").ended(ExitCode.PROBLEMS).json().get("changed").asBoolean())
                .isFalse();
    }

    @Test
    void wrongUsageChangesNothing() throws IOException {
        byte[] before = Files.readAllBytes(file);
        Ran.tdb2("put", file, "key").ended(ExitCode.USAGE);
        Ran.tdb2("put", file, "-", "-").ended(ExitCode.USAGE);
        Ran.tdb2("put", file, "key", "\\q").ended(ExitCode.USAGE);
        Ran.tdb2("put", "--hex", file, "key", "00").ended(ExitCode.USAGE);
        Ran.tdb2("put", "--timeout", "-1", file, "key", "value").ended(ExitCode.USAGE);
        Ran.tdb2("put", file, "key", "@" + folder.resolve("missing")).ended(ExitCode.UNREADABLE);
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void aMissingFileIsNotMade() {
        Path missing = folder.resolve("missing.tdb");
        Ran.tdb2("put", missing, "key", "value").ended(ExitCode.UNREADABLE);
        assertThat(missing).doesNotExist();
    }

    @Test
    void aLockHeldByAnotherProgramIsWaitedForAsLongAsIsSaid() {
        ByteRange records;
        try (Tdb tdb = Tdb.open(file)) {
            records = tdb.view().assembly().locks().partitions();
        }
        try (Neighbour neighbour = new Neighbour(file)) {
            assertThat(neighbour.lock(records.start(), records.length(), false)).isTrue();
            Ran late = Ran.tdb2("put", "--timeout", "0.1", file, "key", "value").ended(ExitCode.LOCKED);
            assertThat(late.err()).contains(String.valueOf(neighbour.pid()));
            Ran.tdb2("append", "--timeout", "0", file, "key", "value").ended(ExitCode.LOCKED);
            Ran.tdb2("delete", "--timeout", "0", file, "key").ended(ExitCode.LOCKED);
        }
        assertThat(Ran.tdb2("keys", file).ended(ExitCode.OK).out()).isEmpty();
        Ran.tdb2("put", "--timeout", "0", file, "key", "value").ended(ExitCode.OK);
    }

    @Test
    void theLockOfOpeningIsWaitedForNoLongerThanIsSaid() {
        try (Neighbour neighbour = new Neighbour(file)) {
            assertThat(neighbour.lock(0, 1, false)).isTrue();
            Ran.tdb2("put", "--timeout", "0.1", file, "key", "value").ended(ExitCode.LOCKED);
        }
    }

    @Test
    void aFileThatMayNotBeWrittenStaysAsItIs() throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
        assumeFalse(Files.isWritable(file), "this user may write to everything");
        byte[] before = Files.readAllBytes(file);
        assertThat(Ran.tdb2("put", file, "key", "value").ended(ExitCode.UNREADABLE).err()).contains("writing");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = { "ntdb/cap-nowrite.tdb", "tdb2/cap-noopen.tdb" })
    void aFileThatDemandsNotToBeWrittenStaysAsItIs(String specimen) throws IOException {
        byte[] before = Specimens.named(specimen).content();
        Files.write(file, before);
        Ran.tdb2("put", file, "key", "value").ended(ExitCode.REFUSED);
        Ran.tdb2("delete", file, "key").ended(ExitCode.REFUSED);
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void aDamagedFileIsNeverMadeAnew() throws IOException {
        byte[] sound = Files.readAllBytes(file);
        byte[] headerGone = sound.clone();
        Arrays.fill(headerGone, 0, 96, (byte) 0x5A);
        byte[][] broken = { {}, "no database at all".getBytes(UTF_8), headerGone, Arrays.copyOf(sound, 100) };
        for (byte[] content : broken) {
            Files.write(file, content);
            Ran.tdb2("put", file, "key", "value").ended(ExitCode.UNREADABLE);
            assertThat(Files.readAllBytes(file)).isEqualTo(content);
        }
    }

    @Test
    void aFileOfAnotherHashFunctionIsWrittenOnlyByThatFunction() throws IOException {
        Path other = folder.resolve("other.tdb");
        Ran.tdb2("create", "--hash", "constant:17", other).ended(ExitCode.OK);
        byte[] before = Files.readAllBytes(other);
        Ran.tdb2("put", other, "key", "value").ended(ExitCode.REFUSED);
        Ran.tdb2("put", "--hash", "constant:18", other, "key", "value").ended(ExitCode.REFUSED);
        assertThat(Files.readAllBytes(other)).isEqualTo(before);
        Ran.tdb2("put", "--hash", "constant:17", other, "key", "value").ended(ExitCode.OK);
        assertThat(Ran.tdb2("get", "--hash", "constant:17", other, "key").ended(ExitCode.OK).text()).isEqualTo("value");
    }

    @ParameterizedTest
    @ValueSource(strings = { "put", "append", "delete", "create", "recover", "repack" })
    void helpSaysThatTheFileIsWritten(String command) {
        assertThat(Ran.tdb2(command, "--help").ended(ExitCode.OK).text()).contains("WRITTEN", "Examples:");
    }
}
