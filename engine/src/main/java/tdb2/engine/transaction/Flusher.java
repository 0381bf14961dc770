package tdb2.engine.transaction;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Does the work of one file that nobody waits for, after a while, on threads of its own: one piece at a time, and none
 * once it is closed. It holds nothing that others need, but for {@link #close()}. An error goes to whoever made it. Safe
 * for several threads.
 */
final class Flusher implements AutoCloseable {

    private static final ExecutorService THREADS = Executors
            .newCachedThreadPool(Thread.ofPlatform().daemon().name("tdb2 flusher").factory());

    private final Consumer<RuntimeException> failed;
    private boolean closed;

    Flusher(Consumer<RuntimeException> failed) {
        this.failed = failed;
    }

    /** Does something after a while. */
    void after(Duration delay, Runnable work) {
        Executor later = CompletableFuture.delayedExecutor(delay.toNanos(), TimeUnit.NANOSECONDS, THREADS);
        later.execute(() -> run(work));
    }

    private synchronized void run(Runnable work) {
        if (closed) {
            return;
        }
        try {
            work.run();
        } catch (RuntimeException e) {
            failed.accept(e);
        }
    }

    /** Waits for what is being done, and does nothing more. */
    @Override
    public synchronized void close() {
        closed = true;
    }
}
