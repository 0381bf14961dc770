package tdb2.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import tdb2.engine.disk.DiskWatcher;
import tdb2.engine.disk.KilledException;
import tdb2.engine.disk.SimulatedDisk;

/**
 * Threads that commit while the disk works for another: they stand on what that one did, and reach the disk in one bundle.
 * The disk is used by one thread at a time, and the steps are the same each time.
 *
 * <pre>
 *  first     commit ... sync ............ apply, acknowledged ........ waits
 *  second                begin, commit    waits                        leads: bundle of both, sync, apply
 *  third                          begin, commit     waits ..............................................
 * </pre>
 */
final class GroupCommit implements DiskWatcher {

    private final Thread first = Thread.currentThread();
    private final CountDownLatch acknowledged = new CountDownLatch(1);
    private final List<Runnable> waiting;
    private final List<Thread> threads = new ArrayList<>();
    private volatile RuntimeException failure;

    /** @param others what is done by a thread each, one after the other, once the first sync has returned */
    GroupCommit(List<Runnable> others) {
        waiting = List.copyOf(others);
    }

    /**
     * Commits.
     *
     * @param leading the first commit, in this thread
     * @param done called when that is acknowledged, before the others go on
     */
    void run(SimulatedDisk disk, Runnable leading, Runnable done) {
        disk.watch(this);
        try {
            leading.run();
            done.run();
        } finally {
            acknowledged.countDown();
            threads.forEach(GroupCommit::join);
            disk.watch(DiskWatcher.NONE);
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** How many others took part. */
    int others() {
        return threads.size();
    }

    @Override
    public void synced() {
        if (threads.isEmpty()) {
            waiting.forEach(this::begin);
        }
    }

    @Override
    public void stored(long offset, byte[] before, byte[] after) {
        turn();
    }

    @Override
    public void resized(long before, long after) {
        turn();
    }

    /** The others store nothing before the first is done. */
    private void turn() {
        if (!Thread.currentThread().equals(first)) {
            try {
                acknowledged.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void begin(Runnable work) {
        Thread thread = Thread.ofPlatform().start(() -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                failure = killed(e) || failure == null ? e : failure;
            }
        });
        threads.add(thread);
        try {
            for (int i = 0; i < 10_000 && thread.getState() != Thread.State.WAITING && thread.isAlive(); i++) {
                Thread.sleep(0, 100_000); // until it waits for its batch
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean killed(RuntimeException e) {
        return e instanceof KilledException;
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
