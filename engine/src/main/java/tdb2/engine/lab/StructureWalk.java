package tdb2.engine.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import tdb2.engine.OpenOptions;
import tdb2.engine.Tdb;
import tdb2.engine.dialect.Assembly;
import tdb2.engine.disk.DiskWatcher;
import tdb2.engine.disk.SimulatedDisk;
import tdb2.engine.error.Fault;
import tdb2.engine.error.RefusedException;
import tdb2.engine.error.TdbException;
import tdb2.engine.event.Progress;
import tdb2.engine.event.StructureEvent;
import tdb2.engine.event.StructureListener;
import tdb2.engine.lab.Moment.Stored;
import tdb2.engine.lab.Scenario.Plan;

/**
 * What operations do to the structure of a small file, step by step: the real engine on a simulated disk, a step for each
 * {@link StructureEvent} it tells and for the end of each operation. Immutable; safe for several threads.
 */
public final class StructureWalk {

    /** Most operations of the learner's own. */
    public static final int MOST_ACTS = 200;
    /** Longest value of the learner's own, bytes. */
    public static final int LONGEST = 4096;
    /** Above this no more steps are recorded. */
    private static final int MOST_MOMENTS = 4000;

    private final Scenario scenario;
    private final byte[] start;
    private final List<Moment> moments;
    private final int own;
    private final Assembly empty;

    private StructureWalk(Scenario scenario, byte[] start, List<Moment> moments, int own) {
        this.scenario = scenario;
        this.start = start;
        this.moments = List.copyOf(moments);
        this.own = own;
        try (Tdb tdb = scenario.open()) {
            this.empty = tdb.view().assembly();
        }
    }

    /**
     * Does a scenario, and then what the learner wants.
     *
     * @param more at most {@value #MOST_ACTS}
     * @throws RefusedException when that is too much
     * @throws TdbException when the engine refuses an operation
     */
    public static StructureWalk of(Scenario scenario, List<Act> more, Progress progress) {
        if (more.size() > MOST_ACTS || more.stream().anyMatch(act -> act.value().length() > LONGEST)) {
            throw new RefusedException(new Fault(scenario.name(), Fault.NOWHERE,
                    "at most %d operations with values of at most %d bytes".formatted(MOST_ACTS, LONGEST),
                    more.size() + " operations", "begin anew"));
        }
        Plan plan = scenario.plan();
        SimulatedDisk disk = new SimulatedDisk(scenario.name(), scenario.options().content());
        Recorder recorder = new Recorder(disk);
        try (Tdb tdb = Tdb.of(disk, scenario.options().open().withStructureListener(recorder))) {
            plan.before().forEach(act -> act.on(tdb));
            byte[] start = disk.content();
            disk.watch(recorder);
            List<Act> acts = Stream.concat(plan.acts().stream(), more.stream()).toList();
            int own = 0;
            for (int i = 0; i < acts.size() && recorder.moments.size() < MOST_MOMENTS; i++) {
                own = i == plan.acts().size() ? recorder.moments.size() : own;
                progress.check(scenario.name(), i, acts.size());
                recorder.run(tdb, acts.get(i));
            }
            disk.watch(DiskWatcher.NONE);
            recorder.act = Optional.empty();
            return new StructureWalk(scenario, start, recorder.moments, own);
        }
    }

    /** Which scenario it began with. */
    public Scenario scenario() {
        return scenario;
    }

    /** Its steps, in order. */
    public List<Moment> moments() {
        return moments;
    }

    /** How many steps come before the learner's own operations; 0 when there are none. */
    public int own() {
        return own;
    }

    /** The file when so many steps are done; 0: as it was at first. */
    public byte[] content(int steps) {
        byte[] content = start.clone();
        for (Moment moment : moments.subList(0, steps)) {
            content = Arrays.copyOf(content, Math.toIntExact(moment.length()));
            for (Stored stored : moment.stored()) {
                System.arraycopy(stored.bytes(), 0, content, (int) stored.offset(), stored.bytes().length);
            }
        }
        return content;
    }

    /** The structure when so many steps are done, with the top-level group of the operation's key. */
    public Structure structure(int steps) {
        String key = moments.isEmpty() ? "" : moments.get(Math.max(0, steps - 1)).act().key();
        return Structure.of(scenario.name(), content(steps), scenario.hash(), groupOf(key));
    }

    /** The top-level group of a key. */
    public int groupOf(String key) {
        return empty.index().partitionOf(empty.hashing().function().hash(key.getBytes(UTF_8),
                empty.hashing().seed()));
    }

    /** A key that is not in the file, which belongs to a top-level group; empty when there is none among a million. */
    public Optional<String> freshKey(int group) {
        byte[] now = content(moments.size());
        try (Tdb tdb = Tdb.of(scenario.name(), now, OpenOptions.DEFAULT.withHash(scenario.hash()))) {
            return scenario.keys(hash -> empty.index().partitionOf(hash) == group)
                    .filter(key -> !tdb.exists(key.getBytes(UTF_8))).findFirst();
        }
    }

    /** Puts stores and events together to steps. */
    private static final class Recorder implements DiskWatcher, StructureListener {

        private final SimulatedDisk disk;
        private final List<Moment> moments = new ArrayList<>();
        private final List<Stored> stored = new ArrayList<>();
        private Optional<Act> act = Optional.empty();

        Recorder(SimulatedDisk disk) {
            this.disk = disk;
        }

        void run(Tdb tdb, Act what) {
            act = Optional.of(what);
            what.on(tdb);
            end(Optional.empty());
        }

        private void end(Optional<StructureEvent> event) {
            act.ifPresent(now -> moments.add(new Moment(now, event, stored, disk.size())));
            stored.clear();
        }

        @Override
        public void happened(StructureEvent event) {
            end(Optional.of(event));
        }

        @Override
        public void stored(long offset, byte[] before, byte[] after) {
            stored.add(new Stored(offset, after));
        }
    }
}
