package tdb2.engine.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tdb2.engine.OpenOptions;
import tdb2.engine.Specimens;
import tdb2.engine.Specimens.Specimen;
import tdb2.engine.Tdb;
import tdb2.engine.check.Diagnosis.Verdict;
import tdb2.engine.damage.Damage;
import tdb2.engine.damage.Healthy;
import tdb2.engine.damage.Truth.Known;
import tdb2.engine.event.Progress;

/** What check says of files that end early, or whose end reads as zeros, wherever that begins. */
class CutOffTest {

    private static final int PAGE = 4096;
    private static final int CUTS = 10;

    /** Through pages, as file systems cut, and exactly where a record begins, which nothing tells. */
    @ParameterizedTest
    @ValueSource(strings = { "tdb1/corrupt-base.tdb", "tdb1/corrupt-base-be.tdb", "tdb1/txn.tdb",
            "tdb2/corrupt-base.tdb", "tdb2/txn.tdb", "ntdb/corrupt-base.tdb", "ntdb/corrupt-base-be.tdb",
            "zoned/corrupt-base.tdb", "zoned/corrupt-base-be.tdb" })
    void aFileThatIsCutOffIsDamagedAndNeverHasLostMoreThanItHad(String name) {
        Specimen base = Specimens.named(name);
        byte[] whole = base.content();
        List<Known> records = Healthy.of(name, whole, base.hash()).inflict(Damage.TRUNCATED, 0).truth().records();
        Stream<Long> pages = IntStream.range(0, CUTS)
                .mapToObj(i -> (long) whole.length * (CUTS + i) / (2 * CUTS) & -PAGE);
        Stream<Long> blocks = IntStream.range(1, CUTS).mapToObj(i -> records.get(records.size() * i / CUTS).offset());
        Stream.concat(pages, blocks).forEach(end -> {
            Diagnosis diagnosis = check(base, Arrays.copyOf(whole, Math.toIntExact(end)));
            long gone = records.stream().filter(record -> record.end() > end).count();
            assertThat(diagnosis.recordsLost()).as("%s, cut at %d", name, end).isBetween(0L, gone);
            assertThat(diagnosis.verdict()).as("%s, cut at %d", name, end).isEqualTo(Verdict.DAMAGED);
        });
    }

    /** Header and nothing else: no structure contradicts itself, and yet nobody would call this sound. */
    @Test
    void aFileOfWhichAllButTheHeaderIsZerosIsNeverCalledSound() {
        Specimen base = Specimens.named("tdb1/corrupt-base.tdb");
        byte[] content = base.content();
        Arrays.fill(content, 168, content.length, (byte) 0);
        Diagnosis diagnosis = check(base, content);
        assertThat(diagnosis.verdict()).isEqualTo(Verdict.UNCERTAIN);
        assertThat(diagnosis.findings()).anyMatch(finding -> finding.message().contains("look for a backup"));
    }

    private static Diagnosis check(Specimen base, byte[] content) {
        try (Tdb tdb = Tdb.of("cut", content, OpenOptions.DEFAULT.withHash(base.hash()))) {
            return Check.diagnose(tdb, Progress.NONE);
        }
    }
}
