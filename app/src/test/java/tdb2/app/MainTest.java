package tdb2.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tdb2.engine.Specimens;

/** The parts of the command line that belong to no command. */
class MainTest {

    private static final Path THREE = Specimens.named("tdb1/three.tdb").path();

    @Test
    void wrongUsageHasItsOwnStatus() {
        assertThat(Ran.tdb2("--no-such-option").ended(ExitCode.USAGE).err()).contains("--no-such-option");
    }

    @Test
    void aMistypedCommandIsNotTakenForAFile() {
        assertThat(Ran.tdb2("dmup", THREE).ended(ExitCode.USAGE).err()).contains("\"dmup\" is no command");
    }

    @Test
    void helpListsTheCommands() {
        assertThat(Ran.tdb2("--help").ended(ExitCode.OK).text()).contains("info", "dump", "digest", "get", "keys",
                "layout", "explain", "put", "append", "delete", "create", "completion");
        assertThat(Ran.tdb2("help").ended(ExitCode.OK).text()).isEqualTo(Ran.tdb2("--help").text());
    }

    @ParameterizedTest
    @ValueSource(strings = { "info", "dump", "digest", "get", "keys", "layout", "explain", "recovery", "locks",
            "ps", "contend", "summary", "collect", "put", "append", "delete", "create", "torture", "check",
            "recover", "repack", "lock", "shell", "bench", "backup", "restore", "diff", "merge" })
    void helpOfACommandHasExamplesAndExitCodes(String command) {
        String help = Ran.tdb2(command, "--help").ended(ExitCode.OK).text();
        assertThat(help).contains("Examples:", "tdb2 " + command, "Exit codes:", "wrong usage");
        assertThat(Ran.tdb2("help", command).ended(ExitCode.OK).text()).isEqualTo(help);
    }

    @Test
    void helpOfNoCommandIsWrongUsage() {
        Ran.tdb2("help", "dmup").ended(ExitCode.USAGE);
    }

    @Test
    void versionNamesTheProgram() {
        assertThat(Ran.tdb2("--version").ended(ExitCode.OK).text()).startsWith("tdb2 ");
    }

    @ParameterizedTest
    @ValueSource(strings = { "bash", "zsh", "fish" })
    void completionNamesCommandsAndOptions(String shell) {
        assertThat(Ran.tdb2("completion", shell).ended(ExitCode.OK).text()).contains("digest", "emergency", "prefix");
    }

    @Test
    void stackTracesAreShownOnlyWhenAskedFor() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        Ran.tdb2("dump", THREE).ended(ExitCode.OK);
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Main.run(Streams.of(InputStream.nullInputStream(), full, err), "dump", THREE.toString());
        assertThat(status).isEqualTo(ExitCode.UNREADABLE);
        assertThat(err.toString(StandardCharsets.UTF_8)).containsOnlyOnce("No space left on device")
                .doesNotContain("\tat ");
        Main.run(Streams.of(InputStream.nullInputStream(), full, err), "--debug", "dump", THREE.toString());
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", ":9876" })
    void withoutADisplayTheBrowserIsRefusedAndSaysWhatIsMissing(String display) throws IOException,
            InterruptedException {
        ProcessBuilder builder = Elsewhere.tdb2("gui").redirectErrorStream(true)
                .redirectError(ProcessBuilder.Redirect.PIPE);
        builder.environment().remove("DISPLAY");
        if (!display.isEmpty()) {
            builder.environment().put("DISPLAY", display);
        }
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(said).contains("the browser: expected a display", "set DISPLAY").doesNotContain("should not happen");
        assertThat(process.waitFor()).isEqualTo(ExitCode.REFUSED);
    }

    @Test
    void aReaderThatWentAwayIsNoFailure() {
        OutputStream gone = new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Main.run(Streams.of(InputStream.nullInputStream(), gone, err), "keys", THREE.toString());
        assertThat(status).isEqualTo(ExitCode.OK);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    }
}
