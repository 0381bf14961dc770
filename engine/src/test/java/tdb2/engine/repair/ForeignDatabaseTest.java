package tdb2.engine.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tdb2.engine.OpenOptions;
import tdb2.engine.Specimens;
import tdb2.engine.error.TdbException;
import tdb2.engine.event.Progress;
import tdb2.engine.repair.Plan.Kind;

/** A database keeps its records whatever lies behind its end or before its beginning. */
class ForeignDatabaseTest {

    private static final int ZEROS = 4096;

    @ParameterizedTest
    @CsvSource({ "real/samba-passdb.tdb, ntdb/thousand.tdb", "tdb1/churn.tdb, tdb2/thousand.tdb",
            "tdb1/dead.tdb, tdb2/thousand.tdb", "tdb1/dead.tdb, tdb1/thousand-be.tdb",
            "real/samba-registry.tdb, real/samba-gencache.tdb", "tdb2/thousand.tdb, ntdb/thousand.tdb",
            "tdb2/thousand.tdb, tdb2/corrupt-base.tdb", "ntdb/thousand.tdb, tdb1/churn.tdb" })
    void recordsThatTheIndexLeadsToAreNotOutvotedByADatabaseBehindThem(String file, String behind) {
        Plan alone = plan(Specimens.named(file).content());
        Plan plan = plan(joined(Specimens.named(file).content(), Specimens.named(behind).content()));
        assertThat(plan.reachable()).isEqualTo(alone.reachable()).isPositive();
        assertThat(plan.salvaged()).as("strangers in the copy").isEqualTo(alone.salvaged());
        assertThat(plan.steps().getFirst().what()).isEqualTo("header: read as it is");
    }

    @Test
    void recordsOfAnotherDatabaseOfTheSameDialectAreSetAsideAsStrangers() {
        byte[] both = joined(Specimens.named("real/samba-registry.tdb").content(),
                Specimens.named("real/samba-gencache.tdb").content());
        try (Repair repair = Repair.of("both", both, OpenOptions.DEFAULT, Progress.NONE)) {
            assertThat(repair.asides(1000)).extracting(Aside::doubt).contains(Doubt.FOREIGN);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "tdb1/thousand.tdb", "tdb2/thousand.tdb", "tdb2/corrupt-base.tdb", "ntdb/thousand.tdb" })
    void afterZerosBehindTheEndTheLastFreeBlockIsNotLost(String file) {
        byte[] content = Specimens.named(file).content();
        assertThat(plan(joined(content, new byte[ZEROS])).lostBytes()).isEqualTo(plan(content).lostBytes());
    }

    @Test
    void theLastFreeBlockBeforeAForeignDatabaseIsNotLost() {
        byte[] behind = Specimens.named("ntdb/thousand.tdb").content();
        Plan plan = plan(joined(Specimens.named("tdb2/thousand.tdb").content(), behind));
        assertThat(plan.bytes(Kind.LOST)).isLessThanOrEqualTo(behind.length);
    }

    @ParameterizedTest
    @ValueSource(strings = { "tdb1/dead.tdb", "tdb2/thousand.tdb" })
    void aFileOfWhichAScanFindsNoRecordIsRefused(String file) {
        byte[] shifted = joined(new byte[] { '"' }, Specimens.named(file).content());
        assertThatThrownBy(() -> plan(shifted)).isInstanceOf(TdbException.class);
    }

    private static Plan plan(byte[] content) {
        try (Repair repair = Repair.of("file", content, OpenOptions.DEFAULT, Progress.NONE)) {
            return repair.plan();
        }
    }

    private static byte[] joined(byte[] first, byte[] second) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.writeBytes(second);
        return both.toByteArray();
    }
}
