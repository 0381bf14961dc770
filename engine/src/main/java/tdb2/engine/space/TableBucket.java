package tdb2.engine.space;

import tdb2.engine.format.FreeTable;
import tdb2.engine.storage.SeenOffsets;

/**
 * A free list of a free table (spec c-formats, section 2). The first record names the last as the one before it; the head
 * counts in its upper bits how many were put there.
 *
 * <pre>
 *   push:    F.next, F.prev = last, F listed;   head = F;     old.prev = F
 *   unlink:  next.prev = prev (first.prev, when F is the last);   prev.next = next (or the head)
 * </pre>
 *
 * The C libraries store the link backwards before the head, and the record itself last: when such a writer is killed the
 * list may lead nowhere.
 */
final class TableBucket extends FreeBucket {

    TableBucket(Pool pool, int number) {
        super(pool, number);
    }

    @Override
    long head() {
        return FreeTable.head(bytes().u64(headOffset()));
    }

    @Override
    boolean push(long free) {
        long word = bytes().u64(headOffset());
        long old = FreeTable.head(word);
        boolean empty = old == 0 || !isListed(old);
        next(free, old);
        prev(free, empty ? free : last(old));
        mark(free, true);
        long counted = FreeTable.counted(word, free);
        bytes().put(headOffset(), counted);
        if (!empty) {
            prev(old, free);
        }
        return FreeTable.isRound(counted);
    }

    /** The last record of the list that begins with a record: the one that it names, unless a killed writer lies. */
    private long last(long first) {
        long named = prev(first);
        if (isLast(named)) {
            return named;
        }
        SeenOffsets seen = new SeenOffsets();
        long last = first;
        for (long at = first; at != 0 && isListed(at) && seen.add(at); at = next(at)) {
            last = at;
        }
        return last;
    }

    private boolean isLast(long at) {
        return isListed(at) && pool().bucketFor(length(at)) == number() && next(at) == 0;
    }

    @Override
    void unlink(long free) {
        long next = next(free);
        long first = head();
        if (first == free) {
            if (next != 0 && isListed(next)) {
                prev(next, last(free));
            }
            bytes().put(headOffset(), next == 0 ? 0 : FreeTable.replaced(bytes().u64(headOffset()), next));
        } else {
            long prev = prev(free);
            long behind = next == 0 ? first : next;
            if (isListed(behind)) {
                prev(behind, prev);
            }
            next(prev, next);
        }
        mark(free, false);
    }

    @Override
    boolean agrees(long free) {
        long next = next(free);
        long prev = prev(free);
        long first = head();
        long behind = next == 0 ? first : next;
        return behind != 0 && isListed(behind) && prev(behind) == free
                && (first == free ? isLast(prev) : isListed(prev) && next(prev) == free);
    }

    @Override
    long before(long unlinked) {
        long prev = prev(unlinked);
        return prev != unlinked && isListed(prev) && next(prev) == next(unlinked) ? prev : 0;
    }

    @Override
    void mend(long free, long previous) {
        if (previous != 0 && prev(free) != previous) {
            prev(free, previous);
        }
    }

    @Override
    void ends(long last) {
        long first = head();
        if (first != 0 && prev(first) != last) {
            prev(first, last);
        }
    }
}
