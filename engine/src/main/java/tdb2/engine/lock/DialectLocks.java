package tdb2.engine.lock;

import java.util.ArrayList;
import java.util.List;

import tdb2.engine.error.CancelledException;
import tdb2.engine.error.Fault;
import tdb2.engine.error.LockException;

/**
 * The locks of one open database in the words of its dialect: tells a listener what happens, knows what is held, keeps
 * to the {@link LockOrder}, and takes the lock of all records gradually. Locks that are only tried may be taken in any
 * order. Safe for several threads.
 */
public final class DialectLocks implements LockBackend {

    private final String file;
    private final LockBackend backend;
    private final LockMap map;
    private final LockListener listener;
    private final boolean listened;
    private final List<Held> held = new ArrayList<>();

    /** A lock held, and the ranges it was granted as: one, but for a lock of all records that was taken gradually. */
    private record Held(HeldLock lock, List<ByteRange> parts) {

        boolean isOf(Object owner) {
            return lock.owner().equals(owner);
        }
    }

    /**
     * @param file its name for messages
     * @param backend takes the locks
     * @param map what they mean
     * @param listener is told of them
     */
    public DialectLocks(String file, LockBackend backend, LockMap map, LockListener listener) {
        this.file = file;
        this.backend = backend;
        this.map = map;
        this.listener = listener;
        this.listened = !listener.equals(LockListener.NONE);
    }

    /** Which ranges mean what. */
    public LockMap map() {
        return map;
    }

    /** All that is held now, in the order it was granted. */
    public List<HeldLock> held() {
        synchronized (held) {
            return held.stream().map(Held::lock).toList();
        }
    }

    private List<HeldLock> heldBy(Object owner) {
        synchronized (held) {
            List<HeldLock> own = new ArrayList<>(held.size());
            for (Held one : held) {
                if (one.isOf(owner)) {
                    own.add(one.lock);
                }
            }
            return own;
        }
    }

    @Override
    public LockBackend ownedBy(Object owner) {
        return new Owned(this, backend.ownedBy(owner), owner);
    }

    /** The locks as one owner sees them. */
    private record Owned(DialectLocks locks, LockBackend backend, Object owner) implements LockBackend {

        @Override
        public boolean tryLock(ByteRange range, Mode mode) {
            return locks.tryLock(backend, owner, range, mode);
        }

        @Override
        public void lock(ByteRange range, Mode mode, Waiting waiting) {
            locks.lock(backend, owner, range, mode, waiting);
        }

        @Override
        public void unlock(ByteRange range) {
            locks.unlock(backend, owner, range);
        }

        @Override
        public boolean wouldBlock(ByteRange range, Mode mode) {
            return backend.wouldBlock(range, mode);
        }

        @Override
        public LockBackend ownedBy(Object other) {
            return locks.ownedBy(other);
        }

        @Override
        public LockBackend upgradable() {
            return new Owned(locks, backend.upgradable(), owner);
        }
    }

    @Override
    public boolean tryLock(ByteRange range, Mode mode) {
        return tryLock(backend, Thread.currentThread(), range, mode);
    }

    /**
     * {@inheritDoc}
     *
     * @throws LockOrderException when it must not be waited for while holding what is held
     */
    @Override
    public void lock(ByteRange range, Mode mode, Waiting waiting) {
        lock(backend, Thread.currentThread(), range, mode, waiting);
    }

    @Override
    public void unlock(ByteRange range) {
        unlock(backend, Thread.currentThread(), range);
    }

    @Override
    public boolean wouldBlock(ByteRange range, Mode mode) {
        return backend.wouldBlock(range, mode);
    }

    private boolean tryLock(LockBackend with, Object owner, ByteRange range, Mode mode) {
        Request request = new Request(owner, range, map.means(range), mode, System.nanoTime());
        boolean granted = false;
        try {
            granted = with.tryLock(range, mode);
        } finally {
            finish(request, granted ? List.of(range) : List.of());
        }
        return granted;
    }

    /** A lock that is being asked for. */
    private record Request(Object owner, ByteRange range, LockMeaning meaning, Mode mode, long began) {}

    private void lock(LockBackend with, Object owner, ByteRange range, Mode mode, Waiting waiting) {
        Request request = new Request(owner, range, map.means(range), mode, System.nanoTime());
        LockOrder.check(file, heldBy(owner), range, request.meaning, mode);
        List<ByteRange> parts = new ArrayList<>(1);
        boolean granted = false;
        try {
            if (with.tryLock(range, mode)) {
                parts.add(range);
            } else {
                tell(LockEvent.Kind.WAITING, request);
                await(with, request, waiting.toldAs(fault -> named(request, fault)), parts);
            }
            granted = true;
        } catch (LockException e) {
            throw new LockException(named(request, e.fault()), e);
        } catch (CancelledException e) {
            throw new CancelledException(named(request, e.fault()), e);
        } finally {
            if (!granted) {
                parts.reversed().forEach(with::unlock);
            }
            finish(request, granted ? parts : List.of());
        }
    }

