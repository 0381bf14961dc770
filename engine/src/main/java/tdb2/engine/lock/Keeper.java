package tdb2.engine.lock;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * A thread of the kernel's that takes mutexes for those who may give them back from another thread: a mutex belongs to the
 * thread that took it. Close it when it holds none. Safe for several threads.
 */
final class Keeper implements AutoCloseable {

    private final ExecutorService thread = Executors
            .newSingleThreadExecutor(Thread.ofPlatform().daemon().name("tdb2 keeps a mutex").factory());

    /** Does something on its thread and waits for it; an interrupt does not end the wait. */
    <T> T call(Supplier<T> work) {
        try {
            return CompletableFuture.supplyAsync(work, thread).join();
        } catch (CompletionException e) {
            throw OfdLocks.asItWas(e.getCause());
        }
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
