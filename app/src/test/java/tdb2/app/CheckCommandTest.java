package tdb2.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tdb2.engine.OpenOptions;
import tdb2.engine.Specimens;
import tdb2.engine.check.Quiet;
import tdb2.engine.event.Progress;

/** {@code check}: what it says of sound, crashed and damaged files, and that it says what it did not look at. */
class CheckCommandTest {

    @TempDir
    private Path folder;

    private static JsonNode check(int status, Object... words) {
        Object[] all = new Object[words.length + 2];
        all[0] = "check";
        all[1] = "--json";
        System.arraycopy(words, 0, all, 2, words.length);
        return Ran.tdb2(all).ended(status).json();
    }

    @ParameterizedTest
    @ValueSource(strings = { "tdb1/three.tdb", "tdb2/three-be.tdb", "ntdb/three-be.tdb", "zoned/three.tdb" })
    void aSoundFileOfEachDialectIsSound(String name) {
        Path file = Specimens.named(name).path();
        JsonNode report = check(ExitCode.OK, file);
        assertThat(report.get("verdict").asText()).isEqualTo("sound");
        assertThat(report.get("findings")).isEmpty();
        assertThat(report.get("recordsIntact").asLong()).isEqualTo(3);
        assertThat(report.get("recordsSuspect").asLong() + report.get("recordsUnreachable").asLong()
                + report.get("bytesLeaked").asLong()).isZero();
        assertThat(Ran.tdb2("check", file).ended(ExitCode.OK).text()).contains(": sound\n", "checked: header",
                "not checked: the bytes of values");
    }

