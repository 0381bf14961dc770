package tdb2.ui.testing;

import java.awt.EventQueue;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Asks the event thread for an answer again and again and measures how long each takes: what a user feels as a window that
 * hangs. Measures until it is closed; the figures may be read at any time, on any thread.
 */
public final class EventThreadWatchdog implements AutoCloseable {

    /** Stalls longer than this are counted: people notice them. */
    public static final Duration NOTICED = Duration.ofMillis(50);

    /** Of stalls longer than this it is kept what the event thread did. */
    public static final Duration LOOKED_INTO = Duration.ofMillis(30);

    private static final int FRAMES = 40;
    private static final long PAUSE_MILLIS = 5;
    private static final long GIVE_UP_SECONDS = 60;

    private final AtomicLong longest = new AtomicLong();
    private final AtomicLong noticed = new AtomicLong();
    private final AtomicLong asked = new AtomicLong();
    private final List<String> stacks = new CopyOnWriteArrayList<>();
    private final AtomicReference<Thread> eventThread = new AtomicReference<>();
    private final Thread thread = Thread.ofPlatform().name("watchdog").daemon().unstarted(this::watch);
    private volatile boolean closed;

    private EventThreadWatchdog() {}

    /** Begins to measure. */
    public static EventThreadWatchdog start() {
        var watchdog = new EventThreadWatchdog();
        watchdog.thread.start();
        return watchdog;
    }

    /** The longest time that the event thread did not answer. */
    public Duration longest() {
        return Duration.ofNanos(longest.get());
    }

    /** How many stalls were longer than {@link #NOTICED}. */
    public long noticed() {
        return noticed.get();
    }

    /** How often the event thread was asked. */
    public long asked() {
        return asked.get();
    }

    /** Forgets what was measured so far. */
    public void reset() {
        longest.set(0);
        noticed.set(0);
        asked.set(0);
        stacks.clear();
    }

    /** Stalls longer than {@link #LOOKED_INTO}: how long each was, and what the event thread was at after that time. */
    public List<String> stacks() {
        return List.copyOf(stacks);
    }

    private String lookAtTheEventThread() {
        Thread thread = eventThread.get();
        return thread == null
                ? ""
                : Stream.of(thread.getStackTrace()).limit(FRAMES).map(StackTraceElement::toString)
                        .collect(Collectors.joining("\n    "));
    }

    private void watch() {
        try {
            while (!closed) {
                var answered = new CountDownLatch(1);
                long start = System.nanoTime();
                EventQueue.invokeLater(() -> {
                    eventThread.set(Thread.currentThread());
                    answered.countDown();
                });
                boolean slow = !answered.await(LOOKED_INTO.toMillis(), TimeUnit.MILLISECONDS);
                String at = slow ? lookAtTheEventThread() : "";
                boolean late = !answered.await(GIVE_UP_SECONDS, TimeUnit.SECONDS);
                long nanos = System.nanoTime() - start;
                asked.incrementAndGet();
                if (slow) {
                    stacks.add("%d ms at %s".formatted(nanos / 1_000_000, at));
                }
                longest.accumulateAndGet(nanos, Math::max);
                if (late || nanos > NOTICED.toNanos()) {
                    noticed.incrementAndGet();
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException _) {
            // closed
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    @Override
    public String toString() {
        return "longest stall %d ms, %d above %d ms of %d looks".formatted(longest().toMillis(), noticed(),
                NOTICED.toMillis(), asked());
    }
}
