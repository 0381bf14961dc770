package tdb2.engine.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tdb2.engine.Entry;
import tdb2.engine.Fetch;
import tdb2.engine.Specimens;
import tdb2.engine.Tdb;
import tdb2.engine.error.CancelledException;
import tdb2.engine.error.RefusedException;
import tdb2.engine.event.Progress;
import tdb2.engine.inspect.Position;

/** What a search finds in real files, in every order. */
class SearchTest {

    private static final List<String> FILES = List.of("tdb1/dead.tdb", "zoned/seed0.tdb", "tdb2/chain100.tdb");

    private static Tdb open(String name) {
        return Tdb.open(Specimens.named(name).path());
    }

    private static List<Entry> walked(Tdb tdb) {
        var entries = new ArrayList<Entry>();
        var cursor = tdb.cursor(Position.START, new Fetch(Integer.MAX_VALUE, Integer.MAX_VALUE, true));
        while (cursor.next()) {
            entries.add(cursor.entry());
        }
        return entries;
    }

    private static List<Long> found(Tdb tdb, Query query) {
        var search = new Search(tdb, query, true);
        search.run(Progress.NONE, _ -> {});
        return IntStream.range(0, search.found().count()).mapToObj(search.found()::offset).toList();
    }

    private static Comparator<Entry> comparator(Order.By by) {
        return switch (by) {
            case INDEX -> (_, _) -> 0;
            case KEY -> Comparator.comparing(Entry::key, Arrays::compareUnsigned);
            case VALUE -> Comparator.comparing(entry -> entry.value().bytes(), Arrays::compareUnsigned);
            case KEY_SIZE -> Comparator.comparingLong(entry -> entry.header().keyLength());
            case VALUE_SIZE -> Comparator.comparingLong(entry -> entry.header().valueLength());
            case PADDING -> Comparator.comparingLong(entry -> entry.header().padding());
            case OFFSET -> Comparator.comparingLong(entry -> entry.header().offset());
            case DEPTH -> Comparator.comparingInt(Entry::depth);
        };
    }

    @ParameterizedTest
    @EnumSource
    void everyOrderIsThatOfAStableSort(Order.By by) {
        for (String name : FILES) {
            try (Tdb tdb = open(name)) {
                for (boolean descending : new boolean[] { false, true }) {
                    var expected = walked(tdb);
                    expected.sort(descending ? Collections.reverseOrder(comparator(by)) : comparator(by));
                    assertThat(found(tdb, new Query(Filter.ALL, new Order(by, descending)))).as(name)
                            .isEqualTo(expected.stream().map(entry -> entry.header().offset()).toList());
                }
            }
        }
    }

    @Test
    void onlyWhatTheFilterLetsThroughIsFoundAndKnowsItsPlace() {
        try (Tdb tdb = open("tdb1/dead.tdb")) {
            var filter = Filter.contains("churn-1".getBytes(UTF_8), Where.KEYS, true);
            var search = new Search(tdb, new Query(filter, new Order(Order.By.KEY, false)), true);
            var state = search.run(Progress.NONE, _ -> {});
            var expected = walked(tdb).stream().filter(entry -> new String(entry.key(), UTF_8).contains("churn-1"))
                    .sorted(comparator(Order.By.KEY)).toList();
            assertThat(state.found()).isEqualTo(expected.size()).isPositive().isLessThan(state.scanned());
            for (int row = 0; row < expected.size(); row++) {
                var entry = expected.get(row);
                assertThat(search.found().offset(row)).isEqualTo(entry.header().offset());
                assertThat(search.found().partition(row)).isEqualTo(entry.position().partition());
                assertThat(search.found().depth(row)).isEqualTo(entry.depth());
                assertThat(search.found().rowOf(entry.header().offset())).hasValue(row);
            }
            long[] some = { search.found().offset(3), search.found().offset(1) };
            Arrays.sort(some);
            assertThat(search.found().rowsOf(some)).containsExactly(1, 3);
        }
    }

    @Test
    void moreThanAreKeptIsSaid() {
        try (Tdb tdb = open("tdb1/dead.tdb")) {
            var search = new Search(tdb, Query.ALL, true, 100);
            var state = search.run(Progress.NONE, _ -> {});
            assertThat(state.found()).isEqualTo(100);
            assertThat(state.capped()).isTrue();
        }
    }

    @Test
    void moreThanAreKeptAreNotSortedInPart() {
        try (Tdb tdb = open("tdb1/dead.tdb")) {
            var byKey = new Query(Filter.ALL, new Order(Order.By.KEY, false));
            assertThatThrownBy(() -> new Search(tdb, byKey, true, 100).run(Progress.NONE, _ -> {}))
                    .isInstanceOf(RefusedException.class).hasMessageContaining("at most 100 records to sort")
                    .hasMessageContaining("TDB2_JAVA_OPTS=-Xmx1m");
        }
    }

    @Test
    void whatIsExactlyAsMuchAsIsKeptIsWhole() {
        try (Tdb tdb = open("tdb1/dead.tdb")) {
            int all = walked(tdb).size();
            for (var order : new Order[] { Order.INDEX, new Order(Order.By.KEY, false) }) {
                var state = new Search(tdb, new Query(Filter.ALL, order), true, all).run(Progress.NONE, _ -> {});
                assertThat(state.capped()).isFalse();
                assertThat(state.found()).isEqualTo(all);
            }
        }
    }

    @Test
    void endsWhenItIsCancelled() {
        try (Tdb tdb = open("tdb1/dead.tdb")) {
            var search = new Search(tdb, Query.ALL, true);
            assertThatThrownBy(() -> search.run((_, _) -> true, _ -> {})).isInstanceOf(CancelledException.class);
        }
    }

    @Test
    void recordsThatCannotBeDecidedAreFaultsAndTheRestIsFound() {
        try (Tdb tdb = open("tdb1/dead.tdb")) {
            Filter picky = (entry, progress) -> {
                if (entry.key().length > 7) {
                    throw new RefusedException(new tdb2.engine.error.Fault(tdb.name(),
                            entry.header().offset(), "a short key", "a long one", ""));
                }
                return true;
            };
            var state = new Search(tdb, Query.of(picky), true).run(Progress.NONE, _ -> {});
            assertThat(state.found()).isPositive();
            assertThat(state.faults()).hasSize((int) (state.scanned() - state.found())).isNotEmpty();
        }
    }
}
