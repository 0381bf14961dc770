package tdb2.engine.lock;

import tdb2.engine.lock.LockBackend.Mode;

/**
 * Something that happened to one lock of one open file.
 *
 * @param kind what happened
 * @param owner who wants or has it: a thread, or whoever a lock is {@linkplain LockBackend#ownedBy owned by}
 * @param meaning what it guards
 * @param range the bytes that stand for that
 * @param mode how it is shared
 * @param at when, by {@link System#nanoTime()}
 * @param waited nanoseconds since it was asked for (for {@link Kind#RELEASED}: since it was granted)
 */
public record LockEvent(Kind kind, Object owner, LockMeaning meaning, ByteRange range, Mode mode, long at,
        long waited) {

    /** What can happen. Each request ends in GRANTED or REFUSED; WAITING comes before only when it was not immediate. */
    public enum Kind {
        /** It was not to be had at once, and is waited for. */
        WAITING,
        /** It is held from now on. */
        GRANTED,
        /** It was not granted: not at once, not in time, cancelled, or the system failed. */
        REFUSED,
        /** It was given back. */
        RELEASED
    }
}
