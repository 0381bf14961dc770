package tdb2.engine.space;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tdb2.engine.error.DamagedException;
import tdb2.engine.error.Fault;
import tdb2.engine.error.RefusedException;
import tdb2.engine.format.Landmark;
import tdb2.engine.format.NewRecord;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.format.Tdb1Blocks;
import tdb2.engine.format.Tdb1Growth;
import tdb2.engine.format.Tdb1Header;
import tdb2.engine.format.Tdb1Words;
import tdb2.engine.format.WritableBytes;
import tdb2.engine.lock.LockBackend;
import tdb2.engine.lock.LockBackend.Mode;
import tdb2.engine.lock.LockMap;

/**
 * Gives and takes room by the one free list of a TDB1 file, as libtdb does (spec c-formats, section 1), under its lock.
 *
 * <p>
 * The format cannot keep its promise after every single store: a process killed in the middle may leave room that nobody
 * has, a block on the list that says it is in use, or a tailer that is not its block's. The stores are ordered so that no
 * two blocks ever claim the same room: a block leaves the list before its room is used, a record is complete before the
 * free block it is cut from becomes shorter, and a tailer never leads into a free block that does not reach up to it. A
 * block is called free only while it is on the list, since room is added to what is called free.
 *
 * <p>
 * Room is given only of a block that says twice, before and behind, that it is free and how long it is. One on the list that
 * says otherwise was left by a killed process, and is passed over: its room is nobody's until the file is repacked. One that
 * is a record to which its chain leads, or no block at all, is damage, and nothing is given then. Safe for several
 * threads: it takes the locks of what it changes.
 */
public final class FreeListAllocator implements Allocator {

    /** Rest of a free block that becomes one of its own. */
    private static final int LEAST_REST = Tdb1Blocks.HEADER + Tdb1Words.TAILER + 8;
    /** What no block is shorter than. */
    private static final int LEAST = Tdb1Blocks.HEADER + Tdb1Words.TAILER;
    /** A free block may be so much larger than wanted; it grows with each one passed. */
    private static final double STRICTER = 1.05;

    private final Tdb1Words words;
    private final Tdb1Header header;
    private final long head;
    private final LockBackend backend;
    private final LockMap map;
    private final SpaceCounters counters;

    public FreeListAllocator(WritableBytes bytes, Tdb1Header header, LockBackend backend, LockMap map,
            SpaceCounters counters) {
        this.words = new Tdb1Words(bytes, header);
        this.header = header;
        this.head = header.base() + Tdb1Header.FREE_LIST;
        this.backend = backend;
        this.map = map;
        this.counters = counters;
    }

    /** A free block that may serve, and the word that leads to it. */
    private record Candidate(long block, long length, long link) {}

    @Override
    public RecordHeader allocate(NewRecord record, RecordHeader old) {
        return allocate(record);
    }

    /** {@inheritDoc} A quarter more than is needed, as libtdb has it. */
    @Override
    public RecordHeader allocate(NewRecord record) {
        counters.allocations.increment();
        long content = record.keyLength() + record.valueLength();
        long length = Tdb1Blocks.HEADER + (content + content / 4 + Tdb1Words.TAILER + 3 & -4L);
        lock();
        try {
            Optional<Candidate> found = search(length);
            if (found.isEmpty()) {
                long room = grow(length);
                found = search(length);
                if (found.isEmpty()) {
                    list(room); // it went to a block that a killed process had left on no list
                    found = search(length);
                }
            }
            return take(found.orElseThrow(() -> damaged(head, "a free block of %d bytes".formatted(length), "none")),
                    length, record);
        } finally {
            unlock();
        }
    }

    private void lock() {
        backend.lock(map.expansion(), Mode.WRITE);
    }

    private void unlock() {
        backend.unlockSoon(map.expansion());
    }

    /** Best fit; joins blocks with their left neighbours on the way, and looks once more when that made one that fits. */
    private Optional<Candidate> search(long length) {
        boolean[] joined = new boolean[1];
        Optional<Candidate> best = pass(length, joined);
        return best.isEmpty() && joined[0] ? pass(length, joined) : best;
    }

