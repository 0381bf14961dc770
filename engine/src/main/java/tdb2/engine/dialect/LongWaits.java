package tdb2.engine.dialect;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tdb2.engine.error.Fault;
import tdb2.engine.error.TdbException;
import tdb2.engine.hash.HashChoice;
import tdb2.engine.lock.ByteRange;
import tdb2.engine.lock.LockBackend.Mode;
import tdb2.engine.lock.LockFunctions;
import tdb2.engine.lock.LockMeaning;
import tdb2.engine.lock.Waiting;
import tdb2.engine.storage.Storage;

/**
 * Tells the log of waits for another process while they last: what is waited for, who has it, and for how long at least.
 * After a second first, then after ten times as long each time. The wait itself is left as it is. Safe for several threads.
 *
 * @param storage the file
 * @param functions take the locks
 * @param log is told, on a thread of its own
 */
public record LongWaits(Storage storage, LockFunctions functions, Consumer<Fault> log) implements LockFunctions {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final int RARER = 10;
    private static final ScheduledThreadPoolExecutor CLOCK = clock();

    private static ScheduledThreadPoolExecutor clock() {
        ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1,
                Thread.ofPlatform().daemon().name("tdb2 tells of long waits").factory());
        clock.setRemoveOnCancelPolicy(true);
        return clock;
    }

    @Override
    public boolean tryLock(ByteRange range, Mode mode) {
        return functions.tryLock(range, mode);
    }

    @Override
    public boolean lock(ByteRange range, Mode mode, Waiting waiting) {
        try (Watch _ = new Watch(range, mode)) {
            return functions.lock(range, mode, waiting);
        }
    }

    @Override
    public void unlock(ByteRange range) {
        functions.unlock(range);
    }

    @Override
    public Optional<Holder> holder(ByteRange range, Mode mode) {
        return functions.holder(range, mode);
    }

    @Override
    public Optional<Holder> knownHolder(ByteRange range, Mode mode) {
        return functions.knownHolder(range, mode);
    }

    /** Looks at one wait from time to time, until it is over. */
    private final class Watch implements AutoCloseable {

        private final ByteRange range;
        private final Mode mode;
        private final long began = System.nanoTime();
        private ScheduledFuture<?> next;
        private boolean over;

        Watch(ByteRange range, Mode mode) {
            this.range = range;
            this.mode = mode;
            schedule(FIRST);
        }

        private synchronized void schedule(Duration delay) {
            if (!over) {
                next = CLOCK.schedule(() -> tell(delay), delay.toNanos(), TimeUnit.NANOSECONDS);
            }
        }

        private void tell(Duration delay) {
            try {
                functions.knownHolder(range, mode).ifPresent(holder -> log.accept(fault(holder)));
            } catch (TdbException e) {
                log.accept(e.fault());
            } finally {
                schedule(delay.multipliedBy(RARER));
            }
        }

        private Fault fault(Holder holder) {
            return new Fault(storage.name(), Fault.NOWHERE,
                    "a lock for %s of %s".formatted(mode == Mode.WRITE ? "writing" : "reading", meaning().describe()),
                    "held by %s, for %.1f s at least".formatted(holder.describe(),
                            (System.nanoTime() - began) / 1e9),
                    "it is waited for until it is given back, or the time is over that was set for that");
        }

        private LockMeaning meaning() {
            try {
                return Dialects.assemble(storage, new HashChoice.Automatic(), Surroundings.NONE).locks().means(range);
            } catch (TdbException _) {
                return new LockMeaning.Foreign(range);
            }
        }

        @Override
        public synchronized void close() {
            over = true;
            next.cancel(false);
        }
    }
}
