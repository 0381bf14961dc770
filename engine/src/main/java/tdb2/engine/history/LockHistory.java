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
import tdb2.engine.lock.LockMeaning;
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

    private final String file;
    private final Instant start;
    private final long startNanos;
    private final int most;
    private final Deque<LockSpan> ended = new ArrayDeque<>();
    private final Map<Seen, LockSpan> open = new LinkedHashMap<>();
    private final Map<Told, Since> told = new LinkedHashMap<>();
    /** Where our own engine gave locks back since the last look, which may have shown them still. */
    private final List<ByteRange> givenBack = new ArrayList<>();
    private boolean resumed = true;
    private long dropped;
    private long looks;
    private long firstLook;
    private long lastLook;

    /** One lock among those of a look; of several that are alike, the how many-th. */
    private record Seen(ObservedLock lock, int number) {}

    /** One lock of a thread of our own. */
    private record Told(Object owner, LockMeaning meaning, ByteRange range, Mode mode, State state) {}

    /** Since when it is there, and what is behind it as soon as a look told. */
    private record Since(long at, Optional<Behind> behind) {}

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
        Begin begin = resumed ? Begin.BEFORE : Begin.SEEN;
        resumed = false;
        Map<ObservedLock, Integer> alike = new LinkedHashMap<>();
        Map<Seen, LockSpan> now = new LinkedHashMap<>();
        for (ObservedLock lock : sight.locks()) {
            if (wasTold(lock)) {
                continue;
            }
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
        givenBack.clear();
        told.replaceAll((lock, since) -> since.behind.isPresent()
                ? since
                : new Since(since.at, Optional.of(explanation.of(observed(lock)))));
        firstLook = looks == 0 ? time : firstLook;
        lastLook = time;
        looks++;
    }

    /** Whether our own engine tells of a lock that was seen. Several that touch are one to the system. */
    private boolean wasTold(ObservedLock lock) {
        return lock.kind() == Kind.OFD && lock.party().filter(Party::isUs).isPresent()
                && (told.keySet().stream().anyMatch(one -> one.range.overlaps(lock.range()))
                        || givenBack.stream().anyMatch(range -> range.overlaps(lock.range())));
    }

    /** Nobody looks for a while: what is there at the next look may be another. */
    public synchronized void rest() {
        open.values().forEach(span -> end(span.ended()));
        open.clear();
        resumed = true;
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
            case WAITING -> begins(event, State.WAITING);
            case GRANTED -> {
                over(event, State.WAITING);
                begins(event, State.HELD);
            }
            case REFUSED -> over(event, State.WAITING);
            case RELEASED -> over(event, State.HELD);
        }
    }

    private void begins(LockEvent event, State state) {
        if (told.size() < OPEN) {
            told.put(told(event, state), new Since(event.at(), Optional.empty()));
        }
    }

    private static Told told(LockEvent event, State state) {
        return new Told(event.owner(), event.meaning(), event.range(), event.mode(), state);
    }

    private void over(LockEvent event, State state) {
        Told lock = told(event, state);
        Since since = told.remove(lock);
        if (since != null) {
            end(exact(lock, since, event.at(), false));
            if (givenBack.size() < OPEN) {
                givenBack.add(lock.range);
            }
        }
    }

    private LockSpan exact(Told lock, Since since, long at, boolean open) {
        return new LockSpan(observed(lock), lock.meaning.describe(), since.behind.map(Behind::keys).orElse(List.of()),
                since.at - startNanos, at - startNanos, Begin.EXACT, open);
    }

    private static ObservedLock observed(Told lock) {
        String who = lock.owner instanceof Thread thread ? thread.getName() : lock.owner.toString();
        Party party = new Party((int) ProcessHandle.current().pid(), OptionalInt.empty(), who, "");
        return new ObservedLock(Kind.OFD, lock.mode, Optional.of(party), lock.range, lock.state);
    }

    /** All that is remembered, as it is now. */
    public synchronized Recording recording() {
        List<LockSpan> spans = new ArrayList<>(ended);
        spans.addAll(open.values());
        told.forEach((lock, since) -> {
            if (since.at - startNanos <= lastLook) {
                spans.add(exact(lock, since, lastLook + startNanos, true));
            }
        });
        spans.sort(Comparator.comparingLong(LockSpan::from));
        long interval = looks < 2 ? 0 : (lastLook - firstLook) / (looks - 1);
        return new Recording(file, start, lastLook, interval, spans, dropped);
    }
}