    private Optional<Candidate> pass(long wanted, boolean[] joined) {
        Candidate best = null;
        double tolerance = 1;
        FreeWalk walk = new FreeWalk();
        while (walk.next()) {
            long left = leftOf(walk.block);
            if (left != 0) {
                long length = walk.joinWith(left);
                joined[0] |= length >= wanted;
                if (best != null && best.block == left) {
                    best = new Candidate(best.block, length, best.link);
                }
                continue;
            }
            long length = walk.found.length();
            if (length >= wanted && (best == null || length < best.length)) {
                best = new Candidate(walk.block, length, walk.link);
            }
            if (best != null && best.length < wanted * tolerance) {
                break;
            }
            tolerance *= STRICTER;
            counters.passed.increment();
        }
        return Optional.ofNullable(best);
    }

    /** Goes along the list; bounded, since a loop is found at the latest where a power of two of blocks was passed. */
    private final class FreeWalk {

        private long link = head;
        private long block = words.pointer(head);
        private Tdb1Words.Head found = Tdb1Words.Head.NONE;
        private long passed;
        private long anchor;

        boolean next() {
            do {
                if (found.length() != 0) {
                    link = block;
                    block = found.next();
                }
                if (block == 0) {
                    return false;
                }
                look();
            } while (!isWhole());
            return true;
        }

        /** Reads the block's header, once: a list is gone through for each record that is stored. */
        private void look() {
            if (!isInside(block, LEAST)) {
                throw damaged(link, "a free block", "something else at offset " + block);
            }
            found = words.head(block);
            if (!isInside(block, found.length()) || !(found.isFree() || found.isUsed())) {
                throw damaged(link, "a free block", "something else at offset " + block);
            }
            if (found.isUsed() && isLedTo(block)) {
                throw damaged(link, "a free block", "a record in use at offset " + block);
            }
            if (block == anchor) {
                throw damaged(link, "the end of the free list", "a loop back to offset " + block);
            }
            if (Long.bitCount(++passed) == 1) {
                anchor = block;
            }
        }

        /** Takes the block from the list and adds its room to the free one on its left; how long that is now. */
        long joinWith(long left) {
            words.used(block);
            words.pointer(link, found.next());
            long length = join(left, block, found.length());
            anchor = anchor == block ? 0 : anchor;
            block = found.next();
            found = Tdb1Words.Head.NONE;
            return length;
        }

        /**
         * Whether the block says at its end, too, how long it is. A process killed while it cut a piece off the end, or
         * added one, has left both pieces with tailers of their own: the second is cut off then, and is nobody's.
         */
        private boolean isWhole() {
            if (!found.isFree()) {
                return false;
            }
            long length = found.length();
            long last = words.word(block + length - Tdb1Words.TAILER);
            if (last == length) {
                return true;
            }
            long rest = length - last;
            boolean cut = last % 4 == 0 && last > 0 && rest >= LEAST_REST
                    && words.word(block + rest - Tdb1Words.TAILER) == rest;
            if (cut) {
                words.length(block, rest);
                found = words.head(block);
            }
            return cut;
        }
    }

    private boolean isBlock(long block) {
        return isInside(block, LEAST) && isInside(block, words.length(block));
    }

    /** Whether a block of such a length may stand there. */
    private boolean isInside(long block, long length) {
        return block % 4 == 0 && block >= header.dataStart() && length % 4 == 0 && length >= LEAST
                && words.bytes().storage().contains(block, length);
    }

    /** Whether the chain of a record leads to it. Looked at without the chain's lock: no chain comes to lead to it now. */
    private boolean isLedTo(long record) {
        long chain = words.hash(record) % header.hashSize();
        long at = words.pointer(header.chainHead((int) chain));
        long most = words.bytes().storage().size() / Tdb1Blocks.HEADER;
        for (long hops = 0; at != 0 && isBlock(at) && hops < most; hops++) {
            if (at == record) {
                return true;
            }
            at = words.pointer(at);
        }
        return false;
    }

    private long join(long left, long block, long length) {
        long all = block - left + length;
        words.length(left, all);
        words.tailer(left, all);
        counters.coalesced.increment();
        return all;
    }

