package tdb2.engine.lock;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import tdb2.engine.error.Fault;
import tdb2.engine.error.LockException;
import tdb2.engine.error.RefusedException;
import tdb2.engine.error.StorageException;
import tdb2.engine.lock.LockBackend.Mode;
import tdb2.engine.posix.BlockedCall;
import tdb2.engine.posix.DescriptionLocks;
import tdb2.engine.posix.Lockable;
import tdb2.engine.posix.OpenFile;
import tdb2.engine.storage.FileStorage;
import tdb2.engine.storage.WritableFileStorage;

/**
 * Open file description locks on one open file. They conflict with the locks of other programs, traditional POSIX ones
 * included, and with those of other open files in this program.
 *
 * <p>
 * A wait really blocks in the kernel, so that other programs can see it, on a thread of its own, so that it can be
 * cancelled.
 */
public final class OfdLocks implements LockFunctions {

    private static final ExecutorService WAITERS = Executors
            .newCachedThreadPool(Thread.ofPlatform().daemon().name("tdb2 waits for a lock").factory());

    /** How long a lock is asked for again and again before its wait is handed to another thread, nanoseconds. */
    private static final long SPIN = 50_000;

    /** A wait that is so long is told of, and again whenever it has become twice as long, nanoseconds. */
    private static final long LONG = TimeUnit.SECONDS.toNanos(1);

    private final Lockable file;

    private OfdLocks(Lockable file) {
        this.file = file;
    }

    /**
     * The locks of an open file: {@link NoLocks} where the platform has none, and where the file system refuses to lock,
     * locks that are never granted, since somebody on another machine may be writing.
     */
    public static LockBackend of(FileStorage storage) {
        return of(storage, functions -> new LockTable(storage.name(), functions));
    }

    /**
     * The same, made by somebody else.
     *
     * @param table makes the locks of these functions
     */
    public static LockBackend of(FileStorage storage, Function<LockFunctions, LockBackend> table) {
        return storage.lockable().<LockBackend>map(file -> refusal(file)
                .<LockBackend>map(refusal -> new NeverGranted(storage.name(), refusal))
                .orElseGet(() -> table.apply(new OfdLocks(file))))
                .orElseGet(NoLocks::new);
    }

    /**
     * The locks of a file that is to be written.
     *
     * @throws RefusedException when the file system has no locks: whoever knows that nobody else has the file open can
     *             write to it without ({@link LockTable#alone})
     */
    public static LockTable forWriting(WritableFileStorage storage) {
        return forWriting(storage, functions -> new LockTable(storage.name(), functions));
    }

    /**
     * The same, made by somebody else; throws what the other throws.
     *
     * @param table makes the locks of these functions
     */
    public static <T extends LockBackend> T forWriting(WritableFileStorage storage,
            Function<LockFunctions, T> table) {
        Lockable file = storage.lockable().orElseThrow();
        refusal(file).ifPresent(refusal -> {
            throw new RefusedException(new Fault(storage.name(), Fault.NOWHERE, "a file system that grants locks",
                    refusal.fault().found(), "copy the file to a local disk; or open it without locks when you know"
                            + " that nobody else has it open"),
                    refusal);
        });
        return table.apply(new OfdLocks(file));
    }

    private static Optional<StorageException> refusal(Lockable file) {
        try {
            file.wouldBlock(0, 1, false);
            return Optional.empty();
        } catch (StorageException e) {
            return Optional.of(e);
        }
    }

    @Override
    public boolean tryLock(ByteRange range, Mode mode) {
        return file.tryLock(range.start(), range.length(), mode == Mode.WRITE);
    }

