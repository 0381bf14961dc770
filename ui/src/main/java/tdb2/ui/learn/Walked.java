package tdb2.ui.learn;

import java.util.ArrayList;
import java.util.List;

import tdb2.engine.event.Progress;
import tdb2.engine.lab.Act;
import tdb2.engine.lab.Moment;
import tdb2.engine.lab.Scenario;
import tdb2.engine.lab.Structure;
import tdb2.engine.lab.StructureWalk;

/**
 * A structure walk with what is shown of each of its moments. Made on a worker, immutable.
 *
 * @param walk the steps
 * @param own what the learner did after the scenario
 * @param structures the file after so many steps, from 0 on
 */
record Walked(StructureWalk walk, List<Act> own, List<Structure> structures) {

    Walked {
        own = List.copyOf(own);
        structures = List.copyOf(structures);
    }

    /** Does it; on a worker. */
    static Walked of(Scenario scenario, List<Act> own, Progress progress) {
        StructureWalk walk = StructureWalk.of(scenario, own, progress);
        List<Structure> structures = new ArrayList<>();
        for (int steps = 0; steps <= walk.moments().size(); steps++) {
            progress.check(scenario.name(), steps, walk.moments().size());
            structures.add(walk.structure(steps));
        }
        return new Walked(walk, own, structures);
    }

    int last() {
        return walk.moments().size();
    }

    /** Whether the step that led to a moment stored any of these bytes. */
    boolean changed(int steps, long from, long to) {
        return steps > 0 && moment(steps).changed(from, to);
    }

    /** The step that led to a moment, which is not the first. */
    Moment moment(int steps) {
        return walk.moments().get(steps - 1);
    }
}
