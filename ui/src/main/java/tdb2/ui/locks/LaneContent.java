package tdb2.ui.locks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import tdb2.engine.history.LockSpan;
import tdb2.engine.history.Recording;

/**
 * What lanes show of a recording, no more of it than can be seen. Made on a worker, immutable.
 *
 * @param lanes of the processes seen last, in the order of their names
 * @param more how many processes have no lane
 * @param newest the spans that began last, newest first
 * @param longestWait of all
 */
record LaneContent(List<Lane> lanes, int more, List<LockSpan> newest, Optional<LockSpan> longestWait) {

    private static final int LANES = 60;
    private static final int SPANS = 500;

    /**
     * A process and what it held and waited for last.
     *
     * @param name of the process
     * @param spans of it, newest first
     */
    record Lane(String name, List<LockSpan> spans) {}

    static LaneContent of(Recording recording) {
        Map<String, Lane> lanes = new LinkedHashMap<>();
        List<LockSpan> spans = recording.spans().reversed();
        Map<Object, String> names = new LinkedHashMap<>();
        for (LockSpan span : spans) {
            String who = names.computeIfAbsent(span.lock().party(), _ -> LockWords.who(span.lock()));
            if (lanes.size() < LANES || lanes.containsKey(who)) {
                Lane lane = lanes.computeIfAbsent(who, name -> new Lane(name, new ArrayList<>()));
                if (lane.spans.size() < SPANS) {
                    lane.spans.add(span);
                }
            }
        }
        int others = (int) names.values().stream().distinct().filter(name -> !lanes.containsKey(name)).count();
        return new LaneContent(lanes.values().stream().sorted(Comparator.comparing(Lane::name)).toList(), others,
                spans.stream().limit(SPANS).toList(), spans.stream().filter(span -> span.lock().waiting())
                        .max(Comparator.comparingLong(LockSpan::length)));
    }

    int processes() {
        return lanes.size() + more;
    }
}