    private static Fault named(Request request, Fault fault) {
        return new Fault(fault.file(), fault.offset(), "%s locked for %s (%s)".formatted(request.meaning.describe(),
                request.mode == Mode.WRITE ? "writing" : "reading", new LockMeaning.Foreign(request.range).describe()),
                fault.found(), fault.advice());
    }

    private void await(LockBackend with, Request request, Waiting waiting, List<ByteRange> parts) {
        if (request.range.equals(map.allRecords()) && map.partitionsTakenOneByOne()) {
            ByteRange partitions = map.partitions();
            ByteRange beyond = new ByteRange(partitions.endExclusive(), 0);
            awaitGradually(with, partitions, request.mode, waiting, parts);
            if (map.partitionsAwaitedFromBeyond()) {
                awaitBeyond(with, beyond, request.mode, waiting, parts);
            } else {
                // Who changes free space holds a partition meanwhile, so here is nobody to wait for but stragglers.
                awaitPart(with, beyond, request.mode, waiting, parts);
            }
        } else {
            awaitPart(with, request.range, request.mode, waiting, parts);
        }
    }

    /**
     * Takes what is free of a range at once and waits for the rest in halves, and halves of halves. A lock of the whole
     * would be granted only at a moment when nobody holds any part, and a stream of short locks may never leave one.
     */
    private void awaitGradually(LockBackend with, ByteRange range, Mode mode, Waiting waiting, List<ByteRange> parts) {
        long count = range.length() / map.width();
        if (count <= 1) {
            awaitPart(with, range, mode, waiting, parts);
        } else if (with.tryLock(range, mode)) {
            parts.add(range);
        } else {
            long middle = range.start() + count / 2 * map.width();
            awaitGradually(with, ByteRange.between(range.start(), middle), mode, waiting, parts);
            awaitGradually(with, ByteRange.between(middle, range.endExclusive()), mode, waiting, parts);
        }
    }

    /**
     * Takes what lies beyond the partitions when it is free, the partitions held. Else gives them back while it waits:
     * whoever has a lock there may be waiting for one of them.
     */
    private void awaitBeyond(LockBackend with, ByteRange beyond, Mode mode, Waiting waiting, List<ByteRange> parts) {
        while (!with.tryLock(beyond, mode)) {
            while (!parts.isEmpty()) {
                with.unlock(parts.removeLast());
            }
            with.lock(beyond, mode, waiting);
            with.unlock(beyond);
            awaitGradually(with, map.partitions(), mode, waiting, parts);
        }
        parts.add(beyond);
    }

    private static void awaitPart(LockBackend with, ByteRange part, Mode mode, Waiting waiting, List<ByteRange> parts) {
        with.lock(part, mode, waiting);
        parts.add(part);
    }

    private void finish(Request request, List<ByteRange> parts) {
        if (!parts.isEmpty()) {
            HeldLock lock = new HeldLock(request.owner, request.meaning, request.range, request.mode,
                    System.nanoTime());
            synchronized (held) {
                held.add(new Held(lock, parts));
            }
        }
        tell(parts.isEmpty() ? LockEvent.Kind.REFUSED : LockEvent.Kind.GRANTED, request);
    }

    private void tell(LockEvent.Kind kind, Request request) {
        if (listened) {
            long now = System.nanoTime();
            listener.happened(
                    new LockEvent(kind, request.owner, request.meaning, request.range, request.mode, now,
                            now - request.began));
        }
    }

    private void unlock(LockBackend with, Object owner, ByteRange range) {
        Held released = forget(owner, range);
        released.parts.reversed().forEach(with::unlock);
        HeldLock lock = released.lock;
        tell(LockEvent.Kind.RELEASED, new Request(owner, range, lock.meaning(), lock.mode(), lock.since()));
    }

    private Held forget(Object owner, ByteRange range) {
        synchronized (held) {
            for (int i = held.size() - 1; i >= 0; i--) {
                if (held.get(i).isOf(owner) && held.get(i).lock.range().equals(range)) {
                    return held.remove(i);
                }
            }
        }
        throw new LockException(new Fault(file, Fault.NOWHERE, map.means(range).describe() + " to unlock",
                "no such lock held by " + owner, "this is a mistake in the program; please report it"));
    }
}
