package tdb2.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tdb2.engine.OpenOptions;
import tdb2.engine.Specimens;
import tdb2.engine.observe.LockObserver;
import tdb2.engine.observe.LockWatch;
import tdb2.engine.observe.OpenDatabases;
import tdb2.engine.testing.Neighbour;

/** {@code ps}, {@code locks}, {@code recovery}: what other processes have open and hold, and what a crash left. */
@Timeout(120)
class ObservingCommandsTest {

    @TempDir
    private Path folder;

    private Path copy(String fixture, String name) throws IOException {
        return Files.copy(Specimens.named(fixture).path(), folder.resolve(name)).toRealPath();
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    @Test
    void psTellsADatabaseByItsContentAndNamesTheProcesses() throws IOException {
        assumeTrue(new OpenDatabases().isAvailable());
        Path database = copy("tdb2/three.tdb", "no ending at all");
        Path other = Files.writeString(folder.resolve("text.tdb"), "no database, whatever its name ".repeat(20));
        try (Neighbour one = new Neighbour(database); Neighbour two = new Neighbour(database);
                Neighbour three = new Neighbour(other)) {
            one.lock(0, 1, true); // it has answered: it has the file open
            two.lock(0, 1, true);
            three.lock(0, 1, true);
            Ran ran = Ran.tdb2("ps", "--json").ended(ExitCode.OK);
            List<JsonNode> files = list(ran.json().get("files"));
            assertThat(files).noneMatch(file -> file.get("path").asText().endsWith("text.tdb"));
            JsonNode found = files.stream().filter(file -> file.get("path").asText().equals(database.toString()))
                    .findFirst().orElseThrow();
            assertThat(found.get("dialect").asText()).isEqualTo("tdb2-tables");
            assertThat(found.get("size").asLong()).isEqualTo(Files.size(database));
            assertThat(found.get("deleted").asBoolean()).isFalse();
            assertThat(list(found.get("processes"))).extracting(process -> process.get("pid").asLong())
                    .contains(one.pid(), two.pid());
            assertThat(list(found.get("processes")).getFirst().get("how").get(0).asText()).isEqualTo("write");
            Files.delete(database);
            assertThat(Ran.tdb2("ps").ended(ExitCode.OK).text()).contains(database + " (deleted)  tdb2-tables",
                    String.valueOf(one.pid()));
        }
    }

    @Test
    void locksNamesHolderMeaningAndKeys() throws IOException {
        assumeTrue(new LockObserver().isAvailable());
        Path database = copy("tdb1/three.tdb", "three.tdb");
        assertThat(Ran.tdb2("locks", database).ended(ExitCode.OK).text()).startsWith("nobody holds a lock");
        try (Neighbour neighbour = new Neighbour(database)) {
            long chain = 168 + 4 * 65; // "hello" is in chain 65 (explain tells)
            assertThat(neighbour.lock(chain, 1, false)).isTrue();
            JsonNode lock = Ran.tdb2("locks", "--json", database).ended(ExitCode.OK).json().get(0);
            assertThat(lock.get("pid").asLong()).isEqualTo(neighbour.pid());
            assertThat(lock.get("kind").asText()).isEqualTo("posix");
            assertThat(lock.get("mode").asText()).isEqualTo("write");
            assertThat(lock.get("state").asText()).isEqualTo("held");
            assertThat(lock.get("start").asLong()).isEqualTo(chain);
            assertThat(lock.get("means").asText()).isEqualTo("chain 65");
            assertThat(lock.get("keys").get(0).get("keyHex").asText()).isEqualTo("68656c6c6f");
            assertThat(Ran.tdb2("locks", database).ended(ExitCode.OK).text()).contains("chain 65: hello");
        }
    }

    @Test
    void watchingTellsEachChangeOnALineUntilNobodyReads() throws IOException {
        assumeTrue(new LockObserver().isAvailable());
        Path database = copy("tdb1/three.tdb", "three.tdb");
        Process watching = Elsewhere.tdb2("locks", "--watch", "--interval", "20", "--json", database).start();
        try (Neighbour neighbour = new Neighbour(database); BufferedReader lines = watching.inputReader()) {
            ObjectMapper json = new ObjectMapper();
            assertThat(json.readTree(lines.readLine()).get("locks")).isEmpty();
            assertThat(neighbour.lock(168 + 4 * 65, 1, false)).isTrue();
            JsonNode seen = json.readTree(lines.readLine());
            assertThat(seen.get("locks").get(0).get("pid").asLong()).isEqualTo(neighbour.pid());
            assertThat(seen.get("time").asText()).endsWith("Z");
            neighbour.unlock();
            assertThat(json.readTree(lines.readLine()).get("locks")).isEmpty();
        } finally {
            watching.destroy();
        }
        Ran.tdb2("locks", "--watch", "--interval", "1", database).ended(ExitCode.USAGE);
    }

    @Test
    void contendersHoldAndWaitUntilTheirTimeIsOver() throws IOException, InterruptedException {
        assumeTrue(new LockObserver().isAvailable());
        Path scratch = folder.resolve("scratch.tdb");
        Process contending = Elsewhere.tdb2("contend", "--processes", "3", "--seconds", "600", scratch).start();
        Set<Long> holders = new HashSet<>();
        try (BufferedReader lines = contending.inputReader()) {
            assertThat(lines.readLine()).contains("scratch.tdb");
            List<ProcessHandle> children = contending.descendants().toList();
            assertThat(children).hasSize(3);
            while (holders.size() < 3) {
                LockWatch.lookAt(scratch, OpenOptions.DEFAULT).locks()
                        .forEach(lock -> lock.pid().ifPresent(pid -> holders.add((long) pid)));
            }
            assertThat(holders).isEqualTo(children.stream().map(ProcessHandle::pid).collect(Collectors.toSet()));
            contending.destroy();
            for (ProcessHandle child : children) {
                child.onExit().orTimeout(1, TimeUnit.MINUTES).join();
            }
        } finally {
            contending.destroyForcibly();
        }
        Ran.tdb2("contend", scratch).ended(ExitCode.REFUSED);
        Ran.tdb2("contend", "--processes", "0", folder.resolve("other.tdb")).ended(ExitCode.USAGE);
    }

    @Test
    void recoveryListsWhatAReplayWouldWriteAndWritesNothing() throws IOException {
        Path crashed = copy("ntdb/crash-first-half-written.tdb", "crashed.tdb");
        byte[] before = Files.readAllBytes(crashed);
        JsonNode json = Ran.tdb2("recovery", "--json", crashed).ended(ExitCode.OK).json();
        assertThat(json.get("status").asText()).isEqualTo("pending");
        assertThat(json.get("parts").get(0).get("changes")).isNotEmpty();
        assertThat(Ran.tdb2("recovery", crashed).ended(ExitCode.OK).text()).startsWith("pending: ")
                .contains("recovery area", "ranges it holds");
        assertThat(Ran.tdb2("recovery", copy("tdb1/three.tdb", "calm.tdb")).ended(ExitCode.OK).text())
                .startsWith("none: ");
        assertThat(Files.readAllBytes(crashed)).isEqualTo(before);
    }

    @Test
    void recoveryTellsTheKeysOfTheRecordsThatItsRangesTouch() throws IOException {
        Path crashed = copy("ntdb/crash-first-half-written.tdb", "crashed.tdb");
        JsonNode changes = Ran.tdb2("recovery", "--json", crashed).ended(ExitCode.OK).json().get("parts").get(0)
                .get("changes");
        assertThat(changes.findValuesAsText("key")).containsExactly("000001", "000009", "000018", "000027", "000029",
                "000040", "000074");
        assertThat(changes.get(2).get("keys").get(0).get("keyLength").asInt()).isEqualTo(6);
        assertThat(changes.get(2).get("more").asBoolean()).isFalse();
        assertThat(Ran.tdb2("recovery", crashed).ended(ExitCode.OK).text()).contains("66366       7  000001");
    }
}
