package tdb2.engine.transaction;

import tdb2.engine.error.Fault;
import tdb2.engine.error.RefusedException;
import tdb2.engine.format.Tdb2Header;
import tdb2.engine.lock.LockBackend;
import tdb2.engine.lock.LockMap;
import tdb2.engine.lock.Waiting;

/**
 * Recovers a native file when its time has come: when it is opened for writing, when somebody notices that whoever
 * committed has died, and on request after a failed sync. Safe for several threads.
 */
public final class Recoverer {

    private final HeaderWords words;
    private final LockBackend backend;
    private final LockMap map;
    private final Protocol protocol;

    Recoverer(HeaderWords words, LockBackend backend, LockMap map, Protocol protocol) {
        this.words = words;
        this.backend = backend;
        this.map = map;
        this.protocol = protocol;
    }

    /**
     * Replays what the power cut or the crash of another boot left, and takes note of this boot. The open lock is held.
     *
     * @param bootId of the present boot and this file, 0 unknown
     */
    public void opened(long bootId, Waiting waiting) {
        if (new Replay(words, protocol).isDue(bootId, isTransactionHeld())) {
            alone(waiting, () -> {
                Replay replay = new Replay(words, protocol);
                if (replay.isDue(bootId, false)) {
                    replay.run();
                }
            });
        }
        if (words.bootId() != bootId) {
            words.bootId(bootId);
        }
    }

    /** Whether a transaction is in progress that nobody runs any more, and the file cannot be read as it is. */
    public boolean hasDied() {
        return isUnfinished() && !isTransactionHeld() && isUnfinished();
    }

    /** After a failed sync the state before is whole, unless the next one was being stored over it. */
    private boolean isUnfinished() {
        long tx = words.tx();
        return tx != 0 && (!words.poisoned() || (tx & 1) == 1);
    }

    private boolean isTransactionHeld() {
        return backend.wouldBlock(map.transaction(), LockBackend.Mode.WRITE);
    }

    /** Recovers at once from the death of whoever ran the transaction. The caller holds no lock. */
    public void takeOver(Waiting waiting) {
        alone(waiting, this::replayIfDied);
    }

    /** The same for one who holds the transaction lock and is alone with the file. */
    void replayIfDied() {
        if (isUnfinished()) {
            requireTrust();
            new Replay(words, protocol).run();
        }
    }

    /**
     * Replays whatever there is, and after a failed sync makes the file writable again: what the kernel may have
     * forgotten is stored anew, as far as the bundles have it, and synced. The caller holds no lock.
     *
     * @return whether there was anything to do
     */
    public boolean recover(Waiting waiting) {
        boolean[] done = new boolean[1];
        alone(waiting, () -> {
            Replay replay = new Replay(words, protocol);
            done[0] = words.poisoned() || replay.isDue(0, false);
            if (words.poisoned()) {
                replay.restoreBundles();
            }
            if (done[0]) {
                replay.run();
                words.storage().sync();
                words.poison(false);
                words.storage().sync();
            }
        });
        return done[0];
    }

    private void alone(Waiting waiting, Runnable work) {
        TransactionLocks locks = TransactionLocks.of(backend, map, new Recovering());
        locks.transaction(waiting);
        try {
            words.storage().refresh();
            locks.exclusively(waiting, work);
        } finally {
            locks.endTransaction();
        }
    }

    /** Owns the locks of one recovery. */
    private static final class Recovering {
        @Override
        public String toString() {
            return "a recovery";
        }
    }

    /** Throws when a sync has failed and nobody has recovered the file since. */
    void requireTrust() {
        if (words.poisoned()) {
            throw new RefusedException(new Fault(words.storage().name(), Tdb2Header.POISON,
                    "a file whose last sync succeeded", "a sync that failed: nobody knows what is on the disk",
                    "nothing was written; look at the disk, then recover the file"));
        }
    }
}
