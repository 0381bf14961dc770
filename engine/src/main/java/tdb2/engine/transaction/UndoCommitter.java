package tdb2.engine.transaction;

import java.util.Optional;
import tdb2.engine.format.WritableBytes;
import tdb2.engine.lock.Waiting;
import tdb2.engine.storage.WritableStorage;
import tdb2.engine.storage.WriteSet;
import tdb2.engine.transaction.UndoWriter.Prepared;

/**
 * Runs the write transactions of a file of TDB1, TDB2 of 2012 or NTDB, as the C libraries do, so that they can recover
 * it: under their locks ({@link TransactionLocks}), with an undo area and four syncs. Every commit is on the disk when it
 * returns, whatever durability was asked for. Safe for several threads.
 *
 * <p>
 * Whoever finds an undo area pending while he holds a lock on records knows that the one who committed has died: he gives
 * his lock back and undoes.
 */
public final class UndoCommitter implements Commits {

    private final WritableStorage storage;
    private final Committer.File file;
    private final TransactionLocks locks;
    private final Undo undo;
    private final UndoWriter writer;
    private final WriterTurn turn;

    // guarded by this
    private Optional<WriteSet> active = Optional.empty();
    private Optional<Prepared> prepared = Optional.empty();
    private boolean larger;
    private boolean grew;
    private volatile long commits;

    /**
     * @param file and how it is locked
     * @param layout of the dialect's undo area
     * @param space takes an area back
     */
    public UndoCommitter(Committer.File file, UndoLayout layout, UndoSpace space, CommitSettings settings) {
        this.file = file;
        this.storage = file.storage();
        WritableBytes bytes = new WritableBytes(storage, file.order());
        this.locks = TransactionLocks.of(file.backend(), file.map(), this).upgradable();
        this.undo = new Undo(bytes, layout);
        this.writer = new UndoWriter(bytes, layout, space, undo);
        this.turn = new WriterTurn(storage.name(), settings.log());
    }

    /** Names the transaction that is running, for those who wait for it. */
    @Override
    public String toString() {
        return turn.toString();
    }

    @Override
    public WriteSet begin(long limit, Waiting waiting) {
        turn.take(waiting);
        boolean done = false;
        try {
            takeLocks(waiting);
            done = true;
        } finally {
            if (!done) {
                turn.give();
            }
        }
        turn.begins();
        synchronized (this) {
            grew = false;
            larger = false;
            WriteSet changes = new WriteSet(storage, limit);
            active = Optional.of(changes);
            return changes;
        }
    }

    private void takeLocks(Waiting waiting) {
        locks.transaction(waiting);
        boolean done = false;
        try {
            shareSound(locks, waiting);
            done = true;
        } finally {
            if (!done) {
                locks.endTransaction();
            }
        }
    }

    /** Keeps writers out of a file in which nothing is pending. */
    private void shareSound(TransactionLocks mine, Waiting waiting) {
        while (true) {
            mine.share(waiting);
            boolean sound = false;
            try {
                storage.refresh();
                sound = !undo.isPending();
            } finally {
                if (!sound) {
                    mine.endShare();
                }
            }
            if (sound) {
                return;
            }
            takeOver(waiting);
        }
    }

    /** Whether somebody has died in the midst of a commit; the caller holds a lock on records. */
    public boolean hasDied() {
        return undo.isPending();
    }

    /** Recovers at once from the death of whoever committed. The caller holds no lock. */
    public void takeOver(Waiting waiting) {
        TransactionLocks mine = TransactionLocks.of(file.backend(), file.map(), new Recovering());
        mine.closeFile(waiting);
        try {
            undoIfPending();
        } finally {
            mine.endCloseFile();
        }
    }

    private boolean undoIfPending() {
        storage.refresh();
        boolean pending = undo.isPending();
        if (pending) {
            undo.run();
        }
        return pending;
    }

    /**
     * {@inheritDoc} Who commits holds the open lock as well: what is pending now is of somebody who has died. Where nothing
     * is, that is brought to the disk, since he may have died before he did so: what is seen from here on lasts.
     */
    @Override
    public boolean recover(Waiting waiting) {
        boolean undone = undoIfPending();
        writer.settle();
        return undone;
    }

    @Override
    public synchronized void cancel(WriteSet changes) {
        requireActive(changes);
        try {
            prepared.ifPresent(commit -> undo.forget(commit.area()));
        } finally {
            end();
        }
    }

    private void requireActive(WriteSet changes) {
        if (active.isEmpty() || active.get() != changes) {
            throw new IllegalStateException("not the transaction that is running");
        }
    }

    private void end() {
        if (prepared.isPresent()) {
            locks.endCloseFile();
        }
        prepared = Optional.empty();
        active = Optional.empty();
        locks.endShare();
        locks.endTransaction();
        turn.give();
    }

    @Override
    public synchronized void prepare(WriteSet changes) {
        requireActive(changes);
        if (changes.isUnchanged()) {
            return;
        }
        locks.closeFile(Waiting.FOREVER);
        try {
            larger = changes.size() > storage.size();
            prepared = Optional.of(writer.prepare(changes));
        } finally {
            if (prepared.isEmpty()) {
                locks.endCloseFile();
            }
        }
    }

    @Override
    public synchronized long commit(WriteSet changes, Durability durability) {
        requireActive(changes);
        try {
            if (prepared.isEmpty()) {
                prepare(changes);
            }
            if (prepared.isPresent()) {
                apply(prepared.get(), changes);
                commits++;
                grew = larger;
            }
            return commits;
        } finally {
            end();
        }
    }

    /** What cannot be written to its end is undone at once, or else by whoever comes next. */
    private void apply(Prepared commit, WriteSet changes) {
        try {
            writer.apply(commit, changes);
        } catch (RuntimeException e) {
            try {
                undoIfPending();
            } catch (RuntimeException further) {
                e.addSuppressed(further);
            }
            throw e;
        }
    }

    /** {@inheritDoc} When it made the file grow: libtdb does so too, so that the next ones need not. */
    @Override
    public synchronized boolean wantsRepack() {
        return grew;
    }

    @Override
    public void syncUpTo(long sequence) {
        // every commit was on the disk when it returned
    }

    /** {@inheritDoc} Only those of this handle are counted. */
    @Override
    public long visible() {
        return commits;
    }

    @Override
    public Share share(Object owner, Waiting waiting) {
        TransactionLocks mine = TransactionLocks.of(file.backend(), file.map(), owner);
        shareSound(mine, waiting);
        return mine::endShare;
    }

    @Override
    public void close() {
        // nothing is done in the background
    }

    /** Owns the locks of one recovery. */
    private static final class Recovering {
        @Override
        public String toString() {
            return "a recovery";
        }
    }
}