    /** The free block whose end is the start of another, 0 none; the undo area ends in what once stood elsewhere. */
    private long leftOf(long block) {
        if (block - LEAST_REST < header.dataStart()) {
            return 0;
        }
        long length = words.word(block - Tdb1Words.TAILER);
        long left = block - length;
        boolean free = length % 4 == 0 && length >= LEAST
                && left >= header.dataStart() && words.isFree(left) && words.length(left) == length;
        return free && !isUndoArea(left) ? left : 0;
    }

    private boolean isUndoArea(long at) {
        long area = words.pointer(header.base() + Tdb1Header.RECOVERY_START);
        return area != 0 && at >= area && isBlock(area) && at < area + words.length(area);
    }

    private RecordHeader take(Candidate found, long length, NewRecord record) {
        if (found.length < length + LEAST_REST) {
            counters.exact.increment();
            words.used(found.block);
            words.pointer(found.link, words.pointer(found.block));
            return words.used(found.block, found.length, record);
        }
        long rest = found.length - length;
        RecordHeader cut = words.used(found.block + rest, length, record);
        words.tailer(found.block, rest);
        words.tailer(cut.offset(), length);
        words.length(found.block, rest);
        return cut;
    }

    /** Makes the file longer, so that a block of so many bytes fits behind its present end; the block that has it now. */
    private long grow(long length) {
        words.bytes().storage().refresh();
        long end = words.bytes().storage().size() + 3 & -4L;
        long newEnd = header.base() + Tdb1Growth.end(end - header.base(), length);
        if (newEnd < end + length) {
            throw new RefusedException(new Fault(words.bytes().name(), end, "room for %d bytes more".formatted(length),
                    "a file of 4 GiB, the most that TDB1 can have",
                    "nothing was changed; repack it, or convert it to another dialect"));
        }
        words.bytes().storage().extend(newEnd);
        counters.growths.increment();
        return give(end, newEnd - end);
    }

    @Override
    public void free(RecordHeader record) {
        counters.frees.increment();
        lock();
        try {
            give(record.offset(), record.length());
        } finally {
            unlock();
        }
    }

    /** Gives back the room of an undo area that has become too small; the caller is alone with the file. */
    public void freeArea(long offset, long length) {
        give(offset, length);
    }

    /** Adds room to the free block on its left, or makes a free block of it; the block that has it now. */
    private long give(long block, long length) {
        long left = leftOf(block);
        if (left != 0) {
            join(left, block, length);
            return left;
        }
        words.tailer(block, length);
        words.length(block, length);
        list(block);
        return block;
    }

    /** Puts a block on the list, as its first. It is called free last: no free block is ever on no list. */
    private void list(long block) {
        words.used(block);
        words.pointer(block, words.pointer(head));
        words.pointer(head, block);
        words.free(block);
    }

    @Override
    public void coalesce() {
        lock();
        try {
            pass(Long.MAX_VALUE, new boolean[1]);
        } finally {
            unlock();
        }
    }

    /** {@inheritDoc} The locks of the file are those of all records and of the free list. */
    @Override
    public void clear(Iterable<Landmark> kept) {
        lock();
        try {
            words.pointer(head, 0);
            List<Landmark> ascending = new ArrayList<>();
            kept.forEach(ascending::add);
            ascending.sort(Comparator.comparingLong(Landmark::offset));
            long from = header.dataStart();
            for (Landmark mark : ascending) {
                giveRegion(from, mark.offset());
                from = Math.max(from, mark.offset() + mark.length());
            }
            giveRegion(from, words.bytes().storage().size());
        } finally {
            unlock();
        }
    }

    /** What stays may stand anywhere, and a file that was cut may end anywhere: blocks do not. */
    private void giveRegion(long from, long to) {
        long block = from + 3 & -4L;
        long length = (to & -4L) - block;
        if (length >= LEAST_REST) {
            words.tailer(block, length);
            words.length(block, length);
            list(block);
        }
    }

    private DamagedException damaged(long offset, String expected, String found) {
        return new DamagedException(new Fault(words.bytes().name(), offset, expected, found,
                "nothing was changed; check tells what is wrong, repair makes a sound file of it"));
    }
}
