package tdb2.engine.decode.ldb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tdb2.engine.OpenOptions;
import tdb2.engine.Specimens;
import tdb2.engine.Tdb;
import tdb2.engine.decode.ldb.IndexFinding.Kind;
import tdb2.engine.error.CancelledException;
import tdb2.engine.event.Progress;

/** Records of a directory against its index. */
class IndexCheckTest {

    private static Tdb recorded(String name) {
        try (InputStream in = IndexCheckTest.class.getResourceAsStream("/decode/" + name)) {
            return Tdb.of(name, in.readAllBytes(), OpenOptions.DEFAULT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "ldb-people", "ldb-tiny", "sssd-cache_loc1000", "sssd-config", "sssd-sssd",
            "sssd-timestamps_loc1000" })
    void inSoundFilesRecordsAndIndexAgree(String name) {
        try (Tdb tdb = Specimens.named("real/" + name + ".ldb").open()) {
            IndexCheck.Report report = IndexCheck.of(tdb, Progress.NONE);
            assertThat(report.findings()).isEmpty();
            assertThat(report.total()).isZero();
            assertThat(report.entries()).isEqualTo(switch (name) {
                // 58 objects, each under its cn (all but the root), its uid and its parent: counted with ldbsearch
                case "ldb-people" -> 58 + 57 + 57;
                case "sssd-cache_loc1000" -> 5L;
                case "sssd-config" -> 2L;
                default -> 0L;
            });
        }
    }

    @Test
    void recordsFoundByGuidAgreeToo() {
        try (Tdb tdb = recorded("guid.tdb")) {
            IndexCheck.Report report = IndexCheck.of(tdb, Progress.NONE);
            assertThat(report.findings()).isEmpty();
            assertThat(report.objects()).isEqualTo(4);
            // cn 3, uid 3, parents 4, names 4
            assertThat(report.entries()).isEqualTo(14);
        }
    }

    /** The object One was taken away, the index of cn = TWO too, and the uid of Two was changed from u2 to u9. */
    @Test
    void whatIsBrokenIsFoundAndNothingElse() {
        try (Tdb tdb = recorded("broken-index.tdb")) {
            IndexCheck.Report report = IndexCheck.of(tdb, Progress.NONE);
            assertThat(report.counts()).isEqualTo(Map.of(Kind.ORPHAN, 3L, Kind.MISSING, 2L, Kind.STALE, 1L));
            assertThat(report.findings()).filteredOn(finding -> finding.kind() == Kind.ORPHAN)
                    .extracting(finding -> finding.fault().expected() + ": " + finding.fault().found())
                    .containsExactlyInAnyOrder(
                            "each object that the index of CN = ONE lists: CN=ONE,DC=EXAMPLE is not there",
                            "each object that the index of UID = U1 lists: CN=ONE,DC=EXAMPLE is not there",
                            "each object that the index of @IDXONE = DC=EXAMPLE lists: "
                                    + "CN=ONE,DC=EXAMPLE is not there");
            assertThat(report.findings()).filteredOn(finding -> finding.kind() == Kind.MISSING)
                    .extracting(finding -> finding.fault().expected()).containsExactlyInAnyOrder(
                            "an entry in the index of CN = Two", "an entry in the index of UID = u9");
            assertThat(report.findings()).filteredOn(finding -> finding.kind() == Kind.STALE).singleElement()
                    .satisfies(finding -> assertThat(finding.fault().found()).contains("CN=TWO,DC=EXAMPLE"));
            assertThat(report.findings()).allSatisfy(finding -> {
                assertThat(finding.fault().offset()).isPositive();
                assertThat(finding.fault().advice()).isNotEmpty();
            });
        }
    }

    @Test
    void aCancelledCheckEnds() {
        try (Tdb tdb = Specimens.named("real/ldb-people.ldb").open()) {
            assertThatThrownBy(() -> IndexCheck.of(tdb, (done, total) -> true)).isInstanceOf(CancelledException.class);
        }
    }

    @Test
    void aFileThatIsNoDirectoryHasNothingToCompare() {
        try (Tdb tdb = Specimens.named("tdb1/three.tdb").open()) {
            IndexCheck.Report report = IndexCheck.of(tdb, Progress.NONE);
            assertThat(report.objects()).isZero();
            assertThat(report.findings()).isEmpty();
        }
    }
}
