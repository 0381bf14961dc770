package tdb2.engine.lock;

import java.util.Optional;
import java.util.OptionalInt;

import tdb2.engine.lock.LockBackend.Mode;

/**
 * A kernel of our own with a few bytes to lock, for two open files: the one under test, and a stranger that is told what
 * to hold. As the kernel's, a lock replaces what the same file had in the range.
 */
final class ModelFunctions implements LockFunctions {

    private static final int BYTES = 64;

    private final Mode[] ours = new Mode[BYTES];
    private final Mode[] strangers = new Mode[BYTES];
    private int calls;

    private static int end(ByteRange range) {
        return (int) Math.min(BYTES, range.endExclusive());
    }

    private static boolean conflict(Mode wanted, Mode there) {
        return there != null && (wanted == Mode.WRITE || there == Mode.WRITE);
    }

    private static boolean set(Mode[] own, Mode[] others, ByteRange range, Mode mode) {
        for (int at = (int) range.start(); at < end(range); at++) {
            if (conflict(mode, others[at])) {
                return false;
            }
        }
        for (int at = (int) range.start(); at < end(range); at++) {
            own[at] = mode;
        }
        return true;
    }

    @Override
    public synchronized boolean tryLock(ByteRange range, Mode mode) {
        calls++;
        return set(ours, strangers, range, mode);
    }

    @Override
    public synchronized boolean lock(ByteRange range, Mode mode, Waiting waiting) {
        try (Cancellation.Registration _ = waiting.cancellation().whenCancelled(this::wake)) {
            while (!tryLock(range, mode)) {
                if (waiting.cancellation().isCancelled() || waiting.nanosLeft() <= 0) {
                    return false;
                }
                wait(Math.clamp(waiting.nanosLeft() / 1_000_000, 1, 1000));
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private synchronized void wake() {
        notifyAll();
    }

    @Override
    public synchronized void unlock(ByteRange range) {
        calls++;
        for (int at = (int) range.start(); at < end(range); at++) {
            ours[at] = null;
        }
        notifyAll();
    }

    @Override
    public synchronized Optional<Holder> holder(ByteRange range, Mode mode) {
        for (int at = (int) range.start(); at < end(range); at++) {
            if (conflict(mode, strangers[at])) {
                return Optional.of(new Holder(OptionalInt.of(4711), "stranger"));
            }
        }
        return Optional.empty();
    }

    /** The stranger's side. */
    synchronized boolean strangerLocks(ByteRange range, Mode mode) {
        return set(strangers, ours, range, mode);
    }

    synchronized void strangerUnlocks(ByteRange range) {
        for (int at = (int) range.start(); at < end(range); at++) {
            strangers[at] = null;
        }
        notifyAll();
    }

    /** What the file under test has at a byte. */
    synchronized Optional<Mode> at(int at) {
        return Optional.ofNullable(ours[at]);
    }

    synchronized int calls() {
        return calls;
    }
}
