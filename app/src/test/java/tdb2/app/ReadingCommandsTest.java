package tdb2.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tdb2.engine.Specimens;

/** {@code get}, {@code keys}, {@code explain}, {@code info}, {@code layout}: what they print and how they end. */
class ReadingCommandsTest {

    private static final Path THREE = Specimens.named("tdb1/three.tdb").path();
    private static final Path CRASHED = Specimens.named("ntdb/crash-first-half-written.tdb").path();
    private static final Path FOREIGN_HASH = Specimens.named("tdb1/consthash.tdb").path();
    private static final Path NO_OPEN = Specimens.named("tdb2/cap-noopen.tdb").path();

    @TempDir
    private Path folder;

    @Test
    void getPrintsTheBytesAndNothingElse() {
        assertThat(Ran.tdb2("get", THREE, "hello").ended(ExitCode.OK).out()).asString().isEqualTo("world");
    }

    @Test
    void aKeyMayBeGivenWithEscapesInHexInAFileOrOnStandardInput() throws IOException {
        byte[] key = { 0, 1, (byte) 0xFF, '"', '\\' };
        Path file = Files.write(folder.resolve("key"), key);
        byte[] value = "binary \"quoted\" \\ value\0".getBytes(StandardCharsets.UTF_8);
        assertThat(Ran.tdb2("get", THREE, "\\0\\x01\\xff\"\\\\").ended(ExitCode.OK).out()).isEqualTo(value);
        assertThat(Ran.tdb2("get", THREE, "@" + file).ended(ExitCode.OK).out()).isEqualTo(value);
        assertThat(Ran.reading(key, "get", THREE, "-").ended(ExitCode.OK).out()).isEqualTo(value);
        assertThat(Ran.tdb2("get", "--hex", THREE, "00 01 FF 22 5c").ended(ExitCode.OK).text())
                .startsWith("62696e617279").endsWith("00\n");
    }

    @Test
    void getOfAKeyThatIsNotThereIsAProblem() {
        assertThat(Ran.tdb2("get", THREE, "absent").ended(ExitCode.PROBLEMS).out()).isEmpty();
        JsonNode json = Ran.tdb2("get", "--json", THREE, "absent").ended(ExitCode.PROBLEMS).json();
        assertThat(json.get("found").asBoolean()).isFalse();
    }

    @Test
    void getInJsonTellsWhereTheRecordStands() {
        JsonNode json = Ran.tdb2("get", "--json", THREE, "hello").ended(ExitCode.OK).json();
        assertThat(json.get("valueHex").asText()).isEqualTo("776f726c64");
        assertThat(json.get("offset").asLong()).isEqualTo(8152);
    }

    @Test
    void aWrongEscapeAndWrongHexAreWrongUsage() {
        assertThat(Ran.tdb2("get", THREE, "\\q").ended(ExitCode.USAGE).err()).contains("\\q");
        Ran.tdb2("get", THREE, "end\\").ended(ExitCode.USAGE);
        Ran.tdb2("get", "--hex", THREE, "abc").ended(ExitCode.USAGE);
    }

    @Test
    void keysAreListedAsGetTakesThem() {
        for (String key : Ran.tdb2("keys", THREE).ended(ExitCode.OK).text().split("\n")) {
            Ran.tdb2("get", THREE, key).ended(ExitCode.OK);
        }
        for (String key : Ran.tdb2("keys", "--hex", THREE).ended(ExitCode.OK).text().split("\n")) {
            Ran.tdb2("get", "--hex", THREE, key).ended(ExitCode.OK);
        }
        JsonNode json = Ran.tdb2("keys", "--json", "--prefix", "he", THREE).ended(ExitCode.OK).json();
        assertThat(json).hasSize(1);
        assertThat(json.get(0).get("keyHex").asText()).isEqualTo("68656c6c6f");
    }

