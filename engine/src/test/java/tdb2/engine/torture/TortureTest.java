package tdb2.engine.torture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tdb2.engine.CreateOptions;
import tdb2.engine.OpenOptions;
import tdb2.engine.Tdb;
import tdb2.engine.error.RefusedException;
import tdb2.engine.event.Progress;
import tdb2.engine.format.Dialect;
import tdb2.engine.testing.SambaTools;
import tdb2.engine.torture.Torture.Plan;
import tdb2.engine.torture.Torture.Report;

/** Real processes on one file, killed at any moment: what was acknowledged is there; and the proof that we would know. */
class TortureTest {

    @TempDir
    private Path folder;

    private Plan plan(Duration time, boolean kill, CreateOptions create) {
        return plan(4, time, kill, create);
    }

    private Plan plan(int processes, Duration time, boolean kill, CreateOptions create) {
        return new Plan(folder.resolve("tortured.tdb"), create, processes, time, kill, 20_110_401);
    }

    private static Report run(Plan plan) throws IOException, InterruptedException {
        Report report = Torture.run(plan, Progress.NONE);
        assertThat(report.problems()).isEmpty();
        assertThat(report.operations()).containsKeys("store", "append", "delete", "fetch");
        assertThat(report.records()).isPositive();
        return report;
    }

    @ParameterizedTest
    @ValueSource(strings = { "LITTLE_ENDIAN", "BIG_ENDIAN" })
    void whatKilledProcessesHadAcknowledgedIsThere(String order) throws IOException, InterruptedException {
        ByteOrder byteOrder = order.equals("LITTLE_ENDIAN") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        Report report = run(plan(Duration.ofSeconds(5), true, CreateOptions.DEFAULT.withOrder(byteOrder)));
        assertThat(report.kills()).isPositive();
    }

    @ParameterizedTest
    @EnumSource(names = { "TDB2_TABLES", "NTDB" })
    void severalProcessesShareAFileOfEveryDialectAndAreKilled(Dialect dialect) throws IOException,
            InterruptedException {
        Report report = run(plan(2, Duration.ofSeconds(1), true, CreateOptions.DEFAULT.withDialect(dialect)));
        assertThat(report.kills()).isPositive();
    }

    @Test
    void processesOnATdb1FileAreKilledAndSambasCheckFindsNoMoreThanOurs() throws IOException, InterruptedException {
        tdb1(1);
    }

    private void tdb1(int seconds) throws IOException, InterruptedException {
        SambaTools.require("tdbtool");
        Plan plan = plan(seconds > 60 ? 4 : 2, Duration.ofSeconds(seconds), true,
                CreateOptions.DEFAULT.withDialect(Dialect.TDB1));
        Report report = run(plan);
        assertThat(report.kills()).isPositive();
        String ok = "integrity is OK and has %d records".formatted(report.records());
        if (report.leaks() == 0) { // Samba's check passes over some leaks: what a killed program's growth left at the end
            assertThat(SambaTools.check(plan.file())).contains(ok);
        }
        try (Tdb tdb = Tdb.open(plan.file(), OpenOptions.WRITE)) {
            tdb.repack();
        }
        assertThat(SambaTools.check(plan.file())).contains(ok);
    }

    @ParameterizedTest
    @EnumSource(names = { "TDB2_TABLES", "NTDB" })
    @Tag("long")
    void manyProcessesOnAFileOfEveryDialectAreKilled(Dialect dialect) throws IOException, InterruptedException {
        run(plan(Duration.ofMinutes(5), true, CreateOptions.DEFAULT.withDialect(dialect)));
    }

    @Test
    @Tag("long")
    void manyProcessesOnATdb1FileAreKilled() throws IOException, InterruptedException {
        tdb1(300);
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, 1 })
    @Tag("long")
    void whatManyKilledProcessesHadAcknowledgedIsThere(int variant) throws IOException, InterruptedException {
        run(plan(Duration.ofMinutes(5), true, CreateOptions.DEFAULT.withVariant(variant)));
    }

    @Test
    void theVerifierNoticesALostRecordAWrongValueAndOneThatNobodyStored() throws IOException, InterruptedException {
        Plan plan = plan(Duration.ofSeconds(1), false, CreateOptions.DEFAULT);
        Report report = run(plan);
        assertThat(report.kills()).isZero();
        byte[] lost;
        byte[] wrong;
        byte[] invented = Contents.key("o0.12345");
        try (Tdb tdb = Tdb.open(plan.file(), OpenOptions.WRITE)) {
            lost = tdb.firstKey().orElseThrow();
            wrong = tdb.nextKey(lost).orElseThrow();
            tdb.delete(lost);
            tdb.store(wrong, new byte[] { 1, 2, 3 });
            tdb.store(invented, new byte[0]);
        }
        assertThat(Verification.of(plan.file(), report.logs()).problems()).hasSize(3)
                .anyMatch(problem -> problem.startsWith("lost: " + Contents.name(lost) + " "))
                .anyMatch(problem -> problem.startsWith("wrong: " + Contents.name(wrong) + " "))
                .anyMatch(problem -> problem.startsWith("wrong: o0.12345 "));
        report.discardLogs();
        assertThat(report.logs()).doesNotExist();
    }

    @Test
    void theVerifierNoticesAFileThatIsDamaged() throws IOException, InterruptedException {
        Plan plan = plan(Duration.ofSeconds(1), false, CreateOptions.DEFAULT);
        Report report = run(plan);
        byte[] content = Files.readAllBytes(plan.file());
        Arrays.fill(content, 600, content.length, (byte) 0x42);
        Files.write(plan.file(), content);
        assertThat(Verification.of(plan.file(), report.logs()).problems()).isNotEmpty();
    }

    @Test
    void aFileThatIsThereIsNotTortured() throws IOException {
        Path file = Files.writeString(folder.resolve("tortured.tdb"), "mine");
        Plan plan = plan(Duration.ofSeconds(1), false, CreateOptions.DEFAULT);
        assertThatThrownBy(() -> Torture.run(plan, Progress.NONE)).isInstanceOf(RefusedException.class);
        assertThat(file).hasContent("mine");
        assertThat(folder.resolve("tortured.tdb.torture")).doesNotExist();
    }
}
