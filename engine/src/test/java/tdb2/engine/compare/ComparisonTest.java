package tdb2.engine.compare;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import tdb2.engine.CreateOptions;
import tdb2.engine.OpenOptions;
import tdb2.engine.Specimens;
import tdb2.engine.Tdb;
import tdb2.engine.Value;
import tdb2.engine.compare.Difference.Kind;
import tdb2.engine.error.CancelledException;
import tdb2.engine.error.ConflictException;
import tdb2.engine.error.DamagedException;
import tdb2.engine.error.RefusedException;
import tdb2.engine.event.Progress;
import tdb2.engine.hash.HashChoice;
import tdb2.engine.query.Filter;
import tdb2.engine.query.Where;

/** Differences and merges of two files are those of two maps. */
class ComparisonTest {

    private static Tdb of(Map<Integer, Integer> records) {
        Tdb tdb = Tdb.inMemory("memory", CreateOptions.DEFAULT);
        records.forEach((key, value) -> tdb.store(key(key), value(value)));
        return tdb;
    }

    private static byte[] key(int number) {
        return ("key " + number).getBytes(US_ASCII);
    }

    private static byte[] value(int number) {
        byte[] value = new byte[number % 3 == 0 ? 70_000 : 4]; // longer than what is read with a record
        value[value.length - 1] = (byte) number;
        return value;
    }

    private static Map<String, Kind> differences(Tdb first, Tdb second) throws IOException {
        Map<String, Kind> found = new TreeMap<>();
        new Comparison(first, second).run(EnumSet.allOf(Kind.class), Progress.NONE,
                difference -> assertThat(found.put(new String(difference.key(), US_ASCII), difference.kind()))
                        .isNull());
        return found;
    }

    @Property(tries = 60)
    void areThoseOfTwoMaps(@ForAll @Size(max = 30) Map<@IntRange(max = 20) Integer, @IntRange(max = 5) Integer> before,
            @ForAll @Size(max = 30) Map<@IntRange(max = 20) Integer, @IntRange(max = 5) Integer> after)
            throws IOException {
        Map<String, Kind> wanted = new TreeMap<>();
        Set<Integer> keys = new TreeSet<>(before.keySet());
        keys.addAll(after.keySet());
        for (int key : keys) {
            if (!before.containsKey(key)) {
                wanted.put("key " + key, Kind.ADDED);
            } else if (!after.containsKey(key)) {
                wanted.put("key " + key, Kind.REMOVED);
            } else if (!before.get(key).equals(after.get(key))) {
                wanted.put("key " + key, Kind.CHANGED);
            }
        }
        try (Tdb one = of(before); Tdb other = of(after)) {
            assertThat(differences(one, other)).isEqualTo(wanted);
        }
    }

    @Property(tries = 60)
    void aMergeIsThatOfTwoMaps(
            @ForAll @Size(max = 30) Map<@IntRange(max = 20) Integer, @IntRange(max = 5) Integer> from,
            @ForAll @Size(max = 30) Map<@IntRange(max = 20) Integer, @IntRange(max = 5) Integer> into,
            @ForAll boolean overwriting) throws IOException {
        Map<Integer, Integer> wanted = new HashMap<>(into);
        wanted.putAll(from);
        boolean conflicts = from.entrySet().stream()
                .anyMatch(entry -> into.containsKey(entry.getKey())
                        && !into.get(entry.getKey()).equals(entry.getValue()));
        try (Tdb source = of(from); Tdb target = of(into); Tdb merged = of(wanted); Tdb before = of(into)) {
            Merge.Result plan = Merge.plan(source, Filter.ALL, target, overwriting, Progress.NONE);
            assertThat(differences(before, target)).as("a plan changes nothing").isEmpty();
            if (conflicts && !overwriting) {
                assertThatThrownBy(() -> Merge.run(source, Filter.ALL, target, false, Progress.NONE))
                        .isInstanceOfSatisfying(ConflictException.class,
                                e -> assertThat(e.conflicts()).hasSize((int) plan.conflicting()));
                assertThat(differences(before, target)).isEmpty();
            } else {
                assertThat(Merge.run(source, Filter.ALL, target, overwriting, Progress.NONE)).usingRecursiveComparison()
                        .isEqualTo(plan);
                assertThat(differences(merged, target)).isEmpty();
            }
        }
    }

