package tdb2.engine.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Samba's own tools for TDB1 files, of the package tdb-tools. */
public final class SambaTools {

    private SambaTools() {}

    /** Skips the test where a program is not installed. */
    public static void require(String program) {
        assumeTrue(Stream.of(System.getenv("PATH").split(":")).anyMatch(folder -> Files.isExecutable(
                Path.of(folder, program))), program + " is not installed (package tdb-tools)");
    }

    /** What {@code tdbtool FILE check} says, in one line when all is well: "Database integrity is OK and has N records." */
    public static String check(Path file) throws IOException, InterruptedException {
        return run(List.of("tdbtool", file.toString(), "check")).strip();
    }

    /** Runs a program to its end; its output and errors. */
    public static String run(List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("tool", ".txt");
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile())
                    .redirectInput(Path.of("/dev/null").toFile()).start();
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException(command + " does not end");
            }
            return Files.readString(output, ISO_8859_1);
        } finally {
            Files.delete(output);
        }
    }
}
