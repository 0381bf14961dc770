package tdb2.ui.locks;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import tdb2.engine.history.LockFigures;
import tdb2.engine.history.LockSpan;
import tdb2.engine.history.Recording;
import tdb2.engine.observe.LockSight;
import tdb2.engine.observe.ObservedLock;
import tdb2.engine.observe.WaitGraph;

/**
 * What the panes show of a recording at one moment. Made on a worker, immutable.
 *
 * @param recording all of it, as far as the filter lets through
 * @param at the moment, nanoseconds since its start
 * @param sight the locks at that moment
 * @param graph who waits for whom then
 * @param spans how long each of these locks has been there
 * @param figures of each thing that was locked
 * @param tree who waits for whom, line by line
 * @param words the answer to who holds and who waits
 * @param lanes who held and waited when
 */
record LockPicture(Recording recording, long at, LockSight sight, WaitGraph graph, Map<ObservedLock, LockSpan> spans,
        List<LockFigures> figures, List<WaitTree.Line> tree, String words, LaneContent lanes) {

    /** @param closed processes that did not let us look */
    static LockPicture of(Recording recording, long at, int closed, List<LockFigures> figures) {
        Map<ObservedLock, LockSpan> spans = new HashMap<>();
        for (LockSpan span : recording.spans()) {
            if (span.covers(at) && (span.open() || span.to() > at || at < recording.length())) {
                spans.put(span.lock(), span);
            }
        }
        LockSight sight = new LockSight(recording.at(at).locks().stream().filter(spans::containsKey).toList(), closed);
        var bare = new LockPicture(recording, at, sight, WaitGraph.of(sight), Map.copyOf(spans), figures, List.of(),
                "", LaneContent.of(recording));
        return new LockPicture(recording, at, sight, bare.graph, bare.spans, figures, WaitTree.lines(bare),
                NowPane.words(bare), bare.lanes);
    }

    /** How long a lock of the moment had been there by then, nanoseconds. */
    long age(ObservedLock lock) {
        return Optional.ofNullable(spans.get(lock)).map(span -> at - span.from()).orElse(0L);
    }

    /** How many wait. */
    long waiting() {
        return sight.locks().stream().filter(ObservedLock::waiting).count();
    }
}
