package tdb2.engine.history;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import tdb2.engine.history.LockSpan.Begin;
import tdb2.engine.lock.ByteRange;
import tdb2.engine.lock.LockBackend.Mode;
import tdb2.engine.lock.LockEvent;
import tdb2.engine.lock.LockListener;
import tdb2.engine.observe.LockSight;
import tdb2.engine.observe.ObservedLock;
import tdb2.engine.observe.ObservedLock.Kind;
import tdb2.engine.observe.ObservedLock.State;
import tdb2.engine.observe.Party;

/**
 * Puts looks at the locks on a file together to what lasted how long. Remembers so many ended spans and lets go of the
 * oldest. What our own engine tells goes in with its exact times. Safe for several threads.
 */
public final class LockHistory implements LockListener {

    /** How many spans that have ended are remembered. */
    public static final int MOST = 20_000;
    private static final int OPEN = 100_000;
    /** Our own engine tells what a lock means, not where it is. */
    private static final ByteRange NO_BYTES = new ByteRange(0, 1);

    private final String file;
    private final Instant start;
    private final long startNanos;
    private final int most;
    private final Deque<LockSpan> ended = new ArrayDeque<>();
    private final Map<Seen, LockSpan> open = new LinkedHashMap<>();
    private final Map<Told, Long> told = new LinkedHashMap<>();
    private long dropped;
    private long looks;
    private long firstLook;
    private long lastLook;

    /** One lock among those of a look; of several that are alike, the how many-th. */
    private record Seen(ObservedLock lock, int number) {}

    /** One lock of a thread of our own. */
    private record Told(Object owner, Object meaning, Mode mode, State state) {}

    /** What is behind a lock. */
    public record Behind(String means, List<byte[]> keys) {}

    /** Says what is behind a lock that is seen for the first time. */
    @FunctionalInterface
    public interface Explanation {
        Behind of(ObservedLock lock);
    }

    /** Begins now. */
    public LockHistory(String file) {
        this(file, Instant.now(), System.nanoTime(), MOST);
    }

    LockHistory(String file, Instant start, long startNanos, int most) {
        this.file = file;
        this.start = start;
        this.startNanos = startNanos;
        this.most = most;
    }

    /**
     * Adds a look.
     *
     * @param at when it was taken, by {@link System#nanoTime()}; not before the look before
     */
    public synchronized void saw(LockSight sight, long at, Explanation explanation) {
        long time = at - startNanos;
        Begin begin = looks == 0 ? Begin.BEFORE : Begin.SEEN;
        Map<ObservedLock, Integer> alike = new LinkedHashMap<>();
        Map<Seen, LockSpan> now = new LinkedHashMap<>();
        for (ObservedLock lock : sight.locks()) {
            Seen seen = new Seen(lock, alike.merge(lock, 1, Integer::sum));
            LockSpan before = open.remove(seen);
            if (before != null) {
                now.put(seen, before.until(time));
            } else if (now.size() < OPEN) {
                Behind behind = explanation.of(lock);
                now.put(seen, new LockSpan(lock, behind.means(), behind.keys(), time, time, begin, true));
            }
        }
        open.values().forEach(span -> end(span.ended()));
        open.clear();
        open.putAll(now);
        firstLook = looks == 0 ? time : firstLook;
        lastLook = time;
        looks++;
    }

    private void end(LockSpan span) {
        ended.add(span);
        while (ended.size() > most) {
            ended.remove();
            dropped++;
        }
    }

    /** Takes what a handle of this process tells of its own locks. */
    @Override
    public synchronized void happened(LockEvent event) {
        switch (event.kind()) {
            case WAITING -> told.put(told(event, State.WAITING), event.at());
            case GRANTED -> {
                over(event, State.WAITING);
                told.put(told(event, State.HELD), event.at());
            }
            case REFUSED -> over(event, State.WAITING);
            case RELEASED -> over(event, State.HELD);
        }
    }

    private static Told told(LockEvent event, State state) {
        return new Told(event.owner(), event.meaning(), event.mode(), state);
    }

    private void over(LockEvent event, State state) {
        Optional.ofNullable(told.remove(told(event, state))).ifPresent(
                since -> end(exact(event.owner(), event.meaning().describe(), event.mode(), state, since,
                        event.at())));
    }

    private LockSpan exact(Object owner, String means, Mode mode, State state, long since, long at) {
        String who = owner instanceof Thread thread ? thread.getName() : owner.toString();
        Party party = new Party((int) ProcessHandle.current().pid(), OptionalInt.empty(), who, "");
        ObservedLock lock = new ObservedLock(Kind.OFD, mode, Optional.of(party), NO_BYTES, state);
        return new LockSpan(lock, means, List.of(), since - startNanos, at - startNanos, Begin.EXACT, false);
    }

    /** All that is remembered, as it is now. */
    public synchronized Recording recording() {
        List<LockSpan> spans = new ArrayList<>(ended);
        spans.addAll(open.values());
        spans.sort(Comparator.comparingLong(LockSpan::from));
        long interval = looks < 2 ? 0 : (lastLook - firstLook) / (looks - 1);
        return new Recording(file, start, lastLook, interval, spans, dropped);
    }
}
