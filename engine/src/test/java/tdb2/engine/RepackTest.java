package tdb2.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tdb2.engine.event.Progress;
import tdb2.engine.format.Dialect;
import tdb2.engine.inspect.RepackEstimate;

/** Repacking a file in a transaction: what it gives back, and what was said of it before. */
@Timeout(120)
class RepackTest {

    @TempDir
    private Path directory;

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private Tdb fresh() {
        return Tdb.create(directory.resolve("t.tdb"), CreateOptions.DEFAULT);
    }

    private static void isSound(Tdb tdb) {
        assertThat(tdb.regions((_, _) -> false).faults()).isEmpty();
    }

    private static long records(Tdb tdb) {
        return tdb.traverse(Fetch.KEYS, _ -> true);
    }

    @Test
    void repackingAFileThatIsCompactAlreadyDoesNotMakeItLonger() {
        try (Tdb tdb = fresh()) {
            try (Transaction transaction = tdb.begin()) {
                for (int i = 0; i < 3000; i++) {
                    transaction.store(bytes("k" + i), new byte[200]);
                }
                transaction.commit();
            }
            long first = tdb.repack().after();
            assertThat(tdb.repack()).isEqualTo(new RepackResult(first, first, 3000));
            for (int i = 0; i < 1000; i++) {
                tdb.delete(bytes("k" + i));
            }
            assertThat(tdb.repack().after()).isLessThan(first);
            assertThat(records(tdb)).isEqualTo(2000);
            isSound(tdb);
        }
    }

    @Test
    void theEstimateOfACompactFileWithoutTransactionsIsWhatItsFirstOneCosts() {
        try (Tdb tdb = fresh()) {
            tdb.store(bytes("k"), bytes("v"));
            RepackEstimate estimate = RepackEstimate.of(tdb.survey(Progress.NONE));
            assertThat(estimate.gain()).isZero();
            assertThat(tdb.repack().after()).isCloseTo(estimate.expected(), withinPercentage(10));
        }
    }

    /** They are not cut off, and the first transaction that changes all makes an undo area for all. */
    @ParameterizedTest
    @EnumSource(names = { "TDB1", "TDB2_TABLES", "NTDB" })
    void theEstimateOfAFileThatCannotBecomeShorterSaysSo(Dialect dialect) {
        Path file = directory.resolve("other.tdb");
        try (Tdb tdb = Tdb.create(file, CreateOptions.DEFAULT.withDialect(dialect))) {
            for (int i = 0; i < 3000; i++) {
                tdb.store(bytes("k" + i), new byte[200]);
            }
            for (int i = 0; i < 2; i++) {
                RepackEstimate estimate = RepackEstimate.of(tdb.survey(Progress.NONE));
                RepackResult result = tdb.repack();
                assertThat(estimate.now()).isEqualTo(result.before());
                assertThat(estimate.expected()).isCloseTo(result.after(), withinPercentage(25));
            }
        }
    }

    @Test
    void repackGivesBackWhatIsFreeWhileOthersHaveTheFileOpen() {
        try (Tdb tdb = fresh(); Tdb other = Tdb.open(Path.of(tdb.name()), OpenOptions.WRITE)) {
            for (int i = 0; i < 3000; i++) {
                tdb.store(bytes("k" + i), new byte[200]);
            }
            for (int i = 0; i < 3000; i++) {
                if (i % 10 != 0) {
                    other.delete(bytes("k" + i));
                }
            }
            RepackEstimate estimate = RepackEstimate.of(tdb.survey(Progress.NONE));
            RepackResult result = tdb.repack();
            assertThat(result.after()).isLessThan(result.before() / 3);
            assertThat(estimate.now()).isEqualTo(result.before());
            assertThat(estimate.expected()).isCloseTo(result.after(), withinPercentage(30));
            assertThat(result.records()).isEqualTo(300);
            for (int i = 0; i < 3000; i++) {
                assertThat(other.exists(bytes("k" + i))).isEqualTo(i % 10 == 0);
            }
            for (int i = 0; i < 500; i++) {
                other.store(bytes("n" + i), new byte[300]);
            }
            try (Transaction transaction = tdb.begin()) {
                transaction.store(bytes("more"), new byte[50_000]);
                transaction.commit();
            }
            assertThat(records(other)).isEqualTo(801);
            isSound(tdb);
            isSound(other);
        }
    }
}
