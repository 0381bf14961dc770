package tdb2.engine.space;

import tdb2.engine.format.NativeWords;
import tdb2.engine.format.WritableBytes;
import tdb2.engine.format.ZoneHeader;
import tdb2.engine.storage.Bytes;

/**
 * One free list of a zone, while its lock is held. Every change is a sequence of single stores, after each of which a
 * walk from the head still ends and meets no record twice; what may disagree is a link backwards. Then both records it
 * concerns are left alone by all who do not come along the list, and the next who does puts it right.
 *
 * <pre>
 *   push:    F.next, F.prev, F listed;   head = F;          old.prev = F
 *   unlink:  next.prev = prev;           prev.next = next (or the head)
 * </pre>
 */
record FreeBucket(WritableBytes bytes, ZoneHeader zone, int number) {

    /** The list that a free record of a length belongs on. */
    static FreeBucket of(WritableBytes bytes, ZoneHeader zone, long length) {
        return new FreeBucket(bytes, zone, zone.bucketFor(length));
    }

    long headOffset() {
        return zone.headOffset(number);
    }

    long head() {
        return bytes.u64(headOffset());
    }

    /** Puts a free record that is on no list at the front. */
    void push(long free) {
        long old = head();
        bytes.put(NativeWords.nextOffset(free), old);
        bytes.put(NativeWords.prevOffset(free), 0);
        NativeWords.list(bytes, free, true);
        bytes.put(headOffset(), free);
        if (old != 0 && isListed(old)) {
            bytes.put(NativeWords.prevOffset(old), free);
        }
    }

    /** Takes a record off the list and marks it so. */
    void unlink(long free) {
        long next = next(free);
        long prev = prev(free);
        if (next != 0 && isListed(next)) {
            bytes.put(NativeWords.prevOffset(next), prev);
        }
        bytes.put(prev == 0 ? headOffset() : NativeWords.nextOffset(prev), next);
        NativeWords.list(bytes, free, false);
    }

    /** Whether both neighbours on the list agree that a record stands between them. */
    boolean agrees(long free) {
        long next = next(free);
        long prev = prev(free);
        return (next == 0 || (isListed(next) && prev(next) == free))
                && (prev == 0 ? head() == free : isListed(prev) && next(prev) == free);
    }

    /** Whether a free record of this zone that claims to be on a list stands at an offset. */
    boolean isListed(long at) {
        Bytes reading = bytes.reading();
        return at % 8 == 0 && at >= ZoneTable.firstBlock(zone) && at <= ZoneTable.zoneEnd(zone) - 32
                && reading.contains(at, 32) && NativeWords.isListed(reading, at, zone.bits());
    }

    long next(long free) {
        return bytes.u64(NativeWords.nextOffset(free));
    }

    long prev(long free) {
        return bytes.u64(NativeWords.prevOffset(free));
    }

    /** Makes a link backwards what the walk that came by found it to be. */
    void mend(long free, long previous) {
        if (prev(free) != previous) {
            bytes.put(NativeWords.prevOffset(free), previous);
        }
    }

    long length(long free) {
        return NativeWords.freeLength(bytes.reading(), free);
    }
}
