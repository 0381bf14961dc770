package tdb2.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import tdb2.engine.Specimens.Specimen;
import tdb2.engine.error.Fault;
import tdb2.engine.inspect.Position;

/** Cursors deliver every record once and go on from any place. */
class RecordCursorTest {

    @TestFactory
    Stream<DynamicTest> goesOnFromTheMiddleAsIfItHadNeverStopped() {
        return Stream.of("tdb1/hash1.tdb", "tdb1/dead.tdb", "tdb1/mutex.tdb", "tdb2/chain100.tdb", "tdb2/churn.tdb",
                "zoned/zones.tdb", "ntdb/hsize64.tdb", "ntdb/chain100.tdb")
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    try (Tdb tdb = Tdb.of(name, Specimens.named(name).content(), OpenOptions.DEFAULT)) {
                        List<Entry> all = entries(tdb.cursor(Position.START, Fetch.KEYS), Integer.MAX_VALUE);
                        for (int from = 0; from < all.size(); from += 1 + all.size() / 50) {
                            List<Entry> rest = entries(tdb.cursor(all.get(from).position(), Fetch.KEYS), 20);
                            assertThat(offsets(rest)).as("after record %d", from)
                                    .isEqualTo(offsets(all.subList(from + 1, Math.min(all.size(), from + 21))));
                        }
                    }
                }));
    }

    @Test
    void leavesOutDeadRecordsUnlessAskedForThem() {
        try (Tdb tdb = Tdb.of("dead", Specimens.named("tdb1/dead.tdb").content(), OpenOptions.DEFAULT)) {
            assertThat(entries(tdb.cursor(Position.START, Fetch.KEYS), Integer.MAX_VALUE)).hasSize(516);
            assertThat(entries(tdb.cursor(Position.START, Fetch.preview(16)), Integer.MAX_VALUE)).hasSize(547)
                    .filteredOn(Entry::dead).hasSize(31);
        }
    }

    @Test
    void deliversEachRecordOfALoopOnceAndReportsTheLoop() {
        try (Tdb tdb = Tdb.of("loop", Specimens.named("tdb1/corrupt-chain-loop.tdb").content(), OpenOptions.DEFAULT)) {
            RecordCursor cursor = tdb.cursor(Position.START, Fetch.KEYS);
            List<Entry> all = entries(cursor, 10_000);
            assertThat(offsets(all)).doesNotHaveDuplicates();
            assertThat(cursor.faults()).singleElement().satisfies(fault -> {
                assertThat(fault.offset()).isEqualTo(189804);
                assertThat(fault.found()).contains("loop");
            });
        }
    }

    @Test
    void endsInALoopThatIsLongerThanABatch() {
        Specimen specimen = Specimens.named("tdb1/hash1.tdb");
        byte[] content = specimen.content();
        long last;
        long first;
        try (Tdb tdb = specimen.open()) {
            List<Entry> all = entries(tdb.cursor(Position.START, Fetch.KEYS), Integer.MAX_VALUE);
            first = all.getFirst().header().offset();
            last = all.getLast().header().offset();
        }
        ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).putInt((int) last, (int) first);
        try (Tdb tdb = Tdb.of("loop", content, OpenOptions.DEFAULT)) {
            RecordCursor cursor = tdb.cursor(Position.START, Fetch.KEYS);
            assertThat(offsets(entries(cursor, 10_000))).hasSize(300).doesNotHaveDuplicates();
            assertThat(cursor.faults()).singleElement().extracting(Fault::found).asString().contains("loop");
        }
    }

    @Test
    void tellsARecordOnceThatADamagedPointerOfAnotherChainLeadsTo() {
        Specimen specimen = Specimens.named("tdb1/consthash.tdb");
        byte[] content = specimen.content();
        ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(172 + 4 * 7, bytes.getInt(172 + 4 * 42));
        try (Tdb tdb = Tdb.of("crossed", content, OpenOptions.DEFAULT)) {
            RecordCursor cursor = tdb.cursor(Position.START, Fetch.KEYS);
            assertThat(offsets(entries(cursor, 10_000))).hasSize(200).doesNotHaveDuplicates();
            assertThat(cursor.faults()).isNotEmpty().first().extracting(Fault::found).isEqualTo("one of chain 42");
        }
    }

    @Test
    @Timeout(60)
    void doesNotWalkTheSameLongChainAgainForEveryHeadThatLeadsToIt() {
        int chains = 200_000;
        int records = 5_000;
        int data = 172 + 4 * chains;
        ByteBuffer file = ByteBuffer.allocate(data + 28 * records).order(ByteOrder.LITTLE_ENDIAN);
        file.put("TDB file\n".getBytes(StandardCharsets.US_ASCII)).putInt(32, 0x2601196D).putInt(36, chains);
        for (int chain = 0; chain < chains; chain++) {
            file.putInt(172 + 4 * chain, data);
        }
        for (int i = 0; i < records; i++) {
            int at = data + 28 * i;
            file.putInt(at, i + 1 < records ? at + 28 : 0).putInt(at + 4, 4).putInt(at + 20, 0x26011999);
        }
        try (Tdb tdb = Tdb.of("hostile", file.array(), OpenOptions.DEFAULT)) {
            RecordCursor cursor = tdb.cursor(Position.START, Fetch.KEYS);
            assertThat(offsets(entries(cursor, 10_000_000))).hasSize(records);
            assertThat(cursor.faults()).isNotEmpty();
        }
    }

    @Test
    void readsALargeValueInPartsAfterTheBatch() {
        try (Tdb tdb = Tdb.of("huge", Specimens.named("tdb1/huge.tdb").content(), OpenOptions.DEFAULT)) {
            Entry huge = entries(tdb.cursor(Position.START, Fetch.RECORDS), 10).stream()
                    .filter(e -> e.value().length() == 1 << 20).findFirst().orElseThrow();
            assertThat(huge.value().whole()).isFalse();
            byte[] whole = huge.value().bytes();
            assertThat(whole).hasSize(1 << 20).startsWith(huge.value().preview());
            assertThat(tdb.find(huge.key()).orElseThrow().value().bytes()).isEqualTo(whole);
        }
    }

    private static List<Entry> entries(RecordCursor cursor, int limit) {
        List<Entry> entries = new ArrayList<>();
        while (entries.size() < limit && cursor.next()) {
            entries.add(cursor.entry());
        }
        return entries;
    }

    private static List<Long> offsets(List<Entry> entries) {
        return entries.stream().map(e -> e.header().offset()).toList();
    }
}
