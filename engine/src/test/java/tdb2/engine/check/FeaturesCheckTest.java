package tdb2.engine.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tdb2.engine.CreateOptions;
import tdb2.engine.OpenOptions;
import tdb2.engine.Tdb;
import tdb2.engine.check.Finding.Code;
import tdb2.engine.check.Finding.Impact;
import tdb2.engine.check.Finding.Severity;
import tdb2.engine.event.Progress;
import tdb2.engine.format.Dialect;
import tdb2.engine.storage.MemoryStorage;

/** Features that a file of 2012 or NTDB uses are among those it was offered. */
class FeaturesCheckTest {

    private static byte[] file(Dialect dialect, boolean little, int usedAt, long used, long offered) {
        CreateOptions options = CreateOptions.DEFAULT.withDialect(dialect)
                .withOrder(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        try (Tdb tdb = Tdb.inMemory("features", options)) {
            tdb.store("key".getBytes(UTF_8), "value".getBytes(UTF_8));
            byte[] content = tdb.bytes(0, (int) tdb.size());
            ByteBuffer.wrap(content).order(options.order()).putLong(usedAt, used).putLong(usedAt + 8, offered);
            return content;
        }
    }

    private static Diagnosis check(byte[] content) {
        try (Tdb tdb = Tdb.of("features", content, OpenOptions.DEFAULT)) {
            return Check.diagnose(tdb, Progress.NONE);
        }
    }

    @ParameterizedTest
    @CsvSource({ "TDB2_TABLES, true, 104", "TDB2_TABLES, false, 104", "NTDB, true, 112", "NTDB, false, 112" })
    void featuresThatWereNeverOfferedAreFoundUntilSomebodyOpensTheFileForWriting(Dialect dialect, boolean little,
            int usedAt) {
        assertThat(check(file(dialect, little, usedAt, 5, 7)).findings()).isEmpty();
        byte[] wrong = file(dialect, little, usedAt, 0xD, 7);
        Diagnosis diagnosis = check(wrong);
        assertThat(diagnosis.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(Code.FEATURES);
            assertThat(finding.severity()).isEqualTo(Severity.ERROR);
            assertThat(finding.impact()).isEqualTo(Impact.WRITERS);
            assertThat(finding.offset()).isEqualTo(usedAt);
            assertThat(finding.path()).isEqualTo("header");
            assertThat(finding.message()).contains("offered (0x7)", "found 0xd", "0x8 were never offered",
                    "open the file for writing once");
        });
        assertThat(diagnosis.recordsIntact()).isOne();
        MemoryStorage storage = new MemoryStorage("features", wrong);
        try (Tdb tdb = Tdb.of(storage, OpenOptions.WRITE)) {
            assertThat(Check.of(tdb, Progress.NONE)).isEmpty();
        }
    }
}
