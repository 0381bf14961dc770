package tdb2.engine.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tdb2.engine.OpenOptions;
import tdb2.engine.Specimens;
import tdb2.engine.Specimens.Specimen;
import tdb2.engine.Tdb;
import tdb2.engine.check.Diagnosis.Verdict;
import tdb2.engine.check.Finding.Code;
import tdb2.engine.error.DamagedException;
import tdb2.engine.event.Progress;
import tdb2.engine.format.Dialect;
import tdb2.engine.repair.Repair;
import tdb2.engine.storage.MemoryStorage;

/** A transaction was killed, and the old bytes it left are not all there: the library of 2012 leaves such areas itself. */
class DamagedUndoAreaTest {

    private static final int NARROW_HEADER = 24;
    private static final int WIDE_HEADER = 32;

    /** Where the first of the old ranges is told stands something else. */
    private static byte[] damaged(Specimen specimen) {
        byte[] content = specimen.content();
        try (Tdb tdb = Tdb.of(specimen.toString(), content, OpenOptions.DEFAULT)) {
            boolean narrow = tdb.view().dialect() == Dialect.TDB1;
            int ranges = Math.toIntExact(tdb.view().recovery().parts().getFirst().offset())
                    + (narrow ? NARROW_HEADER : WIDE_HEADER);
            Arrays.fill(content, ranges, ranges + 16, (byte) 6);
        }
        return content;
    }

    @ParameterizedTest
    @ValueSource(strings = { "tdb1/crash-first-all-written-magic-still-set.tdb",
            "tdb2/crash-first-all-written-magic-still-set.tdb", "ntdb/crash-first-all-written-magic-still-set.tdb" })
    void isNotCalledSoundAndItsRecordsAreSaved(String name) throws IOException {
        Specimen specimen = Specimens.named(name);
        byte[] content = damaged(specimen);
        try (Tdb tdb = Tdb.of(name, content, OpenOptions.DEFAULT)) {
            Diagnosis diagnosis = Check.diagnose(tdb, Progress.NONE);
            assertThat(diagnosis.verdict()).isEqualTo(Verdict.DAMAGED);
            assertThat(diagnosis.findings()).anyMatch(
                    finding -> finding.code() == Code.RECOVERY && finding.message().contains("area"));
        }
        assertThatThrownBy(() -> Tdb.of(new MemoryStorage(name, content), OpenOptions.WRITE).close())
                .isInstanceOf(DamagedException.class);
        try (Repair repair = Repair.of(name, content, OpenOptions.DEFAULT, Progress.NONE)) {
            assertThat(repair.plan().recovered()).isPositive();
            assertThat(repair.plan().faults()).anyMatch(fault -> fault.message().contains("area"));
        }
    }
}
