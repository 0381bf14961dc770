package tdb2.ui.workbench;

import java.awt.EventQueue;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

import tdb2.engine.error.CancelledException;
import tdb2.engine.error.Fault;
import tdb2.engine.error.StorageException;
import tdb2.engine.error.TdbException;
import tdb2.engine.posix.ThreadPriority;
import tdb2.ui.workbench.JobHandle.State;

/**
 * The work on one file: long jobs one after the other; beside them passes over the file that a view shows as they go on,
 * and short reads that the user waits for. Jobs are handed in on the event thread.
 */
public final class JobQueue {

    private static final int READERS = 2;
    private static final int SCANNERS = 3;
    /** Where processors are few, whoever sits before the window comes before passes over whole files. */
    private static final int NICE = 5;

    private final Jobs jobs;
    private final String owner;
    private final ExecutorService ordered;
    private final ExecutorService scanners;
    private final ExecutorService readers;
    private final Map<Object, JobHandle> slots = new HashMap<>();
    private boolean closed;

    JobQueue(Jobs jobs, String owner) {
        this.jobs = jobs;
        this.owner = owner;
        ordered = Executors.newSingleThreadExecutor(patient("job " + owner));
        scanners = Executors.newFixedThreadPool(SCANNERS, patient("scan " + owner));
        readers = Executors.newFixedThreadPool(READERS, threads("read " + owner));
    }

    private static ThreadFactory threads(String name) {
        return Thread.ofPlatform().name(name).daemon().factory();
    }

    private static ThreadFactory patient(String name) {
        ThreadFactory plain = threads(name);
        return work -> plain.newThread(() -> {
            ThreadPriority.stepBack(NICE);
            work.run();
        });
    }

    /** Puts a long job at the end of the queue; an older one of the same slot is dropped wherever it is. */
    public <T> JobHandle enqueue(Object slot, Job<T> job) {
        return submit(ordered, slot, job);
    }

    /**
     * Begins a long pass that shows what it finds on its way, without waiting for other long jobs; an older one of the
     * same slot is dropped.
     */
    public <T> JobHandle scan(Object slot, Job<T> job) {
        return submit(scanners, slot, job);
    }

    /** Does a short read at once, beside the queue; an older one of the same slot is dropped. */
    public <T> JobHandle read(Object slot, Job<T> job) {
        return submit(readers, slot, job);
    }

    /** Whether no job waits or runs. */
    public boolean isIdle() {
        EventThread.require();
        return slots.isEmpty();
    }

    /** Drops the job of a slot, if there is one. */
    public void drop(Object slot) {
        EventThread.require();
        JobHandle old = slots.remove(slot);
        if (old != null) {
            old.replace();
        }
    }

    /** Cancels the job of a slot, as its user may, if there is one. */
    public void cancel(Object slot) {
        EventThread.require();
        Optional.ofNullable(slots.get(slot)).ifPresent(JobHandle::cancel);
    }

    /** Drops all jobs and takes no more; {@code afterwards} runs on a worker when the last one has ended. */
    public void close(Runnable afterwards) {
        EventThread.require();
        closed = true;
        slots.values().forEach(JobHandle::replace);
        slots.clear();
        ordered.shutdown();
        scanners.shutdown();
        readers.shutdown();
        Thread.ofPlatform().name("close " + owner).start(() -> {
            ordered.close();
            scanners.close();
            readers.close();
            afterwards.run();
        });
    }

    private <T> JobHandle submit(ExecutorService where, Object slot, Job<T> job) {
        EventThread.require();
        var handle = new JobHandle(job.title(), owner);
        if (closed) {
            handle.replace();
            return handle;
        }
        drop(slot);
        slots.put(slot, handle);
        jobs.added(handle);
        where.execute(() -> run(slot, handle, job));
        return handle;
    }

    private <T> void run(Object slot, JobHandle handle, Job<T> job) {
        if (!handle.start()) {
            EventQueue.invokeLater(() -> leave(slot, handle, job));
            return;
        }
        try {
            T answer = job.work(handle.progress());
            EventQueue.invokeLater(() -> {
                boolean wanted = handle.end(State.DONE);
                leave(slot, handle, job);
                if (wanted) {
                    job.done(answer);
                }
            });
        } catch (CancelledException _) {
            handle.cancel();
            EventQueue.invokeLater(() -> leave(slot, handle, job));
        } catch (TdbException why) {
            fail(slot, handle, job, why);
        } catch (RuntimeException | Error why) {
            fail(slot, handle, job, unexpected(why));
        }
    }

    private void fail(Object slot, JobHandle handle, Job<?> job, TdbException why) {
        EventQueue.invokeLater(() -> {
            boolean wanted = handle.end(State.FAILED);
            leave(slot, handle, job);
            if (wanted) {
                jobs.failed(handle, why);
                job.failed(why);
            }
        });
    }

    private void leave(Object slot, JobHandle handle, Job<?> job) {
        slots.remove(slot, handle);
        jobs.removed(handle);
        if (handle.state() == State.CANCELLED) {
            job.cancelled();
        }
    }

    /** A file that shrank under a mapping ends reads with an error of the virtual machine; the rest are our own faults. */
    private TdbException unexpected(Throwable why) {
        return new StorageException(
                new Fault(owner, Fault.NOWHERE, Jobs.TEXTS.get("unexpected.expected"), why.toString(),
                        Jobs.TEXTS.get("unexpected.advice")),
                why);
    }
}
