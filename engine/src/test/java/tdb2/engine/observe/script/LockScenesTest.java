package tdb2.engine.observe.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tdb2.engine.Fetch;
import tdb2.engine.OpenOptions;
import tdb2.engine.RecordCursor;
import tdb2.engine.Tdb;
import tdb2.engine.inspect.Position;
import tdb2.engine.lock.LockMeaning;
import tdb2.engine.observe.LockObserver;
import tdb2.engine.observe.LockSight;
import tdb2.engine.observe.LockWatch;
import tdb2.engine.observe.ObservedLock;
import tdb2.engine.observe.ObservedLock.Kind;
import tdb2.engine.observe.ObservedLock.State;
import tdb2.engine.observe.WaitGraph;

/** What programs get into: circles, holders that are killed, chains of waits, traversals. */
@Timeout(600)
class LockScenesTest {

    private static final long PATIENCE_NANOS = 60_000_000_000L;

    @TempDir
    Path directory;
    private Path file;
    private LockWatch watch;
    private List<Puppet> puppets = List.of();

    @BeforeEach
    void theSystemTellsLocks() {
        assumeTrue(new LockObserver().isAvailable());
        assumeTrue(Puppet.pythonHasTdb());
        file = directory.resolve("a.tdb");
    }

    @AfterEach
    void end() {
        puppets.forEach(Puppet::close);
        if (watch != null) {
            watch.close();
        }
    }

    private void start(String... kinds) {
        Puppet first = Puppet.python(file, kinds[0]);
        List.of("alpha", "beta", "gamma").forEach(key -> first.ask("store " + key + " value"));
        puppets = new ArrayList<>(List.of(first));
        for (int i = 1; i < kinds.length; i++) {
            puppets.add(Puppet.python(file, kinds[i]));
        }
        watch = LockWatch.open(file, OpenOptions.DEFAULT);
    }

    private LockSight until(Predicate<LockSight> wanted) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        LockSight sight = watch.look();
        while (!wanted.test(sight) && System.nanoTime() < end) {
            sight = watch.look();
        }
        assertThat(wanted).as("%s", sight).accepts(sight);
        return sight;
    }

    private static long waiting(LockSight sight) {
        return sight.locks().stream().filter(ObservedLock::waiting).count();
    }

    private int pid(int number) {
        return puppets.get(number).pid();
    }

    private List<String> keys(ObservedLock lock) {
        return watch.keys(lock.meaning(watch.map())).stream().map(key -> new String(key, StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void whoWaitsInACircleIsToldSo() {
        start("mutexes", "mutexes", "mutexes");
        puppets.get(0).ask("chainlock alpha");
        puppets.get(1).ask("chainlock beta");
        puppets.get(0).begin("chainlock beta");
        puppets.get(1).begin("chainlock alpha");
        puppets.get(2).begin("chainlock alpha");
        WaitGraph graph = WaitGraph.of(until(sight -> waiting(sight) == 3));
        assertThat(graph.cycles()).singleElement()
                .satisfies(cycle -> assertThat(Set.copyOf(cycle)).isEqualTo(Set.of(pid(0), pid(1))));
        assertThat(graph.roots()).as("nobody who could end it").isEmpty();
        assertThat(graph.directly(pid(0))).containsExactlyInAnyOrder(pid(1), pid(2));
    }

    @Test
    void theFirstOfAChainOfWaitsIsItsRoot() {
        start("library", "library", "library", "library");
        puppets.get(0).ask("chainlock alpha");
        puppets.get(1).ask("chainlock beta");
        puppets.get(2).ask("chainlock gamma");
        puppets.get(1).begin("chainlock alpha");
        puppets.get(2).begin("chainlock beta");
        puppets.get(3).begin("chainlock gamma");
        LockSight sight = until(now -> waiting(now) == 3);
        WaitGraph graph = WaitGraph.of(sight);
        assertThat(graph.roots()).containsExactly(pid(0));
        assertThat(graph.waitersFor(pid(0))).containsExactlyInAnyOrder(pid(1), pid(2), pid(3));
        assertThat(graph.directly(pid(1))).containsExactly(pid(2));
        assertThat(sight.locks().stream().filter(ObservedLock::waiting).map(this::keys))
                .containsExactlyInAnyOrder(List.of("alpha"), List.of("beta"), List.of("gamma"));
        assertThat(sight.locks()).allSatisfy(lock -> assertThat(lock.party().orElseThrow().user()).isNotEmpty());
        assertThat(sight.locks()).filteredOn(ObservedLock::waiting)
                .allSatisfy(lock -> assertThat(lock.party().orElseThrow().thread()).hasValue(lock.pid().orElseThrow()));
    }

    @Test
    void aMutexWhoseOwnerWasKilledIsAbandonedUntilSomebodyTakesIt() {
        start("mutexes", "mutexes");
        puppets.get(1).ask("chainlock alpha");
        int killed = pid(1);
        puppets.get(1).close();
        LockSight sight = until(now -> now.locks().stream().anyMatch(lock -> lock.state() == State.ABANDONED));
        assertThat(sight.locks()).filteredOn(lock -> lock.kind() == Kind.MUTEX).singleElement().satisfies(lock -> {
            assertThat(lock.pid()).hasValue(killed);
            assertThat(lock.command()).isEmpty();
            assertThat(keys(lock)).containsExactly("alpha");
        });
        puppets.get(0).ask("chainlock alpha");
        assertThat(watch.look().locks()).filteredOn(lock -> lock.kind() == Kind.MUTEX).singleElement()
                .satisfies(lock -> {
                    assertThat(lock.state()).isEqualTo(State.HELD);
                    assertThat(lock.pid()).hasValue(pid(0));
                });
    }

    @Test
    void locksOfAKilledProcessAreGoneAndWhoWaitedHasThem() {
        start("library", "library", "raw");
        puppets.get(0).ask("chainlock alpha");
        puppets.get(2).ask("ofd write 0 1");
        puppets.get(1).begin("chainlock alpha");
        until(now -> waiting(now) == 1);
        puppets.get(0).close();
        puppets.get(2).close();
        assertThat(until(now -> waiting(now) == 0 && now.locks().size() == 1).locks()).singleElement()
                .satisfies(lock -> assertThat(lock.pid()).hasValue(pid(1)));
    }

    @Test
    void aTraversalStandsOnARecord() {
        start("library", "python");
        puppets.get(1).ask("firstkey");
        ObservedLock lock = until(now -> now.locks().size() == 1).locks().getFirst();
        try (Tdb tdb = Tdb.open(file, OpenOptions.DEFAULT.withoutLocks())) {
            RecordCursor cursor = tdb.cursor(Position.START, Fetch.KEYS);
            assertThat(cursor.next()).isTrue();
            assertThat(lock.meaning(watch.map()))
                    .isEqualTo(new LockMeaning.RecordLock(cursor.entry().header().offset()));
            assertThat(keys(lock)).containsExactly(new String(cursor.entry().key(), StandardCharsets.UTF_8));
        }
        assertThat(lock.pid()).hasValue(pid(1));
    }
}
