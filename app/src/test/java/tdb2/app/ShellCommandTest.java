package tdb2.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tdb2.engine.Specimens;

/** {@code shell} as a script drives it, and its words. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ShellCommandTest {

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void makeADatabase() {
        file = folder.resolve("new.tdb");
        Ran.tdb2("create", file).ended(ExitCode.OK);
    }

    private Ran script(String... lines) {
        return Ran.reading(String.join("\n", lines).getBytes(UTF_8), "shell", "--allow-write", "--timeout", "0.2",
                file);
    }

    private Ran reading(Path other, String... lines) {
        return Ran.reading(String.join("\n", lines).getBytes(UTF_8), "shell", other);
    }

    @Test
    void aScriptPrintsWhatItAsksForAndNothingElse() {
        Ran ran = script("put a 1", "", "# a comment", "put 'b b' \"2 \\x00\"", "get a", "get b\\ b", "keys b",
                "hexkeys a",
                "quit", "get never").ended(ExitCode.OK);
        assertThat(ran.text()).isEqualTo("1\n2 \\x00\nb b\n61\n");
        assertThat(ran.err()).isEmpty();
    }

    @Test
    void theVerbsOfTdbtoolDoWhatTheyDoThere() {
        assertThat(
                script("store a 1", "storehex 6262 00ff", "show a", "showhex 6262", "insert a 2", "append a 1", "first",
                        "dump a").ended(ExitCode.PROBLEMS).text())
                .startsWith("1\n00ff\n").contains("{\nkey(1) = \"a\"\ndata(2) = \"11\"\n}");
        assertThat(script("delete a", "keys", "erase", "keys").ended(ExitCode.OK).text()).isEqualTo("bb\n");
        assertThat(script("free", "info", "check", "repack").ended(ExitCode.OK).text()).contains("free records with",
                "dialect", ": sound", "0 records; before");
    }

    @Test
    void clearIfFirstDeletesWhatNobodyKeepsAndSaysSo() {
        Path sessions = folder.resolve("sessions.tdb");
        Ran.tdb2("create", "--dialect", "tdb1", sessions).ended(ExitCode.OK);
        Ran.tdb2("put", sessions, "old", "1").ended(ExitCode.OK);
        assertThat(Ran.tdb2("shell", "--clear-if-first", sessions).ended(ExitCode.USAGE).err())
                .contains("--allow-write");
        Ran ran =
                Ran.reading("put new 2\nkeys\n".getBytes(UTF_8), "shell", "--allow-write", "--clear-if-first", sessions)
                        .ended(ExitCode.OK);
        assertThat(ran.text()).isEqualTo("new\n");
        assertThat(ran.err()).contains(sessions.toString(), "all its records were deleted");
        assertThat(Ran.reading(new byte[0], "shell", "--allow-write", "--clear-if-first", file).ended(ExitCode.REFUSED)
                .err()).as("another dialect").contains("nothing was changed");
    }

    @Test
    void aTransactionIsSeenByItselfAndAfterItsCommitByAll() {
        assertThat(script("put a 1", "begin", "put b 2", "delete a", "keys", "prepare", "commit", "keys")
                .ended(ExitCode.OK)
                .text()).isEqualTo("b\nb\n");
        assertThat(script("transaction_start", "put c 3", "transaction_cancel", "keys").ended(ExitCode.OK).text())
                .isEqualTo("b\n");
    }

    @Test
    void aTransactionThatTheScriptLeavesOpenIsCancelledAndSaidSo() {
        assertThat(script("begin", "put a 1").ended(ExitCode.PROBLEMS).err()).contains("not committed");
        assertThat(Ran.tdb2("keys", file).ended(ExitCode.OK).out()).isEmpty();
    }

    @Test
    void anErrorNamesItsLineEndsTheScriptAndGivesItsExitCode() {
        assertThat(script("put a 1", "frobnicate", "put b 2").ended(ExitCode.USAGE).err()).contains("line 2:",
                "frobnicate");
        assertThat(script("put a").ended(ExitCode.USAGE).err()).contains("line 1: expected put KEY VALUE");
        assertThat(script("get 'a").ended(ExitCode.USAGE).err()).contains("not closed");
        assertThat(script("commit").ended(ExitCode.REFUSED).err()).contains("line 1:", "begin one first");
        assertThat(script("begin", "lock a").ended(ExitCode.REFUSED).err()).contains("line 2:");
        assertThat(Ran.tdb2("keys", file).text()).isEqualTo("a\n");
    }

    @Test
    void whatIsNotThereIsRememberedAndTheScriptGoesOn() {
        Ran ran = script("get a", "delete a", "exists a", "modify a 1", "put a 1", "get a").ended(ExitCode.PROBLEMS);
        assertThat(ran.text()).isEqualTo("1\n");
        assertThat(ran.err().lines()).hasSize(4).allMatch(line -> line.contains("not there"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "put a 1", "delete a", "erase", "begin", "repack", "lock a", "lockall", "move a /tmp/b" })
    void withoutLeaveNothingIsWritten(String line) throws IOException {
        byte[] before = Files.readAllBytes(file);
        assertThat(reading(file, line).ended(ExitCode.REFUSED).err()).contains("--allow-write");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void filesOfEveryDialectAreRead() {
        for (String name : new String[] { "tdb1/three.tdb", "tdb2/three.tdb", "ntdb/three-be.tdb",
                "zoned/three.tdb" }) {
            Path other = Specimens.named(name).path();
            String keys = Ran.tdb2("keys", other).text();
            assertThat(reading(other, "keys").ended(ExitCode.OK).text()).isEqualTo(keys);
            assertThat(reading(other, "first", "next", "next").ended(ExitCode.OK).text().lines()).hasSize(6);
            reading(other, "first", "next", "next", "next").ended(ExitCode.PROBLEMS);
        }
    }

    @Test
    void aRecordMovesToAnotherFile() {
        Path other = folder.resolve("other.tdb");
        Ran.tdb2("create", other).ended(ExitCode.OK);
        script("put a 1", "put b 2", "move a " + other).ended(ExitCode.OK);
        assertThat(Ran.tdb2("keys", file).text()).isEqualTo("b\n");
        assertThat(Ran.tdb2("get", other, "a").text()).isEqualTo("1");
    }

    @Test
    void locksAreKeptUntilTheyAreGivenBack() throws IOException, InterruptedException {
        Process shell = Elsewhere.tdb2("shell", "--allow-write", file).start();
        try (BufferedWriter to = shell.outputWriter(UTF_8); BufferedReader from = shell.inputReader(UTF_8)) {
            to.write("put a 1\nlock a\nget a\n");
            to.flush();
            assertThat(from.readLine()).isEqualTo("1");
            Ran.tdb2("put", "--timeout", "0.2", file, "a", "2").ended(ExitCode.LOCKED);
            to.write("put a 3\nunlock\nlockallread\nget a\n");
            to.flush();
            assertThat(from.readLine()).isEqualTo("3");
            Ran.tdb2("put", "--timeout", "0.2", file, "b", "2").ended(ExitCode.LOCKED);
            Ran.tdb2("lock", "--read", "--timeout", "10", file, "--", "true").ended(ExitCode.OK);
            to.write("unlock\nget a\n");
            to.flush();
            assertThat(from.readLine()).isEqualTo("3");
            Ran.tdb2("put", "--timeout", "10", file, "b", "2").ended(ExitCode.OK);
        }
        assertThat(shell.waitFor()).isZero();
    }

    @Test
    void helpNamesEveryVerb() {
        assertThat(script("help").ended(ExitCode.OK).text()).contains("transaction_start", "hexkeys", "lockall",
                "needs --allow-write");
    }

    @Test
    void wordsAreSeparatedByBlanksThatNothingKeeps() {
        assertThat(ShellWords.of("  put  a\\ b  'c d' \"e'f\" g\\\"h ''")).containsExactly("put", "a\\ b", "c d", "e'f",
                "g\\\"h", "");
        assertThat(ShellWords.of("   ")).isEmpty();
        assertThatThrownBy(() -> ShellWords.of("get \"a")).isInstanceOf(IllegalArgumentException.class);
    }
}
