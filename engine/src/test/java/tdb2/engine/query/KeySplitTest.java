package tdb2.engine.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tdb2.engine.Specimens;
import tdb2.engine.Tdb;
import tdb2.engine.event.Progress;

/** Keys as paths. */
class KeySplitTest {

    private static final KeySplit SLASH = new KeySplit((byte) '/', false);
    private static final KeySplit DN = new KeySplit((byte) ',', true);

    private static List<String> names(KeySplit split, String key) {
        return split.names(key.getBytes(UTF_8)).stream().map(name -> new String(name, UTF_8)).toList();
    }

    private static List<byte[]> path(String... names) {
        return Stream.of(names).map(name -> name.getBytes(UTF_8)).toList();
    }

    @Test
    void namesStandBetweenSeparators() {
        assertThat(names(SLASH, "/local/domain/0")).containsExactly("", "local", "domain", "0");
        assertThat(names(SLASH, "SECRETS/SID/HOST\0")).containsExactly("SECRETS", "SID", "HOST");
        assertThat(names(new KeySplit((byte) '\\', false), "HKLM\\SOFTWARE\0\0")).containsExactly("HKLM", "SOFTWARE");
        assertThat(names(SLASH, "")).containsExactly("");
        assertThat(names(SLASH, "\0")).containsExactly("");
    }

    @Test
    void distinguishedNamesBeginAtTheRight() {
        assertThat(names(DN, "DN=CN=ADMIN,CN=USERS,DC=EXAMPLE,DC=COM\0")).containsExactly("DC=COM", "DC=EXAMPLE",
                "CN=USERS", "DN=CN=ADMIN");
        assertThat(names(DN, "DN=CN=SMITH\\, JOHN,DC=COM")).containsExactly("DC=COM", "DN=CN=SMITH\\, JOHN");
    }

    @Test
    void theUsualSeparatorsAreGuessed() {
        assertThat(KeySplit.guess(path("HKLM\0", "HKLM\\SOFTWARE\0", "HKLM\\SYSTEM\0")))
                .hasValue(KeySplit.USUAL.get(0));
        assertThat(KeySplit.guess(path("SECRETS/SID/A", "SECRETS/B", "INFO/version"))).hasValue(SLASH);
        assertThat(KeySplit.guess(path("DN=@BASEINFO", "DN=CN=A,DC=X", "DN=CN=B,DC=X", "DN=CN=C,DC=X"))).hasValue(DN);
        assertThat(KeySplit.guess(path("one", "two", "three", "a/b"))).isEmpty();
        assertThat(KeySplit.guess(List.of())).isEmpty();
    }

    @Test
    void aLevelCountsWhatIsBelowEachName() {
        try (Tdb tdb = Tdb.open(Specimens.named("tdb1/dead.tdb").path())) {
            var split = new KeySplit((byte) '-', false);
            var expected = new TreeMap<String, Long>();
            KeyLevel.sample(tdb, Integer.MAX_VALUE)
                    .forEach(key -> expected.merge(names(split, new String(key, UTF_8)).getFirst(), 1L, Long::sum));
            var level = KeyLevel.of(tdb, split, List.of(), Progress.NONE);
            var counted = new TreeMap<String, Long>();
            level.names().forEach(name -> counted.put(new String(name.name(), UTF_8), name.records()));
            assertThat(counted).isEqualTo(expected).containsKey("churn");
            assertThat(level.moreRecords()).isZero();
            var below = KeyLevel.of(tdb, split, path("churn"), Progress.NONE);
            long inside = level.names().stream().filter(name -> Arrays.equals(name.name(), "churn".getBytes(UTF_8)))
                    .mapToLong(KeyLevel.Name::below).sum();
            assertThat(below.names().stream().mapToLong(KeyLevel.Name::records).sum()).isEqualTo(inside).isPositive();
        }
    }

    @Test
    void aLevelKeepsTheFirstNamesAndCountsTheRest() {
        try (Tdb tdb = Tdb.open(Specimens.named("tdb1/dead.tdb").path())) {
            var whole = KeyLevel.of(tdb, SLASH, List.of(), Progress.NONE);
            var few = KeyLevel.of(tdb, SLASH, List.of(), 10, Progress.NONE);
            assertThat(few.names().stream().map(name -> new String(name.name(), UTF_8)))
                    .isEqualTo(whole.names().stream().limit(10).map(name -> new String(name.name(), UTF_8)).toList());
            long kept = few.names().stream().mapToLong(KeyLevel.Name::records).sum();
            long all = whole.names().stream().mapToLong(KeyLevel.Name::records).sum();
            assertThat(kept + few.moreRecords()).isEqualTo(all);
        }
    }

    @Test
    void aPathFiltersWhatIsAtItAndBelow() {
        try (Tdb tdb = Tdb.open(Specimens.named("tdb1/dead.tdb").path())) {
            var split = new KeySplit((byte) '-', false);
            var below = new Search(tdb, Query.of(split.below(path("churn"))), false);
            below.run(Progress.NONE, _ -> {});
            var prefix = new Search(tdb, Query.of(Filter.prefix("churn-".getBytes(UTF_8), Where.KEYS, true)), false);
            prefix.run(Progress.NONE, _ -> {});
            assertThat(below.found().count()).isEqualTo(prefix.found().count()).isPositive();
        }
    }
}