    @Test
    void onlyTheWantedRecordsAreTakenOver() throws IOException {
        try (Tdb source = of(Map.of(1, 1, 12, 2, 2, 1)); Tdb target = of(Map.of(2, 2))) {
            Merge.run(source, Filter.prefix(key(1), Where.KEYS, true), target, false, Progress.NONE);
            assertThat(differences(target, source)).containsExactly(Map.entry("key 2", Kind.CHANGED));
            Merge.run(source, Filter.key(key(2)), target, true, Progress.NONE);
            assertThat(differences(target, source)).isEmpty();
        }
    }

    /** What cannot be looked up is neither there nor gone; all else is told. */
    @Test
    void aDamagedFileIsComparedAsFarAsItCanBeRead() throws IOException {
        try (Tdb damaged = Specimens.named("tdb1/corrupt-flips200.tdb").open();
                Tdb whole = Specimens.named("tdb1/corrupt-base.tdb").open()) {
            for (boolean turned : List.of(false, true)) {
                Comparison comparison = turned ? new Comparison(whole, damaged) : new Comparison(damaged, whole);
                Comparison.Result result = comparison.run(EnumSet.allOf(Kind.class), Progress.NONE, _ -> {});
                assertThat(result.faults()).isNotEmpty();
                assertThat(result.alike()).isPositive();
            }
        }
    }

    @Test
    void theDialectDoesNotMatter() throws IOException {
        try (Tdb one = Specimens.named("tdb1/three.tdb").open(); Tdb other = Tdb.inMemory("m", CreateOptions.DEFAULT)) {
            Merge.run(one, Filter.ALL, other, false, Progress.NONE);
            assertThat(differences(one, other)).isEmpty();
            other.delete("hello".getBytes(US_ASCII));
            other.store(new byte[] { 1 }, new byte[0]);
            assertThat(differences(one, other).values()).containsExactlyInAnyOrder(Kind.REMOVED, Kind.ADDED);
        }
    }

    @Test
    void nothingIsTakenOverFromAFileThatCanOnlyBeReadInPart() {
        try (Tdb one = Specimens.named("tdb1/corrupt-chain-loop.tdb").open();
                Tdb other = Tdb.inMemory("m", CreateOptions.DEFAULT)) {
            assertThatThrownBy(() -> Merge.run(one, Filter.ALL, other, false, Progress.NONE))
                    .isInstanceOf(DamagedException.class);
            assertThat(other.firstKey()).isEmpty();
        }
    }

    @Test
    void canBeCancelledAndNeedsAFileThatCanBeSearched() throws IOException {
        try (Tdb one = of(Map.of(1, 1)); Tdb other = of(Map.of(1, 2));
                Tdb constant = Tdb.of("c", Specimens.named("tdb1/three.tdb").content(),
                        OpenOptions.DEFAULT.withHash(HashChoice.constant(7)))) {
            assertThatThrownBy(() -> new Comparison(one, other).run(EnumSet.allOf(Kind.class), (_, _) -> true, _ -> {}))
                    .isInstanceOf(CancelledException.class);
            assertThatThrownBy(() -> differences(one, constant)).isInstanceOf(RefusedException.class);
        }
    }

    @Test
    void valuesAreAlikeByTheirBytes() {
        assertThat(Comparison.alike(Value.of(value(3)), Value.of(value(3)))).isTrue();
        assertThat(Comparison.alike(Value.of(value(3)), Value.of(value(0)))).isFalse();
        assertThat(Comparison.alike(Value.of(value(3)), Value.of(value(1)))).isFalse();
    }
}
