package tdb2.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code bench}: what it does and where, not how fast. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BenchCommandTest {

    @TempDir
    private Path folder;

    private static JsonNode bench(Object... words) {
        Object[] all = new Object[words.length + 2];
        all[0] = "bench";
        all[1] = "--json";
        System.arraycopy(words, 0, all, 2, words.length);
        return Ran.tdb2(all).ended(ExitCode.OK).json();
    }

    private static void assertAllDone(JsonNode report, long records, long traversed) {
        assertThat(report.get("figures").findValuesAsText("operation")).containsExactly("store", "fetch", "replace",
                "traverse", "delete");
        for (JsonNode figure : report.get("figures")) {
            boolean traverse = figure.get("operation").asText().equals("traverse");
            assertThat(figure.get("operations").asLong()).isEqualTo(traverse ? traversed : records);
            assertThat(figure.get("perSecond").asDouble()).isPositive();
        }
    }

    @Test
    void everyOperationIsMeasuredOnEveryRecordWithTheSettingsBesideTheFigures() {
        Path file = folder.resolve("scratch.tdb");
        JsonNode report = bench("--records", 300, "--key-size", 20, "--value-size", 50, file);
        assertAllDone(report, 300, 300);
        assertThat(report.get("settings").get("keySize").asInt()).isEqualTo(20);
        assertThat(report.get("settings").get("valueSize").asInt()).isEqualTo(50);
        assertThat(Ran.tdb2("keys", file).ended(ExitCode.OK).out()).isEmpty();
        assertThat(Ran.tdb2("check", file).ended(ExitCode.OK).text()).contains(": sound");
    }

    @Test
    void durableChangesAreTransactions() {
        Path file = folder.resolve("scratch.tdb");
        assertAllDone(bench("--durable", "--records", 5, file), 5, 5);
        assertThat(Ran.tdb2("info", "--json", file).ended(ExitCode.OK).json().get("recovery").asText())
                .isEqualTo("settled");
    }

    @Test
    void severalProcessesShareTheRecords() {
        assertAllDone(bench("--processes", 3, "--records", 100, folder.resolve("scratch.tdb")), 100, 300);
    }

    @Test
    void withoutAFileNothingIsLeft() {
        JsonNode report = bench("--records", 10);
        assertThat(Path.of(report.get("settings").get("file").asText())).doesNotExist();
        assertThat(Path.of(report.get("settings").get("file").asText()).getParent()).doesNotExist();
        assertThat(Ran.tdb2("bench", "--records", 10).ended(ExitCode.OK).text()).contains("records", "keys of 16",
                "microseconds each");
    }

    @Test
    void aFileThatIsThereIsNeverWritten() throws IOException {
        Path file = Files.writeString(folder.resolve("there"), "somebody's");
        Ran.tdb2("bench", file).ended(ExitCode.REFUSED);
        assertThat(file).hasContent("somebody's");
        Ran.tdb2("bench", "--records", 10, "--force", file).ended(ExitCode.OK);
        assertThat(folder.resolve("there.old")).hasContent("somebody's");
    }

    @Test
    void wrongWordsAreWrongUsage() {
        Ran.tdb2("bench", "--records", 0).ended(ExitCode.USAGE);
        Ran.tdb2("bench", "--key-size", 7).ended(ExitCode.USAGE);
        Ran.tdb2("bench", "--value-size", -1).ended(ExitCode.USAGE);
        Ran.tdb2("bench", "--processes", 0).ended(ExitCode.USAGE);
    }
}
