package tdb2.engine.repair;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tdb2.engine.CreateOptions;
import tdb2.engine.Fetch;
import tdb2.engine.OpenOptions;
import tdb2.engine.Specimens;
import tdb2.engine.Tdb;
import tdb2.engine.check.Check;
import tdb2.engine.error.NotATdbException;
import tdb2.engine.event.Progress;
import tdb2.engine.format.Dialect;
import tdb2.engine.format.RecordHeader;

/** What is gone is told of, and what only an older state has is not taken for what was there. */
class NothingLeftTest {

    private static final int RECORDS = 60;

    private static byte[] content(Dialect dialect) {
        CreateOptions options = CreateOptions.DEFAULT.withDialect(dialect).withOrder(ByteOrder.BIG_ENDIAN).withSeed(3);
        try (Tdb tdb = Tdb.inMemory("made", options)) {
            for (int i = 0; i < RECORDS; i++) {
                tdb.store(("key" + i).getBytes(UTF_8), ("value " + i).repeat(7).getBytes(UTF_8));
            }
            return tdb.bytes(0, Math.toIntExact(tdb.refresh().size()));
        }
    }

    private static List<RecordHeader> records(byte[] content) {
        List<RecordHeader> records = new ArrayList<>();
        try (Tdb tdb = Tdb.of("made", content, OpenOptions.DEFAULT)) {
            tdb.traverse(Fetch.KEYS, entry -> records.add(entry.header()));
        }
        return records;
    }

    private static Repair repair(byte[] content) {
        return Repair.of("broken", content, OpenOptions.DEFAULT, Progress.NONE);
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void recordsOfWhichOnlyZerosAreLeftAreCountedAsCheckCountsThem(Dialect dialect) {
        byte[] content = content(dialect);
        List<RecordHeader> records = records(content);
        records.sort(Comparator.comparingLong(RecordHeader::offset));
        for (RecordHeader record : records.subList(0, RECORDS - 1)) { // behind the last block is nothing but fill
            Arrays.fill(content, (int) record.offset(), (int) record.end(), (byte) 0);
        }
        long lost;
        try (Tdb tdb = Tdb.of("broken", content.clone(), OpenOptions.DEFAULT)) {
            lost = Check.diagnose(tdb, Progress.NONE).recordsLost();
        }
        try (Repair repair = repair(content)) {
            assertThat(repair.plan().recovered()).isEqualTo(1);
            assertThat(repair.plan().recordsLost()).isEqualTo(lost).isPositive();
            assertThat(repair.plan().isWhole()).isFalse();
            assertThat(repair.plan().steps()).anyMatch(step -> step.kind() == Plan.Kind.LOST && step.records() == lost);
        }
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void zerosWhereTheHeaderWasAreARangeThatIsLost(Dialect dialect) {
        byte[] content = content(dialect);
        long first =
                records(content).stream().mapToLong(RecordHeader::offset).sorted().skip(2).findFirst().orElseThrow();
        Arrays.fill(content, 0, (int) first, (byte) 0);
        try (Repair repair = repair(content)) {
            assertThat(repair.plan().recovered()).isEqualTo(RECORDS - 2);
            assertThat(repair.plan().lost().getFirst().offset()).isZero();
            assertThat(repair.plan().isWhole()).isFalse();
        }
    }

    /** libtdb's undo areas hold whole blocks; all that stood before this one is zero. */
    @Test
    void recordsThatOnlyAnUndoAreaHasAreAnOlderState() throws IOException {
        byte[] content = Files.readAllBytes(Specimens.named("real/samba-passdb.tdb").path());
        long area;
        try (Tdb tdb = Tdb.of("whole", content.clone(), OpenOptions.DEFAULT)) {
            area = tdb.view().header().recovery();
        }
        Arrays.fill(content, 0, (int) area, (byte) 0);
        try (Repair repair = repair(content)) {
            List<Aside> asides = repair.asides(1000);
            assertThat(asides).isNotEmpty().allMatch(aside -> aside.doubt() == Doubt.RECOVERY);
            assertThat(repair.plan().recovered()).isZero();
        }
    }

    /** A deleted record's header stands in room that was used anew; nothing but the lost table told that it is none. */
    @Test
    void whatIsLeftOfADeletedRecordHidesNoRecord() throws IOException {
        byte[] content = Files.readAllBytes(Specimens.named("tdb1/churn-be.tdb").path());
        long records = records(content.clone()).stream().filter(record -> record.offset() >= 8192).count();
        Arrays.fill(content, 0, 8192, (byte) 0);
        try (Repair repair = repair(content)) {
            assertThat(repair.plan().recovered()).isEqualTo(records);
        }
    }

    /** Records begin at multiples of four or eight bytes. */
    @Test
    void aFileThatWasShiftedByAByteIsRefusedWithTheWayOut() {
        byte[] content = content(Dialect.TDB1);
        byte[] shifted = new byte[content.length + 1];
        System.arraycopy(content, 0, shifted, 1, content.length);
        assertThatThrownBy(() -> repair(shifted)).isInstanceOf(NotATdbException.class)
                .hasMessageContaining("at offset 1 the first bytes of a database").hasMessageContaining("tail -c +2");
    }
}
