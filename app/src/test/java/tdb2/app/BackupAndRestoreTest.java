package tdb2.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tdb2.engine.Specimens;

/** {@code backup}, {@code restore}, {@code diff} and {@code merge} on the command line. */
class BackupAndRestoreTest {

    @TempDir
    private Path folder;
    private Path file;
    private Path other;

    @BeforeEach
    void twoFiles() {
        file = folder.resolve("a.tdb");
        other = folder.resolve("b.tdb");
        Ran.reading("key,value\none,1\ntwo,2\nthree,3\n".getBytes(UTF_8), "restore", "-", file).ended(ExitCode.OK);
        Ran.reading("key,value\none,1\ntwo,II\nfour\\0,4\n".getBytes(UTF_8), "restore", "-", other)
                .ended(ExitCode.OK);
    }

    @Test
    void aBackupHasTheFilesNameAndASuffix() {
        assertThat(Ran.tdb2("backup", file).ended(ExitCode.OK).text()).contains("a.tdb.bak", "3 records", "sound");
        assertThat(folder.resolve("a.tdb.bak")).hasSameBinaryContentAs(file);
        Ran.tdb2("backup", "--suffix", ".monday", file).ended(ExitCode.OK);
        assertThat(folder.resolve("a.tdb.monday")).hasSameBinaryContentAs(file);
        JsonNode json = Ran.tdb2("backup", "--verify", "--json", file, folder.resolve("elsewhere")).ended(ExitCode.OK)
                .json();
        assertThat(json.get("records").asInt()).isEqualTo(3);
        assertThat(json.get("verdict").asText()).isEqualTo("sound");
        assertThat("3 " + json.get("sha256").asText() + "\n").isEqualTo(Ran.tdb2("digest", file).text());
    }

    @Test
    void aBackupNeverReplacesSomethingElse() throws IOException {
        byte[] before = Files.readAllBytes(other);
        Path third = folder.resolve("c.tdb");
        Ran.reading("key,value\nx,y\n".getBytes(UTF_8), "restore", "-", third).ended(ExitCode.OK);
        assertThat(Ran.tdb2("backup", third, other).ended(ExitCode.REFUSED).err()).contains("--force");
        assertThat(other).hasBinaryContent(before);
        Ran.tdb2("backup", "--force", third, other).ended(ExitCode.OK);
        Ran.tdb2("backup", third, third).ended(ExitCode.REFUSED);
        Ran.tdb2("backup", folder.resolve("missing")).ended(ExitCode.UNREADABLE);
        Ran.tdb2("backup", Specimens.named("tdb1/corrupt-chain-loop.tdb").path(), folder.resolve("d"))
                .ended(ExitCode.REFUSED);
        assertThat(folder.resolve("d")).doesNotExist();
        Ran.tdb2("backup", "--force", Specimens.named("tdb1/corrupt-chain-loop.tdb").path(), folder.resolve("d"))
                .ended(ExitCode.PROBLEMS);
    }

    @ParameterizedTest
    @ValueSource(strings = { "tdbdump", "json", "jsonl", "ldif", "csv" })
    void whatDumpPrintsRestoreReads(String format) throws IOException {
        Path dump = Files.write(folder.resolve("dump"), Ran.tdb2("dump", "--format", format, other).out());
        Path restored = folder.resolve("new.tdb");
        JsonNode json = Ran.tdb2("restore", "--json", dump, restored).ended(ExitCode.OK).json();
        assertThat(json.get("format").asText()).isEqualTo(format);
        assertThat(json.get("records").asInt()).isEqualTo(3);
        Ran.tdb2("diff", other, restored).ended(ExitCode.OK);
        Ran.tdb2("restore", dump, restored).ended(ExitCode.REFUSED);
    }

    @Test
    void aWrongDumpRestoresNothing() {
        Path restored = folder.resolve("new.tdb");
        assertThat(Ran.reading("key,value\na".getBytes(UTF_8), "restore", "-", restored).ended(ExitCode.UNREADABLE)
                .err()).contains("standard input, line 2, column 2");
        assertThat(restored).doesNotExist();
        Ran.tdb2("restore", "--wipe", "-", restored).ended(ExitCode.USAGE);
        Ran.tdb2("restore", "--dialect", "dbm", "-", restored).ended(ExitCode.USAGE);
    }

    /** Ctrl-C and kill; it waits for more of the dump, with a part of the file made. */
    @Test
    @Timeout(120)
    void whatIsToldToStopLeavesNothingBehind() throws IOException, InterruptedException {
        Path place = Files.createDirectory(folder.resolve("place"));
        Process restore = Elsewhere.tdb2("restore", "-", place.resolve("new.tdb")).start();
        String dump = IntStream.range(0, 2000).mapToObj(i -> "key%d,value\n".formatted(i))
                .collect(Collectors.joining("", "key,value\n", ""));
        restore.getOutputStream().write(dump.getBytes(UTF_8));
        restore.getOutputStream().flush();
        while (names(place).isEmpty()) {
            Thread.sleep(20);
        }
        restore.destroy();
        assertThat(restore.waitFor()).isNotEqualTo(ExitCode.OK);
        assertThat(names(place)).isEmpty();
    }

