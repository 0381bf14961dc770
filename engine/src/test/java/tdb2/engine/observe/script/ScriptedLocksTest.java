package tdb2.engine.observe.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tdb2.engine.CreateOptions;
import tdb2.engine.Fetch;
import tdb2.engine.OpenOptions;
import tdb2.engine.RecordCursor;
import tdb2.engine.Tdb;
import tdb2.engine.inspect.Position;
import tdb2.engine.lock.ByteRange;
import tdb2.engine.lock.LockBackend.Mode;
import tdb2.engine.observe.LockObserver;
import tdb2.engine.observe.LockWatch;
import tdb2.engine.observe.ObservedLock.Kind;
import tdb2.engine.observe.ObservedLock.State;

/** Every holder and waiter is seen, none is invented: libtdb, python3-tdb and this engine play by a script. */
@Timeout(3600)
class ScriptedLocksTest {

    private static final int CHAINS = 131;
    private static final List<String> KEYS = List.of("alpha", "beta", "gamma", "delta", "epsilon");
    private static final long SEED = 20261122;

    @TempDir
    Path directory;

    @BeforeEach
    void theSystemTellsLocks() {
        assumeTrue(new LockObserver().isAvailable());
    }

    /** In which chain or group each key is. */
    private static Map<String, Integer> places(Path file) {
        Map<String, Integer> places = new LinkedHashMap<>();
        try (Tdb tdb = Tdb.open(file, OpenOptions.DEFAULT.withoutLocks())) {
            RecordCursor cursor = tdb.cursor(Position.START, Fetch.KEYS);
            while (cursor.next()) {
                places.put(new String(cursor.entry().key(), StandardCharsets.UTF_8),
                        cursor.entry().position().partition());
            }
        }
        assertThat(places).hasSize(KEYS.size());
        return places;
    }

    private static String tdb1Words(ByteRange range) {
        long chains = 168;
        long end = chains + 4 * CHAINS;
        Map<Long, String> single = Map.of(0L, "open", 4L, "active (clear-if-first)", 8L, "transaction", 164L,
                "free list");
        if (range.start() < chains) {
            return single.get(range.start());
        }
        if (range.length() == 0) {
            return "all records";
        }
        long first = (range.start() - chains) / 4;
        long last = (Math.min(range.endExclusive(), end) - 1 - chains) / 4;
        return range.length() >= 4 * CHAINS ? "all records"
                : first == last ? "chain " + first
                : "chains " + first + " to " + last;
    }

    private static String nativeWords(ByteRange range) {
        long groups = 64;
        long buckets = groups + (1L << 30);
        if (range.start() < 4) {
            List<String> singles = List.of("open", "transaction", "expansion", "gate");
            return String.join(", ", singles.subList((int) range.start(), (int) range.endExclusive()));
        }
        if (range.length() == 0 || (range.start() == groups && range.length() == 1L << 30)) {
            return "all records";
        }
        if (range.start() >= buckets) {
            return "free bucket at 0x" + Long.toHexString((range.start() - buckets) * 8);
        }
        long first = (range.start() - groups) >> 23;
        long last = (range.endExclusive() - 1 - groups) >> 23;
        return first == last ? "hash group " + first : "hash groups " + first + " to " + last;
    }

    private Stage libtdbStage() {
        assumeTrue(Puppet.pythonHasTdb());
        Path file = directory.resolve("fcntl.tdb");
        Puppet first = Puppet.python(file, "library");
        KEYS.forEach(key -> first.ask("store " + key + " value"));
        Map<String, Integer> chains = places(file);
        Stage stage = stage(file, ScriptedLocksTest::tdb1Words);
        stage.add(first, Script.library(chains, CHAINS));
        stage.add(Puppet.python(file, "library"), Script.library(chains, CHAINS));
        stage.add(Puppet.python(file, "python"), Script.module(CHAINS));
        long[] bytes = chains.values().stream().mapToLong(chain -> 168 + 4L * chain).toArray();
        stage.add(Puppet.python(file, "raw"), Script.ofd(bytes));
        stage.add(Puppet.python(file, "raw"), Script.ofd(0, 8, 164, bytes[0]));
        return stage;
    }

    private Stage mutexStage() {
        assumeTrue(Puppet.pythonHasTdb());
        Path file = directory.resolve("mutex.tdb");
        Puppet first = Puppet.python(file, "mutexes");
        KEYS.forEach(key -> first.ask("store " + key + " value"));
        Map<String, Integer> chains = places(file);
        Stage stage = stage(file, ScriptedLocksTest::tdb1Words);
        for (Puppet puppet : List.of(first, Puppet.python(file, "mutexes"), Puppet.python(file, "mutexes"),
                Puppet.python(file, "mutexes"))) {
            stage.add(puppet, Script.mutexes(chains, CHAINS));
            stage.expectAlways(new Claim(puppet.pid(), Kind.POSIX, Mode.READ, new ByteRange(Script.ACTIVE, 1),
                    State.HELD));
        }
        return stage;
    }

    private Stage engineStage() {
        Path file = directory.resolve("native.tdb2");
        try (Tdb tdb = Tdb.create(file, CreateOptions.DEFAULT)) {
            KEYS.forEach(key -> tdb.store(key.getBytes(StandardCharsets.UTF_8), new byte[10]));
        }
        Map<String, Integer> groups = places(file);
        Stage stage = stage(file, ScriptedLocksTest::nativeWords);
        for (int i = 0; i < 3; i++) {
            stage.add(Puppet.engine(file), Script.engine(groups));
        }
        if (Puppet.pythonHasTdb()) {
            stage.add(Puppet.python(file, "raw"), Script.ofd(0, 1, 2, 3, 64 + (1L << 30) + 8512 / 8));
        }
        return stage;
    }

    private static Stage stage(Path file, Function<ByteRange, String> words) {
        return new Stage(LockWatch.open(file, OpenOptions.DEFAULT), words);
    }

    private static void play(Stage stage, int situations) {
        try (stage) {
            stage.play(situations, new Random(SEED));
            assertThat(stage.situations()).isGreaterThanOrEqualTo(situations);
        }
    }

    @Test
    void byteRangesOfLibtdbAndPythonAreSeenAsTheyAre() {
        play(libtdbStage(), 40);
    }

    @Test
    void robustMutexesAreSeenAsTheyAre() {
        play(mutexStage(), 30);
    }

    @Test
    void locksOfThisEngineAreSeenAsTheyAre() {
        play(engineStage(), 30);
    }

    @Tag("long")
    @Test
    void allOfThemAreInAThousandSituations() {
        play(libtdbStage(), 400);
        play(mutexStage(), 300);
        play(engineStage(), 300);
    }
}
