package tdb2.ui.records;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tdb2.engine.Fetch;
import tdb2.engine.Tdb;
import tdb2.engine.event.Progress;
import tdb2.engine.inspect.Position;
import tdb2.engine.query.Filter;
import tdb2.engine.query.Order;
import tdb2.engine.query.Query;
import tdb2.engine.query.Where;
import tdb2.ui.testing.Fixtures;
import tdb2.ui.widgets.PagedRows;
import tdb2.ui.widgets.RowRanges;

/** Pages read from checkpoints are the records of one walk, in order. */
class RecordListTest {
    private static List<Long> offsets(RecordList list, long rows) {
        var offsets = new ArrayList<Long>();
        for (long page = 0; page * PagedRows.PAGE < rows; page++) {
            list.read(page).forEach(row -> offsets.add(row.header().offset()));
        }
        return offsets;
    }

    private static RecordList.State scanned(RecordList list) {
        var last = new RecordList.State[1];
        list.scan(Progress.NONE, state -> last[0] = state);
        return last[0];
    }

    @ParameterizedTest
    @ValueSource(strings = { "tdb1/dead.tdb", "tdb1/three-be.tdb", "tdb2/chain100.tdb", "ntdb/chain100.tdb",
            "zoned/seed0.tdb",
            "zoned/collide8.tdb" })
    void pagesGiveEveryRecordOnce(String name) {
        try (var tdb = Tdb.open(Fixtures.file(name))) {
            var walked = new ArrayList<Long>();
            var cursor = tdb.cursor(Position.START, new Fetch(0, 0, true));
            while (cursor.next()) {
                walked.add(cursor.entry().header().offset());
            }
            var list = RecordList.all(tdb);
            var state = scanned(list);
            assertThat(state.complete()).isTrue();
            assertThat(state.listed()).isEqualTo(walked.size());
            assertThat(offsets(list, state.listed())).isEqualTo(walked);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "tdb1/dead.tdb", "zoned/seed0.tdb", "tdb2/chain100.tdb" })
    void everyRecordIsFoundAgain(String name) {
        try (var tdb = Tdb.open(Fixtures.file(name))) {
            var list = RecordList.all(tdb);
            long rows = scanned(list).listed();
            for (long row = 0; row < rows; row += 37) {
                var there = list.read(row / PagedRows.PAGE).get((int) (row % PagedRows.PAGE));
                var hash = tdb.view().hashing().of(there.key());
                assertThat(list.rowOf(there.header(), hash)).hasValue(row);
                assertThat(list.rowOf(there.header(), OptionalLong.empty())).hasValue(row);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "tdb1/dead.tdb" })
    void filtersListWhatMatches(String name) {
        try (var tdb = Tdb.open(Fixtures.file(name))) {
            var list = RecordList.of(tdb,
                    Query.of(Filter.contains("churn".getBytes(UTF_8), Where.KEYS, false)));
            var state = scanned(list);
            assertThat(state.listed()).isPositive().isLessThan(state.scanned());
            var keys = list.read(0).stream().map(row -> new String(row.key(), UTF_8)).toList();
            assertThat(keys).hasSize((int) Math.min(PagedRows.PAGE, state.listed()))
                    .allMatch(key -> key.contains("churn"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "tdb1/dead.tdb", "zoned/seed0.tdb" })
    void rowsAreReadAndFoundAgainInAnyList(String name) throws IOException {
        try (var tdb = Tdb.open(Fixtures.file(name))) {
            var all = RecordList.all(tdb);
            var sorted = RecordList.of(tdb, new Query(Filter.ALL, new Order(Order.By.KEY, true)));
            long rows = scanned(all).listed();
            assertThat(scanned(sorted).listed()).isEqualTo(rows);
            var some = RowRanges.of(3, 5);
            some.add(Math.min(300, rows - 1), Math.min(302, rows));
            var offsets = new ArrayList<Long>();
            all.each(some, new Fetch(0, 0, true), Progress.NONE, entry -> offsets.add(entry.header().offset()));
            assertThat(offsets).hasSize((int) some.count())
                    .isEqualTo(some.rows().mapToObj(row -> offsets(all, rows).get((int) row)).toList());
            long[] inOrder = offsets.stream().mapToLong(offset -> offset).sorted().toArray();
            assertThat(all.rowsOf(inOrder, Progress.NONE)).isEqualTo(some);
            var again = new ArrayList<Long>();
            sorted.each(sorted.rowsOf(inOrder, Progress.NONE), new Fetch(0, 0, true), Progress.NONE,
                    entry -> again.add(entry.header().offset()));
            assertThat(again).containsExactlyInAnyOrderElementsOf(offsets);
        }
    }
}
