package tdb2.engine.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tdb2.engine.CreateOptions;
import tdb2.engine.OpenOptions;
import tdb2.engine.Specimens;
import tdb2.engine.Specimens.Specimen;
import tdb2.engine.Tdb;
import tdb2.engine.damage.Damage;
import tdb2.engine.damage.Damaged;
import tdb2.engine.damage.Healthy;
import tdb2.engine.error.TdbException;
import tdb2.engine.event.Progress;
import tdb2.engine.format.Dialect;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.repair.Repair;

/** Check tells how many records are lost at least: so many that the index leads to have no header any more. */
class LostCountTest {

    private static final int RECORDS = 60;
    private static final int HEADER = 24;

    private static byte[] key(int number) {
        return "key %d".formatted(number).getBytes(UTF_8);
    }

    private static Diagnosis check(byte[] content) {
        try (Tdb tdb = Tdb.of("damaged", content, OpenOptions.DEFAULT)) {
            return Check.diagnose(tdb, Progress.NONE);
        }
    }

    /** Each of the records is in a chain, group or bucket of its own, so that none hides another. */
    @ParameterizedTest
    @EnumSource
    void aRecordWhoseHeaderIsGoneIsLostAndNoOther(Dialect dialect) {
        byte[] content;
        try (Tdb tdb = Tdb.inMemory("sound",
                CreateOptions.DEFAULT.withDialect(dialect).withSeed(5).withHashSize(10_007))) {
            for (int i = 0; i < RECORDS; i++) {
                tdb.store(key(i), "a value of some length".getBytes(UTF_8));
            }
            content = tdb.bytes(0, (int) tdb.refresh().size());
            assertThat(check(content).recordsLost()).isZero();
            for (int number : List.of(11, 23, 42)) {
                int at = (int) tdb.find(key(number)).orElseThrow().header().offset();
                Arrays.fill(content, at, at + HEADER, (byte) 0x5A);
            }
        }
        Diagnosis diagnosis = check(content);
        assertThat(diagnosis.recordsLost()).as("%s", diagnosis.findings()).isEqualTo(3);
        assertThat(diagnosis.recordsIntact() + diagnosis.recordsSuspect()).isEqualTo(RECORDS - 3);
    }

    /** The cut goes through the record in the middle. */
    @ParameterizedTest
    @EnumSource
    void thoseBehindTheEndOfAFileThatWasCutOffAreLost(Dialect dialect) {
        byte[] content;
        long end;
        long behind;
        try (Tdb tdb = Tdb.inMemory("sound",
                CreateOptions.DEFAULT.withDialect(dialect).withSeed(5).withHashSize(10_007))) {
            List<RecordHeader> records = new ArrayList<>();
            for (int i = 0; i < RECORDS; i++) {
                tdb.store(key(i), "a value of some length".getBytes(UTF_8));
            }
            for (int i = 0; i < RECORDS; i++) {
                records.add(tdb.find(key(i)).orElseThrow().header());
            }
            records.sort(Comparator.comparingLong(RecordHeader::offset));
            end = records.get(RECORDS / 2).end() - 4;
            behind = records.stream().filter(record -> record.end() > end).count();
            content = tdb.bytes(0, (int) end);
        }
        Diagnosis diagnosis = check(content);
        assertThat(diagnosis.recordsLost()).as("%s", diagnosis.findings()).isEqualTo(behind);
        assertThat(diagnosis.findings()).anyMatch(finding -> finding.message().contains("it was cut off"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "tdb1/corrupt-truncated60.tdb", "tdb2/corrupt-truncated60-be.tdb",
            "ntdb/corrupt-truncated60.tdb", "zoned/corrupt-truncated60.tdb" })
    void aCutOffFileHasLostSomeAndNoMoreThanItHad(String name) {
        Specimen specimen = Specimens.named(name);
        long gone = specimen.expect().get("records").asLong() - specimen.expect().get("intactRecords").asLong();
        assertThat(check(specimen.content()).recordsLost()).isBetween(10L, gone);
    }

    @ParameterizedTest
    @ValueSource(strings = { "tdb1/corrupt-zero-page.tdb", "tdb1/corrupt-magic-byte-be.tdb",
            "tdb2/corrupt-zero-page-be.tdb", "ntdb/corrupt-zero-page.tdb", "zoned/corrupt-magic-byte.tdb" })
    void someOfADamagedFileAre(String name) {
        assertThat(check(Specimens.named(name).content()).recordsLost()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = { "tdb1/corrupt-bucket-bad-pointer.tdb", "tdb1/corrupt-chain-loop.tdb",
            "tdb2/corrupt-bucket-beyond-eof.tdb", "tdb2/corrupt-hashtable-zeroed.tdb", "ntdb/corrupt-bucket-zeroed.tdb",
            "zoned/corrupt-bucket-bad-pointer.tdb", "zoned/corrupt-free-loop.tdb" })
    void noneIsWhereTheWayToItAloneIsDamaged(String name) {
        assertThat(check(Specimens.named(name).content()).recordsLost()).isZero();
    }

    /** What check says a scan finds, each key once, repair finds. */
    private static void foundByRepair(Specimen base, Damaged damaged, long unreachable) {
        OpenOptions options = OpenOptions.DEFAULT.withHash(base.hash());
        try (Repair repair = Repair.of(damaged.toString(), damaged.content(), options, Progress.NONE)) {
            assertThat(unreachable).as("%s %s", base, damaged)
                    .isBetween(repair.plan().salvaged(), repair.plan().salvaged() + repair.plan().suspect());
        }
    }

    /** Of all damages there are, whatever is said to be lost was touched. */
    @Test
    void neverMoreAreThanWereTouched() {
        for (String name : List.of("tdb1/hash1.tdb", "tdb1/txn.tdb", "tdb2/seqnum.tdb", "ntdb/three-be.tdb",
                "zoned/seed0.tdb")) {
            Specimen base = Specimens.named(name);
            Healthy healthy = Healthy.of(name, base.content(), base.hash());
            for (Damage damage : Damage.values()) {
                for (long seed = 0; seed < 4 && damage.appliesTo(healthy); seed++) {
                    holds(base, healthy.inflict(damage, seed));
                }
            }
        }
    }

    private static void holds(Specimen base, Damaged damaged) {
        try (Tdb tdb = Tdb.of(damaged.toString(), damaged.content(), OpenOptions.DEFAULT.withHash(base.hash()))) {
            long touched = (long) damaged.truth().records().size() - damaged.truth().untouched().size();
            Diagnosis diagnosis = Check.diagnose(tdb, Progress.NONE);
            assertThat(diagnosis.recordsLost()).as("%s %s", base, damaged).isLessThanOrEqualTo(touched);
            foundByRepair(base, damaged, diagnosis.recordsUnreachable());
        } catch (TdbException _) {
            // refused: nothing is counted
        }
    }
}
