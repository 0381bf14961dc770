package tdb2.engine.repair;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
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
        done("256m", dialect, MANY, Job.values());
    }

    private void done(String heap, Dialect dialect, long records, Job... jobs)
            throws IOException, InterruptedException {
        assertThat(WholeFileProcess.run(heap, folder.resolve("many.tdb"), dialect, records, jobs))
                .containsExactlyElementsOf(Stream.of(jobs).map(job -> job + " " + records).toList());
    }
}
