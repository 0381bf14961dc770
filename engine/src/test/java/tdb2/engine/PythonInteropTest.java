package tdb2.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tdb2.engine.check.Check;
import tdb2.engine.event.Progress;
import tdb2.engine.format.Dialect;
import tdb2.engine.testing.SambaTools;

/** This engine and programs with the module python3-tdb change one file at the same time. */
@Timeout(300)
class PythonInteropTest {

    private static final String PYTHON = "/usr/bin/python3";
    private static final int OPERATIONS = 1200;

    @TempDir
    private Path folder;

    @BeforeAll
    static void python() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of(PYTHON))
                && new ProcessBuilder(PYTHON, "-c", "import tdb").start().waitFor() == 0,
                "python3-tdb is not installed");
        SambaTools.require("tdbtool");
    }

    @Test
    void whatTwoOfTheirsAndOursStoreDeleteAndCommitIsThereForAll() throws IOException, InterruptedException {
        Path file = folder.resolve("shared.tdb");
        Path script = folder.resolve("beside.py");
        Files.write(script, PythonInteropTest.class.getResourceAsStream("beside.py").readAllBytes());
        Map<String, String> expected = new TreeMap<>();
        try (Tdb tdb = Tdb.create(file, CreateOptions.DEFAULT.withDialect(Dialect.TDB1).withHashSize(13))) {
            List<Process> others = List.of(beside(script, file, "p."), beside(script, file, "q."));
            for (int i = 0; i < OPERATIONS || others.stream().anyMatch(Process::isAlive); i++) {
                change(tdb, "j." + i % 50, i, expected);
                if (i % 100 == 99) {
                    assertThat(tdb.traverse(Fetch.RECORDS, _ -> true)).isPositive();
                }
            }
            for (Process other : others) {
                assertThat(other.waitFor(1, TimeUnit.MINUTES)).isTrue();
                assertThat(other.exitValue()).isZero();
            }
            for (String prefix : List.of("p.", "q.")) {
                assertThat(Files.readAllLines(folder.resolve(prefix))).isNotEmpty()
                        .allSatisfy(line -> expected.put(line.split(" ")[0], line.split(" ")[1]));
            }
            Map<String, String> found = new TreeMap<>();
            tdb.traverse(Fetch.RECORDS, entry -> found.put(new String(entry.key(), UTF_8),
                    new String(entry.value().bytes(), UTF_8)) == null);
            assertThat(found).isEqualTo(expected);
            assertThat(Check.diagnose(tdb, Progress.NONE).findings()).isEmpty();
        }
        assertThat(SambaTools.check(file)).contains("integrity is OK and has " + expected.size() + " records");
    }

    /** Starts a process whose keys have a prefix of their own. */
    private Process beside(Path script, Path file, String prefix) throws IOException {
        return new ProcessBuilder(PYTHON, script.toString(), file.toString(), prefix, "" + OPERATIONS, "0")
                .redirectError(ProcessBuilder.Redirect.INHERIT).redirectOutput(folder.resolve(prefix).toFile()).start();
    }

    private static void change(Tdb tdb, String key, int number, Map<String, String> expected) {
        byte[] name = key.getBytes(UTF_8);
        String value = (number + ".").repeat(1 + number % 40);
        if (number % 5 == 4) {
            assertThat(tdb.delete(name)).isEqualTo(expected.remove(key) != null);
            return;
        }
        if (number % 41 == 7) {
            try (Transaction transaction = tdb.begin()) {
                transaction.store(name, value.getBytes(UTF_8));
                transaction.commit();
            }
        } else {
            tdb.store(name, value.getBytes(UTF_8));
        }
        expected.put(key, value);
    }
}
