package tdb2.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import tdb2.engine.testing.CountedCommits;

/** What a commit asks of the disk, as the kernel sees it. */
@Timeout(300)
class SyncsOfCommitsTest {

    private static final Path STRACE = Path.of("/usr/bin/strace");

    @TempDir
    private Path directory;

    static boolean canTrace() throws IOException, InterruptedException {
        return Files.isExecutable(STRACE)
                && new ProcessBuilder(STRACE.toString(), "true").redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
    }

    /** Calls of a process that commits some transactions to a new file. */
    private List<String> calls(int commits) throws IOException, InterruptedException {
        Path calls = directory.resolve(commits + ".calls");
        Process process = new ProcessBuilder(STRACE.toString(), "-f", "-o", calls.toString(), "-e",
                "trace=fdatasync,fsync,msync,sync_file_range", Path.of(System.getProperty("java.home"), "bin", "java")
                        .toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "-cp",
                System.getProperty("java.class.path"), CountedCommits.class.getName(),
                directory.resolve(commits + ".tdb").toString(), Integer.toString(commits))
                .redirectErrorStream(true).redirectOutput(directory.resolve("said").toFile()).start();
        assertThat(process.waitFor()).as(Files.readString(directory.resolve("said"))).isZero();
        return Files.readAllLines(calls);
    }

    private static long count(List<String> calls, String name) {
        Pattern called = Pattern.compile("[ 0-9]*\\b" + name + "\\(.*");
        return calls.stream().filter(line -> called.matcher(line).matches()).count();
    }

    @Test
    @EnabledIf("canTrace")
    void eachFurtherCommitIsOneMoreFdatasyncAndNothingElse() throws Exception {
        List<String> few = calls(10);
        List<String> more = calls(11);
        assertThat(count(few, "fdatasync")).isGreaterThanOrEqualTo(10);
        assertThat(count(more, "fdatasync")).isEqualTo(count(few, "fdatasync") + 1);
        assertThat(count(more, "fsync")).isEqualTo(count(few, "fsync"));
        for (String never : List.of("msync", "sync_file_range")) {
            assertThat(count(more, never)).as(never).isZero();
        }
    }
}