    private static List<Path> names(Path place) throws IOException {
        try (Stream<Path> files = Files.list(place)) {
            return files.toList();
        }
    }

    @Test
    void restoresIntoAFileThatIsThere() {
        Ran.reading("key,value\nfive,5\n".getBytes(UTF_8), "restore", "--into", "-", file).ended(ExitCode.OK);
        assertThat(Ran.tdb2("keys", file).text().lines()).contains("five", "one", "two", "three");
        Ran.reading("key,value\nfive,5\n".getBytes(UTF_8), "restore", "--into", "--wipe", "-", file)
                .ended(ExitCode.OK);
        assertThat(Ran.tdb2("keys", file).text()).isEqualTo("five\n");
        assertThat(Ran.reading(new byte[0], "restore", "--into", "--wipe", "-", file).ended(ExitCode.REFUSED).err())
                .contains("a dump without any");
        assertThat(Ran.tdb2("keys", file).text()).isEqualTo("five\n");
    }

    @Test
    void diffTellsWhatIsDifferentAndItsStatusThatItIs() {
        assertThat(Ran.tdb2("diff", file, other).ended(ExitCode.PROBLEMS).text().lines()).containsExactlyInAnyOrder(
                "- three", "~ two", "+ four\\x00");
        assertThat(Ran.tdb2("diff", file, file).ended(ExitCode.OK).text()).isEmpty();
        assertThat(Ran.tdb2("diff", "--quiet", file, other).ended(ExitCode.PROBLEMS).text()).isEmpty();
        assertThat(Ran.tdb2("diff", "--decode", file, other).ended(ExitCode.PROBLEMS).text()).contains("II");
        JsonNode json = Ran.tdb2("diff", "--json", file, other).ended(ExitCode.PROBLEMS).json();
        assertThat(json.get("alike").asInt()).isEqualTo(1);
        assertThat(json.get("added").get(0).get("keyHex").asText()).isEqualTo("666f757200");
        assertThat(json.get("removed").get(0).get("key").asText()).isEqualTo("three");
        assertThat(json.get("changed").get(0).get("before").get("valueHex").asText()).isEqualTo("32");
        assertThat(json.get("changed").get(0).get("after").get("value").asText()).isEqualTo("II");
        Ran.tdb2("diff", Specimens.named("tdb1/corrupt-chain-loop.tdb").path(),
                Specimens.named("tdb1/corrupt-chain-loop.tdb").path()).ended(ExitCode.PROBLEMS);
    }

    @ParameterizedTest
    @ValueSource(strings = { "flips200", "truncated60" })
    void diffOfADamagedFileTellsItsGaps(String damage) {
        Path damaged = Specimens.named("tdb1/corrupt-" + damage + ".tdb").path();
        Path whole = Specimens.named("tdb1/corrupt-base.tdb").path();
        Ran ran = Ran.tdb2("diff", "--json", damaged, whole).ended(ExitCode.PROBLEMS);
        assertThat(ran.json().get("alike").asInt()).isPositive();
        assertThat(ran.err()).contains(damage + ".tdb: offset");
    }

    @Test
    void mergeTakesRecordsOverUnlessTheyAreInConflict() {
        String before = Ran.tdb2("digest", other).text();
        JsonNode plan = Ran.tdb2("merge", "--all", "--dry-run", "--json", file, other).ended(ExitCode.REFUSED).json();
        assertThat(plan.get("inserted").asInt()).isEqualTo(1);
        assertThat(plan.get("alike").asInt()).isEqualTo(1);
        assertThat(plan.get("conflicts").asInt()).isEqualTo(1);
        assertThat(plan.get("conflicting").get(0).get("key").asText()).isEqualTo("two");
        assertThat(Ran.tdb2("merge", "--all", file, other).ended(ExitCode.REFUSED).err()).contains("two");
        assertThat(Ran.tdb2("digest", other).text()).isEqualTo(before);
        Ran.tdb2("merge", "--key", "three", file, other).ended(ExitCode.OK);
        assertThat(Ran.tdb2("get", other, "three").text()).isEqualTo("3");
        Ran.tdb2("merge", "--prefix", "tw", "--overwrite", file, other).ended(ExitCode.OK);
        assertThat(Ran.tdb2("diff", file, other).ended(ExitCode.PROBLEMS).text()).isEqualTo("+ four\\x00\n");
        assertThat(Ran.tdb2("merge", "--key", "nowhere", file, other).ended(ExitCode.PROBLEMS).err())
                .contains("the key is not there");
        Ran.tdb2("merge", file, other).ended(ExitCode.USAGE);
        Ran.tdb2("merge", "--all", file, file).ended(ExitCode.REFUSED);
    }
}
