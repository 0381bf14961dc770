package tdb2.engine.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tdb2.engine.Tdb;
import tdb2.engine.check.Check;
import tdb2.engine.event.Progress;

/** The example for programs that embed the engine runs, with nothing beside the engine. */
class InventoryTest {

    @TempDir
    private Path folder;

    private static String place(Class<?> type) {
        return Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()))
                .toString();
    }

    private String run(Path file) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto", "--enable-native-access=ALL-UNNAMED", "-cp",
                place(Tdb.class) + File.pathSeparator + place(Inventory.class), Inventory.class.getName(),
                file.toString()).redirectError(Redirect.INHERIT).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }

    @Test
    void theExampleRunsOnANewFileAndOnOneThatIsThere() throws IOException, InterruptedException {
        Path file = folder.resolve("stock.tdb");
        String rest = """
                nuts: 2 digits
                not stored: the number of nuts has changed
                bolts: 10
                bolts, sold: 2
                nuts: 29
                washers: 0
                """;
        assertThat(run(file)).isEqualTo("washers are new\n" + rest);
        assertThat(run(file)).isEqualTo("washers are known\n" + rest);
        try (Tdb stock = Tdb.open(file)) {
            assertThat(Check.of(stock, Progress.NONE)).isEmpty();
        }
    }
}
