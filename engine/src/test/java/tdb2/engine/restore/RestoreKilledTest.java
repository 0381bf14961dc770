package tdb2.engine.restore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tdb2.engine.CreateOptions;
import tdb2.engine.Fetch;
import tdb2.engine.OpenOptions;
import tdb2.engine.Tdb;
import tdb2.engine.check.Check;
import tdb2.engine.check.Diagnosis.Verdict;
import tdb2.engine.dump.DumpFormat;
import tdb2.engine.event.Progress;
import tdb2.engine.format.Dialect;
import tdb2.engine.posix.DyingCalls;
import tdb2.engine.posix.FileAttributes;

/** A process that restores is killed before one of its system calls: all is there then, or nothing. */
@Timeout(600)
class RestoreKilledTest {

    private static final int RECORDS = 40;
    private static final int MOST_STEPS = 1 << 16;
    private static final Set<String> OLD = Set.of("old = there", "key 7 = before");

    @TempDir
    private Path folder;

    @Test
    void ofANewFileThereIsNothingOrAll() throws Exception {
        Path file = folder.resolve("new.tdb");
        int step = 1;
        while (dies(file, "new", step)) {
            if (Files.exists(file)) {
                assertThat(content(file)).as("killed before call %d", step).isEqualTo(restored());
                Files.delete(file);
            }
            step += 1 + step / 2;
        }
        assertThat(step).as("calls that were not made").isGreaterThan(4);
        assertThat(content(file)).isEqualTo(restored());
    }

    @ParameterizedTest
    @EnumSource
    void aFileThatWasThereHasWhatItHadOrAll(Dialect dialect) throws Exception {
        Path file = folder.resolve("there.tdb");
        int step = 1;
        boolean died = true;
        while (died) {
            Files.deleteIfExists(file);
            try (Tdb tdb = Tdb.create(file, CreateOptions.DEFAULT.withDialect(dialect))) {
                tdb.store("old".getBytes(UTF_8), "there".getBytes(UTF_8));
                tdb.store("key 7".getBytes(UTF_8), "before".getBytes(UTF_8));
            }
            died = dies(file, "into", step);
            assertThat(content(file)).as("killed before call %d", step).isIn(OLD, restored());
            step += 1 + step / 2;
        }
        assertThat(step).as("calls that were not made").isGreaterThan(4);
        assertThat(content(file)).isEqualTo(restored());
    }

    private static Set<String> restored() {
        Set<String> records = new TreeSet<>();
        for (int i = 0; i < RECORDS; i++) {
            records.add("key %d = value %d".formatted(i, i));
        }
        return records;
    }

    /** What a sound file has, once what a crash left is settled. */
    private static Set<String> content(Path file) {
        Set<String> records = new TreeSet<>();
        try (Tdb tdb = Tdb.open(file, OpenOptions.WRITE)) {
            tdb.traverse(Fetch.RECORDS, entry -> records.add(
                    new String(entry.key(), UTF_8) + " = " + new String(entry.value().bytes(), UTF_8)));
            assertThat(Check.diagnose(tdb, Progress.NONE).verdict()).isIn(Verdict.SOUND, Verdict.LEAKING);
        }
        return records;
    }

    private static boolean dies(Path file, String how, int step) throws IOException, InterruptedException {
        assertThat(step).as("an end").isLessThan(MOST_STEPS);
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx64m", "--enable-native-access=ALL-UNNAMED", "-cp",
                System.getProperty("java.class.path"), RestoreKilledTest.class.getName(), file.toString(), how,
                Integer.toString(step)).redirectError(Redirect.INHERIT).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IllegalStateException("it does not end");
        }
        assertThat(said).startsWith("ready");
        return !said.contains("done");
    }

    /** The process: file, whether it is there, the call before which it dies. */
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        StringBuilder text = new StringBuilder("key,value\n");
        restored().forEach(record -> text.append(record.replace(" = ", ",")).append('\n'));
        byte[] bytes = text.toString().getBytes(UTF_8);
        Dump dump = Dump.of("dump", new ByteArrayInputStream(bytes), DumpFormat.CSV);
        Restore restore = new Restore(dump, bytes.length, Progress.NONE);
        System.out.println("ready");
        System.out.flush();
        DyingCalls calls = new DyingCalls(Integer.parseInt(arguments[2]));
        if (arguments[1].equals("new")) {
            restore.toNew(file, CreateOptions.DEFAULT, FileAttributes.ours(0600));
        } else {
            try (Tdb tdb = Tdb.open(file, OpenOptions.WRITE)) {
                restore.into(tdb, true);
            }
        }
        System.out.println("done after " + calls.count());
        System.out.flush();
        Runtime.getRuntime().halt(0);
    }
}
