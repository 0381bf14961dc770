package tdb2.ui.records;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tdb2.engine.Fetch;
import tdb2.engine.Tdb;
import tdb2.engine.event.Progress;
import tdb2.engine.inspect.Position;
import tdb2.ui.testing.Fixtures;
import tdb2.ui.widgets.PagedRows;

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
            var list = RecordList.filtered(tdb, RecordFilter.of("churn", false));
            var state = scanned(list);
            assertThat(state.listed()).isPositive().isLessThan(state.scanned());
            var keys = list.read(0).stream().map(row -> new String(row.key(), UTF_8)).toList();
            assertThat(keys).hasSize((int) Math.min(PagedRows.PAGE, state.listed()))
                    .allMatch(key -> key.contains("churn"));
        }
    }
}
