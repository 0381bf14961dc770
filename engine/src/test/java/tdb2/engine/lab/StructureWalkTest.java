package tdb2.engine.lab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import tdb2.engine.Fetch;
import tdb2.engine.OpenOptions;
import tdb2.engine.Tdb;
import tdb2.engine.error.RefusedException;
import tdb2.engine.event.Progress;
import tdb2.engine.event.StructureEvent;
import tdb2.engine.event.StructureEvent.Exploded;
import tdb2.engine.event.StructureEvent.Fused;
import tdb2.engine.event.StructureEvent.Grown;
import tdb2.engine.event.StructureEvent.Joined;
import tdb2.engine.event.StructureEvent.RoomFreed;
import tdb2.engine.event.StructureEvent.RoomTaken;
import tdb2.engine.event.StructureEvent.TableBuilt;
import tdb2.engine.event.StructureEvent.TableLinked;
import tdb2.engine.inspect.Region;
import tdb2.engine.lab.Structure.Kind;
import tdb2.engine.lab.Structure.Table;

/** What the engine tells of its changes to tree and free space, and the states it stores on its way. */
class StructureWalkTest {

    private static StructureWalk walk(Scenario scenario, Act... more) {
        return StructureWalk.of(scenario, List.of(more), Progress.NONE);
    }

    private static <E extends StructureEvent> List<E> events(StructureWalk walk, Class<E> kind) {
        return walk.moments().stream().flatMap(moment -> moment.event().stream()).filter(kind::isInstance)
                .map(kind::cast).toList();
    }

    /** Number of steps done when the first event of a kind was told. */
    private static int after(StructureWalk walk, Class<? extends StructureEvent> kind) {
        for (int i = 0; i < walk.moments().size(); i++) {
            if (walk.moments().get(i).event().filter(kind::isInstance).isPresent()) {
                return i + 1;
            }
        }
        throw new AssertionError("no " + kind.getSimpleName());
    }

    @Test
    void aFullGroupExplodesInThreeStepsAndNoRecordIsEverMissing() {
        StructureWalk walk = walk(Scenario.EXPLOSION);
        int built = after(walk, TableBuilt.class);
        int linked = after(walk, TableLinked.class);
        int exploded = after(walk, Exploded.class);
        assertThat(linked).isEqualTo(built + 1);
        assertThat(exploded).isEqualTo(linked + 1);
        assertThat(walk.structure(built).tables()).as("nothing leads to the new table").hasSize(1);
        assertThat(walk.structure(linked).tables()).hasSize(2);
        Exploded event = events(walk, Exploded.class).getFirst();
        Structure done = walk.structure(exploded);
        assertThat(done.tables().getFirst().offset()).isEqualTo(event.at());
        assertThat(done.tables().getFirst().slots().get(event.bucket()).kind()).isEqualTo(Kind.TABLE);
        assertThat(done.tables().get(1).slots().stream().filter(slot -> slot.kind() == Kind.RECORD))
                .hasSize(event.moved());
        assertThat(done.records()).isEqualTo(8);
        assertThat(walk.structure(walk.moments().size()).records()).isEqualTo(10);
    }

    @Test
    void nineSmallTablesBecomeALargeOneWithTheSameRecords() {
        StructureWalk walk = walk(Scenario.FUSION);
        Fused event = events(walk, Fused.class).getFirst();
        int fused = after(walk, Fused.class);
        Structure before = walk.structure(0);
        Structure then = walk.structure(fused);
        assertThat(then.tables()).filteredOn(table -> table.offset() == event.at() + 16).singleElement()
                .satisfies(table -> assertThat(table.slots()).hasSize(64));
        assertThat(before.tables()).noneMatch(table -> table.slots().size() == 64);
        assertThat(then.tables().size()).isLessThan(before.tables().size());
        assertThat(then.records()).isEqualTo(before.records());
        assertThat(events(walk, RoomFreed.class)).hasSize(9);
    }

