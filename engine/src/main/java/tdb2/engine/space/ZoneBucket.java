package tdb2.engine.space;

/**
 * A free list of a zone, open at both ends.
 *
 * <pre>
 *   push:    F.next, F.prev, F listed;   head = F;          old.prev = F
 *   unlink:  next.prev = prev;           prev.next = next (or the head)
 * </pre>
 */
final class ZoneBucket extends FreeBucket {

    ZoneBucket(Pool pool, int number) {
        super(pool, number);
    }

    @Override
    long head() {
        return bytes().u64(headOffset());
    }

    @Override
    boolean push(long free) {
        long old = head();
        next(free, old);
        prev(free, 0);
        mark(free, true);
        bytes().put(headOffset(), free);
        if (old != 0 && isListed(old)) {
            prev(old, free);
        }
        return false;
    }

    @Override
    void unlink(long free) {
        long next = next(free);
        long prev = prev(free);
        if (next != 0 && isListed(next)) {
            prev(next, prev);
        }
        if (prev == 0) {
            bytes().put(headOffset(), next);
        } else {
            next(prev, next);
        }
        mark(free, false);
    }

    @Override
    boolean agrees(long free) {
        long next = next(free);
        long prev = prev(free);
        return (next == 0 || (isListed(next) && prev(next) == free))
                && (prev == 0 ? head() == free : isListed(prev) && next(prev) == free);
    }

    @Override
    long before(long unlinked) {
        return prev(unlinked);
    }

    @Override
    void mend(long free, long previous) {
        if (prev(free) != previous) {
            prev(free, previous);
        }
    }
}
