package tdb2.engine.repair;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tdb2.engine.format.Dialect;
import tdb2.engine.testing.WholeFileProcess;
import tdb2.engine.testing.WholeFileProcess.Job;

/** Jobs over whole files take no memory for each record but a few bits: a process with a small heap does them. */
class BoundedMemoryTest {

    private static final long SOME = 200_000;
    private static final long MANY = 10_000_000;

    @TempDir
    private Path folder;

    @Test
    void twoHundredThousandRecordsInTwentyMebibytes() throws Exception {
        done("20m", Dialect.TDB2, SOME, Job.MAKE, Job.CHECK, Job.REPAIR, Job.SALVAGE);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("large")
    void tenMillionRecordsInTwoHundredAndFiftySixMebibytes(Dialect dialect) throws Exception {
        done("256m", dialect, MANY, Job.MAKE, Job.CHECK, Job.SUMMARY, Job.REPAIR, Job.BACKUP, Job.CONVERT, Job.DUMP,
                Job.SALVAGE);
    }

    @ParameterizedTest
    @EnumSource(names = { "TDB2", "TDB1" })
    void aBrokenFileOfFiftyThousandRecordsIsRepairedInTwentyMebibytes(Dialect dialect) throws Exception {
        repaired("20m", dialect, SOME / 4);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("large")
    void aBrokenFileOfTenMillionIsRepairedInTwoHundredAndFiftySixMebibytes(Dialect dialect) throws Exception {
        repaired("256m", dialect, MANY);
    }

    /** Its header is zeros, and so is a page in each 64th of it, or garbage. */
    private void repaired(String heap, Dialect dialect, long records) throws IOException, InterruptedException {
        List<String> said = WholeFileProcess.run(heap, folder.resolve("broken.tdb"), dialect, records, Job.MAKE,
                Job.DAMAGE, Job.REPAIR, Job.COMPARE);
        assertThat(said).as("every job ended").hasSize(4);
        long untouched = met(said.get(1));
        long right = met(said.get(3));
        assertThat(untouched).isBetween(records * 8 / 10, records - 1);
        assertThat(right).as("%s", said).isGreaterThanOrEqualTo(untouched * 999 / 1000);
        assertThat(met(said.get(2)) - right).as("values that a page begins or ends in, %s", said)
                .isBetween(0L, 2L * WholeFileProcess.damagedPages(records));
    }

    private static long met(String line) {
        return Long.parseLong(line.substring(line.indexOf(' ') + 1));
    }

    private void done(String heap, Dialect dialect, long records, Job... jobs)
            throws IOException, InterruptedException {
        assertThat(WholeFileProcess.run(heap, folder.resolve("many.tdb"), dialect, records, jobs))
                .containsExactlyElementsOf(Stream.of(jobs).map(job -> job + " " + records).toList());
    }
}