    @Test
    void deletedNeighboursAreJoinedAndALargeRecordIsCutFromThem() {
        StructureWalk walk = walk(Scenario.COALESCING);
        assertThat(events(walk, RoomFreed.class)).hasSize(6);
        Joined joined = events(walk, Joined.class).stream().max((a, b) -> Long.compare(a.length(), b.length()))
                .orElseThrow();
        assertThat(joined.length()).isGreaterThan(5 * joined.before());
        assertThat(events(walk, Grown.class)).as("there was room enough").isEmpty();
        assertThat(events(walk, RoomTaken.class)).anySatisfy(taken -> {
            assertThat(taken.from()).isEqualTo(joined.at());
            assertThat(taken.rest()).isEqualTo(joined.length() - taken.length()).isPositive();
        });
    }

    @Test
    void aFullFileGrowsToTheEndOfItsZoneAndThenByAZone() {
        StructureWalk walk = walk(Scenario.GROWTH);
        assertThat(events(walk, Grown.class)).anySatisfy(grown -> assertThat(grown.zone()).isTrue())
                .allSatisfy(grown -> assertThat(grown.end()).isGreaterThan(grown.at()));
        assertThat(zones(walk.structure(0))).isEqualTo(1);
        assertThat(zones(walk.structure(walk.moments().size()))).isEqualTo(2);
    }

    private static long zones(Structure structure) {
        return structure.regions().stream().filter(Region.ZoneHeader.class::isInstance).count();
    }

    @Test
    void aConstantHashUsesUpAllBitsAndBeginsAChain() {
        StructureWalk walk = walk(Scenario.CHAIN);
        Structure done = walk.structure(walk.moments().size());
        assertThat(events(walk, Exploded.class)).extracting(Exploded::used).contains(10, 64);
        assertThat(events(walk, TableBuilt.class)).filteredOn(TableBuilt::chain).hasSize(3);
        assertThat(done.tables()).extracting(Table::kind).contains(Kind.CHAIN);
        assertThat(done.records()).isEqualTo(18);
    }

    @ParameterizedTest
    @EnumSource(Scenario.class)
    void everyStepIsAFileWithoutDamageThatHasEachRecordAsItWasOrWillBe(Scenario scenario) {
        StructureWalk walk = walk(scenario, new Act(Act.Kind.APPEND, "tenant 1", "more"), Act.delete("k1"),
                Act.store("own", "mine"));
        long before = records(walk, 0);
        for (int steps = 1; steps <= walk.moments().size(); steps++) {
            long now = records(walk, steps);
            assertThat(now - before).as("step " + steps).isBetween(-1L, 1L);
            before = now;
        }
    }

    private static long records(StructureWalk walk, int steps) {
        try (Tdb tdb = Tdb.of("step " + steps, walk.content(steps),
                OpenOptions.DEFAULT.withHash(walk.scenario().hash()))) {
            assertThat(tdb.regions(Progress.NONE).faults()).as("step " + steps).isEmpty();
            List<String> keys = new ArrayList<>();
            tdb.traverse(Fetch.KEYS, entry -> {
                keys.add(new String(entry.key(), UTF_8));
                return true;
            });
            return keys.stream().distinct().count();
        }
    }

    @Test
    void whatTheLearnerDoesComesAfterTheScenario() {
        StructureWalk walk = walk(Scenario.EXPLOSION);
        int group = walk.structure(0).partition();
        String key = walk.freshKey(group).orElseThrow();
        StructureWalk more = walk(Scenario.EXPLOSION, Act.store(key, "mine"));
        assertThat(more.own()).isEqualTo(walk.moments().size());
        assertThat(more.content(more.own())).isEqualTo(walk.content(more.own()));
        assertThat(more.moments().getLast().event()).isEqualTo(Optional.empty());
        assertThat(more.structure(more.moments().size()).records()).isEqualTo(11);
        assertThat(more.structure(more.moments().size()).partition()).isEqualTo(group);
    }

    @Test
    void tooMuchIsRefused() {
        List<Act> many = Collections.nCopies(StructureWalk.MOST_ACTS + 1, Act.delete("a"));
        assertThatThrownBy(() -> StructureWalk.of(Scenario.EMPTY, many, Progress.NONE))
                .isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> walk(Scenario.EMPTY, Act.store("a", "x".repeat(StructureWalk.LONGEST + 1))))
                .isInstanceOf(RefusedException.class);
    }
}
