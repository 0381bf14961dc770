package tdb2.engine.repair;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tdb2.engine.CreateOptions;
import tdb2.engine.Fetch;
import tdb2.engine.OpenOptions;
import tdb2.engine.Tdb;
import tdb2.engine.event.Progress;
import tdb2.engine.format.Dialect;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.inspect.Region.SubTable;

/**
 * Where a page was written over, what is left of its first and its last block is taken for no record. Without the file's
 * header nobody can hash a key, so that only their form tells.
 */
class WrittenOverTest {

    private static final int RECORDS = 2000;
    private static final int PAGE = 4096;
    private static final int HEADERS = 512;
    private static final int PLACES = 48;

    @ParameterizedTest
    @EnumSource(names = { "TDB2", "TDB2_TABLES", "NTDB" })
    void aHeaderOfWhichTheSecondHalfIsZerosIsNoRecordWithoutAKey(Dialect dialect) throws IOException {
        byte[] sound = content(dialect);
        for (RecordHeader record : records(sound)) {
            byte[] broken = sound.clone();
            int from = (int) record.offset() + 8;
            Arrays.fill(broken, from, Math.min(from + PAGE, broken.length), (byte) 0);
            assertThat(keyless(broken)).as("zeros from %d", from).isEmpty();
        }
    }

    @Test
    void aTableOfGarbageIsNoRecordWithoutAKeyThatTheCopyHas() throws IOException {
        byte[] sound = content(Dialect.TDB2);
        List<RecordHeader> tables = tables(sound);
        assertThat(tables).isNotEmpty();
        List<Doubt> doubts = new ArrayList<>();
        for (RecordHeader table : tables) {
            byte[] broken = sound.clone();
            byte[] garbage = new byte[(int) table.valueLength()];
            new Random(table.offset()).nextBytes(garbage);
            System.arraycopy(garbage, 0, broken, (int) table.valueOffset(), garbage.length);
            doubts.addAll(keyless(broken));
        }
        assertThat(doubts).hasSize(tables.size()).containsOnly(Doubt.TABLE);
    }

    private static byte[] content(Dialect dialect) {
        CreateOptions options = CreateOptions.DEFAULT.withDialect(dialect).withSeed(7)
                .withOrder(ByteOrder.LITTLE_ENDIAN);
        try (Tdb tdb = Tdb.inMemory("sound", options)) {
            for (int i = 0; i < RECORDS; i++) {
                tdb.store("key %d".formatted(i).getBytes(UTF_8), "value %d".formatted(i).getBytes(UTF_8));
            }
            return tdb.bytes(0, Math.toIntExact(tdb.refresh().size()));
        }
    }

    /** Some of the records. */
    private static List<RecordHeader> records(byte[] sound) {
        List<RecordHeader> records = new ArrayList<>();
        try (Tdb tdb = Tdb.of("sound", sound, OpenOptions.DEFAULT)) {
            tdb.traverse(Fetch.KEYS, entry -> {
                records.add(entry.header());
                return records.size() < PLACES;
            });
        }
        return records;
    }

    /** The sub-tables. */
    private static List<RecordHeader> tables(byte[] sound) {
        List<RecordHeader> tables = new ArrayList<>();
        try (Tdb tdb = Tdb.of("sound", sound, OpenOptions.DEFAULT)) {
            tdb.regions(Progress.NONE).forEach(0, Progress.NONE, region -> {
                if (region instanceof SubTable table) {
                    tables.add(table.header());
                }
                return true;
            });
        }
        return tables;
    }

    /** What is set aside of records without a key, when the header is lost too; the copy has none of them. */
    private static List<Doubt> keyless(byte[] broken) throws IOException {
        Arrays.fill(broken, 0, HEADERS, (byte) 0);
        try (Repair repair = Repair.of("broken", broken, OpenOptions.DEFAULT, Progress.NONE);
                Tdb copy = Tdb.inMemory("copy", repair.copyOptions())) {
            repair.fill(copy, Progress.NONE);
            assertThat(copy.exists(new byte[0])).as("a record without a key").isFalse();
            return repair.asides(RECORDS).stream().filter(aside -> aside.key().length == 0).map(Aside::doubt).toList();
        }
    }
}
