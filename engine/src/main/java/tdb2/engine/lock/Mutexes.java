package tdb2.engine.lock;

import java.util.concurrent.TimeUnit;
import tdb2.engine.error.Fault;
import tdb2.engine.error.LockException;
import tdb2.engine.lock.LockBackend.Mode;
import tdb2.engine.posix.MutexArea;

/**
 * The mutexes of one file, taken as libtdb takes them, so that both keep each other out. Whoever has a chain may look at it
 * and change it, as long as the word for all records allows that; whoever wants all records takes their mutex, says so in
 * the word, and then waits at each chain until whoever had it before is gone. Whoever finds himself in the way of that
 * gives his chain back and waits at the mutex of all records. A dead owner's mutex is made good at once: what it guarded is
 * sound, or is undone by the recovery that every holder looks for.
 *
 * <p>
 * All methods act for the calling thread of the kernel. Safe for several threads.
 *
 * @param file its name for messages
 * @param area the mutexes
 * @param layout where they stand
 */
record Mutexes(String file, MutexArea area, MutexLayout layout) {

    /** How long the kernel is left alone with a wait before it is looked whether that is still wanted, nanoseconds. */
    private static final long SLICE = TimeUnit.MILLISECONDS.toNanos(50);

    /** Whether a wait is still wanted, and how long. */
    interface Patience {

        /** For those who do not wait. */
        Patience NONE = () -> 0;

        /** Nanoseconds, 0 or less not at all. */
        long nanosLeft();
    }

    /** How long a wait of a thread may last that can be cancelled and interrupted. */
    static Patience of(Waiting waiting, Thread thread) {
        return () -> waiting.cancellation().isCancelled() || thread.isInterrupted() ? 0 : waiting.nanosLeft();
    }

    /**
     * Takes the mutex of a chain or of the free list.
     *
     * @param number of the mutex: 0 of the free list
     * @param further whether this thread has a chain already: it does not look at the word then, since whoever wants all
     *            records may be waiting for that chain
     * @return whether it was granted
     */
    boolean lock(int number, Mode mode, boolean further, Patience patience) {
        int at = layout.mutex(number);
        while (true) {
            if (!take(at, patience)) {
                return false;
            }
            if (number == 0 || further || allows(area.wordOfHolder(MutexLayout.MODE), mode)) {
                return true;
            }
            area.unlock(at);
            if (!take(MutexLayout.ALL_RECORDS, patience)) {
                return false;
            }
            area.unlock(MutexLayout.ALL_RECORDS);
        }
    }

    /** Whether the word for all records lets somebody have a chain. */
    boolean allows(Mode mode) {
        return allows(area.word(MutexLayout.MODE), mode);
    }

    private static boolean allows(short held, Mode mode) {
        return held == MutexLayout.NOBODY || (held == MutexLayout.READ && mode == Mode.READ);
    }

    void unlock(int number) {
        area.unlock(layout.mutex(number));
    }

    /** Takes the mutex of all records, says how, and passes all who have a chain. */
    boolean lockAll(Mode mode, Patience patience) {
        if (!take(MutexLayout.ALL_RECORDS, patience)) {
            return false;
        }
        boolean passed = false;
        try {
            passed = passChains(mode, patience);
        } finally {
            if (!passed) {
                unlockAll();
            }
        }
        return passed;
    }

    /** All records are this thread's for reading: makes that writing. */
    boolean upgradeAll(Patience patience) {
        boolean passed = false;
        try {
            passed = passChains(Mode.WRITE, patience);
        } finally {
            if (!passed) {
                downgradeAll();
            }
        }
        return passed;
    }

    void downgradeAll() {
        area.word(MutexLayout.MODE, MutexLayout.READ);
    }

    void unlockAll() {
        area.word(MutexLayout.MODE, MutexLayout.NOBODY);
        area.unlock(MutexLayout.ALL_RECORDS);
    }

    private boolean passChains(Mode mode, Patience patience) {
        area.word(MutexLayout.MODE, mode == Mode.READ ? MutexLayout.READ : MutexLayout.WRITE);
        for (int chain = 1; chain <= layout.hashSize(); chain++) {
            if (!take(layout.mutex(chain), patience)) {
                return false;
            }
            unlock(chain);
        }
        return true;
    }

    private boolean take(int at, Patience patience) {
        MutexArea.Answer answer = area.tryLock(at);
        for (long left = patience.nanosLeft(); answer == MutexArea.Answer.BUSY && left > 0; left =
                patience.nanosLeft()) {
            answer = area.lock(at, Math.min(left, SLICE));
        }
        if (answer == MutexArea.Answer.LEFT_BY_THE_DEAD) {
            if (at == MutexLayout.ALL_RECORDS) {
                area.word(MutexLayout.MODE, MutexLayout.NOBODY);
            }
            area.consistent(at);
        }
        if (answer == MutexArea.Answer.OWN && patience.nanosLeft() > 0) {
            throw new LockException(new Fault(file, at, "a mutex of another thread",
                    "one that this thread holds through another open file",
                    "use one open file for what belongs together"));
        }
        return answer == MutexArea.Answer.TAKEN || answer == MutexArea.Answer.LEFT_BY_THE_DEAD;
    }
}
