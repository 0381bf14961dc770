package tdb2.engine.space;

import tdb2.engine.format.WritableBytes;
import tdb2.engine.storage.Bytes;

/**
 * One free list, while its lock is held. Every change is a sequence of single stores, after each of which a walk from the
 * head still ends and meets no record twice; what may disagree is a link backwards. Then both records it concerns are
 * left alone by all who do not come along the list, and the next who does puts it right.
 */
abstract class FreeBucket {

    private final Pool pool;
    private final int number;

    FreeBucket(Pool pool, int number) {
        this.pool = pool;
        this.number = number;
    }

    Pool pool() {
        return pool;
    }

    int number() {
        return number;
    }

    WritableBytes bytes() {
        return pool.bytes();
    }

    long headOffset() {
        return pool.headOffset(number);
    }

    /** Offset of its first record, 0 when it is empty. */
    abstract long head();

    /**
     * Puts a free record that is on no list at the front.
     *
     * @return whether so many were put there that it is time to join what lies side by side
     */
    abstract boolean push(long free);

    /** Takes a record off the list and marks it so. */
    abstract void unlink(long free);

    /** Whether both neighbours on the list agree that a record stands between them. */
    abstract boolean agrees(long free);

    /** The record that stood before one that was just taken off; 0 when that was the first. */
    abstract long before(long unlinked);

    /** Makes a link backwards what the walk that came by found it to be; {@code previous} is 0 for the first record. */
    abstract void mend(long free, long previous);

    /** The same for links that only the end of a walk can judge. */
    void ends(long last) {
        // a list that is open at both ends has none
    }

    /** Whether a free record that claims to be on a list of this pool stands at an offset. */
    boolean isListed(long at) {
        Bytes reading = bytes().reading();
        return at % 8 == 0 && pool.mayHold(at) && reading.contains(at, pool.words().smallest())
                && pool.words().isListed(reading, at);
    }

    long next(long free) {
        return pool.words().next(bytes().reading(), free);
    }

    void next(long free, long next) {
        bytes().put(pool.words().nextOffset(free), next);
    }

    long prev(long free) {
        return pool.words().prev(bytes().reading(), free);
    }

    void prev(long free, long prev) {
        pool.words().prev(bytes(), free, prev);
    }

    /** Marks a record as on a list, or as on none. */
    void mark(long free, boolean listed) {
        pool.words().list(bytes(), free, listed);
    }

    long length(long free) {
        return pool.words().freeLength(bytes().reading(), free);
    }
}