    @Override
    public boolean lock(ByteRange range, Mode mode, Waiting waiting) {
        // most locks are held for microseconds: handing the wait to another thread takes longer
        long end = System.nanoTime() + Math.min(SPIN, waiting.nanosLeft());
        do {
            if (tryLock(range, mode)) {
                return true;
            }
            Thread.onSpinWait();
        } while (System.nanoTime() < end);
        BlockedCall call = new BlockedCall();
        CompletableFuture<Boolean> answer = CompletableFuture.supplyAsync(
                () -> file.lock(range.start(), range.length(), mode == Mode.WRITE, call), WAITERS);
        try (Cancellation.Registration _ = waiting.cancellation().whenCancelled(call::interrupt)) {
            return answered(answer, waiting, range, mode);
        } catch (TimeoutException e) {
            call.interrupt();
        } catch (InterruptedException e) {
            call.interrupt();
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw asItWas(e.getCause());
        } catch (RuntimeException e) { // of who was told: whatever is granted by now, the table drops
            call.interrupt();
            throw e;
        }
        try {
            return answer.join(); // granted in the last moment, perhaps
        } catch (CompletionException e) {
            throw asItWas(e.getCause());
        }
    }

    /** Waits for an answer as long as it may; when that gets long, who is waited for is told. */
    private boolean answered(CompletableFuture<Boolean> answer, Waiting waiting, ByteRange range, Mode mode)
            throws InterruptedException, ExecutionException, TimeoutException {
        long began = System.nanoTime();
        for (long next = LONG; next - (System.nanoTime() - began) < waiting.nanosLeft(); next *= 2) {
            try {
                return answer.get(next - (System.nanoTime() - began), TimeUnit.NANOSECONDS);
            } catch (TimeoutException _) {
                long waited = System.nanoTime() - began;
                knownHolder(range, mode).ifPresent(holder -> waiting.tell(
                        LockTable.notYetGranted(file.path().toString(), range, mode, holder, waited)));
            }
        }
        return answer.get(waiting.nanosLeft(), TimeUnit.NANOSECONDS);
    }

    /** What another thread threw, to be thrown here. */
    static RuntimeException asItWas(Throwable failure) {
        return switch (failure) {
            case RuntimeException typed -> typed;
            case Error error -> throw error;
            default -> new IllegalStateException(failure);
        };
    }

    @Override
    public void unlock(ByteRange range) {
        file.unlock(range.start(), range.length());
    }

    @Override
    public Optional<Holder> holder(ByteRange range, Mode mode) {
        OptionalInt pid = file.holder(range.start(), range.length(), mode == Mode.WRITE);
        if (pid.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(pid.getAsInt() == Lockable.UNNAMED
                ? new Holder(OptionalInt.empty(), "")
                : Holder.of(pid.getAsInt()));
    }

    @Override
    public Optional<Holder> knownHolder(ByteRange range, Mode mode) {
        return holder(range, mode).map(holder -> holder.pid().isPresent() ? holder : searched(range, mode, holder));
    }

    private Holder searched(ByteRange range, Mode mode, Holder unnamed) {
        OptionalInt pid = OpenFile.look(file.path()).map(facts -> new DescriptionLocks().holder(facts.identity(),
                range.start(), range.length(), mode == Mode.WRITE)).orElse(OptionalInt.empty());
        return pid.isEmpty() ? unnamed : Holder.of(pid.getAsInt());
    }

    /** A file system without locks: nobody can tell who else is at work. */
    private record NeverGranted(String file, StorageException refusal) implements LockBackend {

        @Override
        public boolean tryLock(ByteRange range, Mode mode) {
            return false;
        }

        @Override
        public void lock(ByteRange range, Mode mode, Waiting waiting) {
            throw new LockException(new Fault(file, Fault.NOWHERE, "a file system that grants locks",
                    refusal.fault().found(), "copy the file to a local disk"), refusal);
        }

        @Override
        public void unlock(ByteRange range) {
            // none was granted
        }

        @Override
        public boolean wouldBlock(ByteRange range, Mode mode) {
            return true;
        }

        @Override
        public LockBackend ownedBy(Object owner) {
            return this;
        }
    }
}