    @Test
    void explainShowsTheStepsAndEveryFieldOfTheHeader() {
        Ran text = Ran.tdb2("explain", THREE, "hello").ended(ExitCode.OK);
        assertThat(text.text()).contains("mod 131 = chain 65", "found", "full_hash", "0x26011999");
        JsonNode json = Ran.tdb2("explain", "--json", THREE, "hello").ended(ExitCode.OK).json();
        assertThat(json.get("found").asBoolean()).isTrue();
        assertThat(json.get("steps").get(0).get("kind").asText()).isEqualTo("hash");
        assertThat(json.get("fields")).isNotEmpty();
    }

    @Test
    void explainOfAKeyThatIsNotThereShowsWhereTheSearchEnds() {
        assertThat(Ran.tdb2("explain", THREE, "absent").ended(ExitCode.PROBLEMS).text()).contains("absent");
    }

    @Test
    void layoutEndsWithWhatEachKindTakes() {
        assertThat(Ran.tdb2("layout", THREE).ended(ExitCode.OK).text()).contains("header", "chain 65",
                "of the file", "89.8 %");
    }

    @Test
    void infoOfAnInterruptedTransactionSaysThatTheStateAfterAReplayIsShown() {
        Ran ran = Ran.tdb2("info", "--json", CRASHED).ended(ExitCode.OK);
        assertThat(ran.json().get("recovery").asText()).isEqualTo("pending");
        assertThat(ran.err()).contains("after a replay");
        assertThat(Ran.tdb2("info", CRASHED).ended(ExitCode.OK).text()).contains("pending: ");
    }

    @Test
    void aFileWithAForeignHashIsWalkedButNotSearched() {
        assertThat(Ran.tdb2("keys", FOREIGN_HASH).ended(ExitCode.OK).err()).contains("walking only", "--hash");
        assertThat(Ran.tdb2("get", FOREIGN_HASH, "k").ended(ExitCode.REFUSED).err()).contains("--hash");
        assertThat(Ran.tdb2("explain", FOREIGN_HASH, "k").ended(ExitCode.REFUSED).out()).isEmpty();
    }

    @Test
    void theRightHashFunctionMakesItSearchable() {
        String key = Ran.tdb2("keys", "--hex", FOREIGN_HASH).text().lines().findFirst().orElseThrow();
        Ran ran = Ran.tdb2("get", "--hash", "constant:42", "--hex", FOREIGN_HASH, key).ended(ExitCode.OK);
        assertThat(ran.err()).isEmpty();
        Ran.tdb2("get", "--hash", "sha1", FOREIGN_HASH, "k").ended(ExitCode.USAGE);
    }

    @Test
    void aFileThatForbidsToBeOpenedIsWalkedButNotSearched() {
        assertThat(Ran.tdb2("keys", NO_OPEN).ended(ExitCode.OK).out()).isNotEmpty();
        Ran.tdb2("get", NO_OPEN, "k").ended(ExitCode.REFUSED);
    }

    @Test
    void badFilesAreRefusedWithAReason() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty"));
        Path text = Files.writeString(folder.resolve("text"), "This is no database.\n".repeat(1000));
        for (String command : new String[] { "info", "dump", "digest", "keys", "layout" }) {
            assertThat(Ran.tdb2(command, empty).ended(ExitCode.UNREADABLE).err()).contains("empty");
            assertThat(Ran.tdb2(command, text).ended(ExitCode.UNREADABLE).err()).contains("TDB file");
            assertThat(Ran.tdb2(command, folder).ended(ExitCode.UNREADABLE).err()).contains("regular file");
            assertThat(Ran.tdb2(command, folder.resolve("no")).ended(ExitCode.UNREADABLE).err()).contains("no such");
        }
        Ran.tdb2("info").ended(ExitCode.USAGE);
        assertThat(Ran.tdb2("get", THREE, "@" + folder.resolve("no")).ended(ExitCode.UNREADABLE).err())
                .contains("no such file");
    }
}