    @Test
    void aPendingRecoveryIsInformationAndTheStateAfterItIsJudged() throws IOException {
        Path file = Specimens.named("ntdb/crash-first-half-written.tdb").path();
        byte[] before = Files.readAllBytes(file);
        JsonNode report = check(ExitCode.OK, file);
        assertThat(report.get("findings").get(0).get("severity").asText()).isEqualTo("info");
        assertThat(report.get("findings").get(0).get("code").asText()).isEqualTo("recovery-pending");
        assertThat(report.get("recordsIntact").asLong()).isEqualTo(200);
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void everyFindingIsListedAndTheWorstFirst() {
        Path file = Specimens.named("tdb1/corrupt-chain-loop.tdb").path();
        JsonNode report = check(ExitCode.PROBLEMS, file);
        assertThat(report.get("verdict").asText()).isEqualTo("damaged");
        assertThat(report.get("recordsUnreachable").asLong()).isPositive();
        assertThat(report.get("findings")).hasSizeGreaterThan(1);
        JsonNode first = report.get("findings").get(0);
        assertThat(first.get("severity").asText()).isEqualTo("error");
        assertThat(first.get("offset").isNumber() && first.get("length").isNumber()).isTrue();
        assertThat(first.get("message").asText()).isNotBlank();
        assertThat(Ran.tdb2("check", file).ended(ExitCode.PROBLEMS).text()).contains("DAMAGED", "error", "unreachable");
    }

    @Test
    void withoutItsHashFunctionAFileIsNeverCalledSound() {
        Path file = folder.resolve("other.tdb");
        Ran.tdb2("create", "--hash", "constant:17", file).ended(ExitCode.OK);
        Ran.tdb2("put", "--hash", "constant:17", file, "key", "value").ended(ExitCode.OK);
        JsonNode unnamed = check(ExitCode.OK, file);
        assertThat(unnamed.get("verdict").asText()).isEqualTo("uncertain");
        assertThat(unnamed.get("notChecked").toString()).contains("lookup by key");
        assertThat(check(ExitCode.OK, "--hash", "constant:17", file).get("verdict").asText()).isEqualTo("sound");
    }

    @Test
    void aRecordThatNothingLeadsToIsNeverCalledSound() throws IOException {
        Path file = folder.resolve("new.tdb");
        Ran.tdb2("create", file).ended(ExitCode.OK);
        Ran.tdb2("put", file, "key", "value").ended(ExitCode.OK);
        byte[] content = Files.readAllBytes(file);
        for (int slot = 312; slot < 312 + 8192; slot++) {
            content[slot] = 0;
        }
        Files.write(file, content);
        JsonNode report = check(ExitCode.OK, file);
        assertThat(report.get("verdict").asText()).isEqualTo("uncertain");
        assertThat(report.get("recordsUnreachable").asLong()).isEqualTo(1);
    }

    @Test
    void whatIsNoDatabaseIsNotReadable() throws IOException {
        Path file = Files.writeString(folder.resolve("text"), "no database".repeat(100));
        assertThat(Ran.tdb2("check", "--json", file).ended(ExitCode.UNREADABLE).out()).isEmpty();
    }

    @Test
    void eachFindingTellsItsImpactAndWhereItIs() {
        JsonNode report = check(ExitCode.PROBLEMS, Specimens.named("tdb1/corrupt-chain-loop.tdb").path());
        assertThat(report.get("findings").get(0).get("impact").asText()).isEqualTo("lost");
        assertThat(report.get("findings").get(0).get("path").asText()).isNotBlank();
        assertThat(report.get("findingsOmitted").asLong()).isZero();
    }

    @Test
    void howManyRecordsAreLostAtLeastIsToldInTextAndJson() {
        Path file = Specimens.named("zoned/corrupt-magic-byte.tdb").path();
        assertThat(check(ExitCode.PROBLEMS, file).get("recordsLost").asLong()).isEqualTo(1);
        assertThat(Ran.tdb2("check", file).ended(ExitCode.PROBLEMS).text())
                .containsPattern("records lost, at least +1\n");
        Path sound = Specimens.named("zoned/three.tdb").path();
        assertThat(check(ExitCode.OK, sound).get("recordsLost").asLong()).isZero();
    }

    @Test
    void aConsistentCheckKeepsWritersOutAndTellsWhoWaits() throws IOException {
        Path file = folder.resolve("new.tdb");
        Ran.tdb2("create", file).ended(ExitCode.OK);
        Ran.tdb2("put", file, "key", "value").ended(ExitCode.OK);
        assertThat(check(ExitCode.OK, "--consistent", file).get("verdict").asText()).isEqualTo("sound");
        Process holder = Elsewhere.tdb2("lock", file, "--", "sh", "-c", "echo runs; read line").start();
        try {
            assertThat(holder.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("runs");
            Ran.tdb2("check", "--consistent", "--timeout", "0.2", file).ended(ExitCode.LOCKED);
        } finally {
            holder.destroyForcibly();
        }
    }

    @Test
    void whoWaitsForAConsistentCheckIsToldAndItsLimitEndsIt() throws IOException, InterruptedException {
        Path file = folder.resolve("new.tdb");
        Ran.tdb2("create", file).ended(ExitCode.OK);
        List<String> waiters = new ArrayList<>();
        Process writer;
        try (Quiet quiet = Quiet.take(file, OpenOptions.DEFAULT, Duration.ofMinutes(5), Progress.NONE, waiters::add)) {
            writer = Elsewhere.tdb2("put", file, "key", "value").start();
            for (int i = 0; waiters.isEmpty() && i < 600 && !quiet.advanced(0, 0); i++) {
                Thread.sleep(100);
            }
            assertThat(writer.isAlive()).isTrue();
            assertThat(waiters).isNotEmpty();
        }
        assertThat(writer.waitFor()).isZero();
        try (Quiet over = Quiet.take(file, OpenOptions.DEFAULT, Duration.ZERO, Progress.NONE, waiters::add)) {
            assertThat(over.advanced(0, 0)).isTrue();
        }
    }

    @Test
    void aCutFileIsDamaged() throws IOException {
        Path file = folder.resolve("cut.tdb");
        Ran.tdb2("create", file).ended(ExitCode.OK);
        byte[] value = new byte[100_000];
        Arrays.fill(value, (byte) 'v');
        Ran.reading(value, "put", file, "key", "-").ended(ExitCode.OK);
        byte[] content = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(content, content.length / 2));
        assertThat(check(ExitCode.PROBLEMS, file).get("verdict").asText()).isEqualTo("damaged");
    }
}
