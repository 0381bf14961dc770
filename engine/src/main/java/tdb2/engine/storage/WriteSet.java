package tdb2.engine.storage;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import tdb2.engine.error.Fault;
import tdb2.engine.error.RefusedException;

/**
 * Stores kept in memory, in pages over another storage that stays as it is: what a transaction has written so far. Its
 * reader sees its own stores. {@link #differences} tells what it changes; {@link #rebase} puts it over another storage
 * that holds the same bytes.
 *
 * <pre>
 *  write set   [page 3]        [page 7]             bytes that were stored, with what stood around them
 *  below       0 1 2 3 4 5 6 7 8                    the file, or the write set of an earlier transaction
 * </pre>
 *
 * One thread writes. Others may read once they have it from that thread and it is no longer written to.
 */
public final class WriteSet implements WritableStorage {

    /** Bytes of a page. */
    public static final int PAGE = 4096;

    private static final int PAGE_BITS = 12;

    private final Map<Long, Page> pages = new HashMap<>();
    private long limit;
    private boolean full;
    private volatile Storage below;
    private long size;
    private Page last = new Page(-1, new byte[0]);

    /**
     * A part of the file as this set has it.
     *
     * @param number offset divided by {@link #PAGE}
     * @param bytes all of the page
     */
    private record Page(long number, byte[] bytes) {}

    /**
     * A range that a write set changes.
     *
     * @param offset of the first byte
     * @param length number of bytes, above 0
     */
    public record Run(long offset, int length) {

        /** Offset of the first byte behind it. */
        public long end() {
            return offset + length;
        }
    }

    /**
     * Where nobody knows what is below.
     *
     * @param from offset of the first byte
     * @param to offset of the first byte behind it
     */
    public record Unknown(long from, long to) {

        /** All from an offset on. */
        public static Unknown from(long offset) {
            return new Unknown(offset, Long.MAX_VALUE);
        }
    }

    /** An empty one that may grow as far as memory goes. */
    public WriteSet(Storage below) {
        this(below, Long.MAX_VALUE);
    }

    /**
     * An empty one.
     *
     * @param limit bytes of pages it may hold
     */
    public WriteSet(Storage below, long limit) {
        this.below = below;
        this.limit = limit;
        this.size = below.size();
    }

    /** Bytes of the pages held. */
    public long bytesHeld() {
        return (long) pages.size() * PAGE;
    }

    /** Reads what it does not hold from another storage from now on; both hold the same bytes. */
    public void rebase(Storage same) {
        below = same;
    }

    /** Whether it changes nothing: it has the length and the bytes of what is below. */
    public boolean isUnchanged() {
        if (size != below.size()) {
            return false;
        }
        byte[] old = new byte[PAGE];
        for (Page page : pages.values()) {
            long start = page.number << PAGE_BITS;
            int length = Math.clamp(size - start, 0, PAGE);
            readBelow(start, old, 0, length);
            if (!Arrays.equals(page.bytes, 0, length, old, 0, length)) {
                return false;
            }
        }
        return true;
    }

    /** The pages it holds, by offset divided by {@link #PAGE}; it does not change with the set. */
    public Set<Long> pages() {
        return Set.copyOf(pages.keySet());
    }

    /** Whether a store was refused because it would have gone beyond the limit. */
    public boolean isFull() {
        return full;
    }

    /** Lets it hold whatever comes. */
    public void unlimited() {
        limit = Long.MAX_VALUE;
    }

    /** Takes over all that a write set over this one holds. */
    public void absorb(WriteSet upper) {
        truncate(upper.size);
        pages.putAll(upper.pages);
        last = new Page(-1, new byte[0]);
        size = upper.size;
    }

    /**
     * The ranges whose bytes differ from those below, ascending. Bytes that are the same between two of them are counted
     * in where that takes less room than a range of their own, but never before {@code exactBelow}.
     *
     * @param gap how many same bytes may be counted in
     * @param unknown where all bytes of the pages held count as different: what is below there means nothing
     */
    public List<Run> differences(long exactBelow, int gap, List<Unknown> unknown) {
        return differences(pages.keySet(), exactBelow, gap, unknown);
    }

    /**
     * The same, of some of the pages.
     *
     * @param wanted pages it holds
     */
    public List<Run> differences(Collection<Long> wanted, long exactBelow, int gap, List<Unknown> unknown) {
        List<Run> runs = new ArrayList<>();
        long[] numbers = wanted.stream().mapToLong(Long::longValue).sorted().toArray();
        byte[] old = new byte[PAGE];
        for (long number : numbers) {
            long start = number << PAGE_BITS;
            int length = Math.clamp(size - start, 0, PAGE);
            byte[] now = pages.get(number).bytes;
            readBelow(start, old, 0, length);
            for (Unknown range : unknown) {
                int to = Math.clamp(range.to - start, 0, length);
                for (int at = Math.clamp(range.from - start, 0, length); at < to; at++) {
                    old[at] = (byte) ~now[at];
                }
            }
            compare(start, now, old, length, exactBelow, gap, runs);
        }
        return runs;
    }

    private static void compare(long start, byte[] now, byte[] old, int length, long exactBelow, int gap,
            List<Run> runs) {
        for (int at = 0; at < length;) {
            int same = Arrays.mismatch(now, at, length, old, at, length);
            if (same < 0) {
                return;
            }
            int from = at + same;
            int to = from + 1;
            while (to < length && now[to] != old[to]) {
                to++;
            }
            add(runs, start + from, to - from, exactBelow, gap);
            at = to;
        }
    }

    private static void add(List<Run> runs, long offset, int length, long exactBelow, int gap) {
        Run before = runs.isEmpty() ? null : runs.getLast();
        if (before == null) {
            runs.add(new Run(offset, length));
            return;
        }
        int allowed = before.offset < exactBelow ? 0 : gap;
        boolean joined = offset - before.end() <= allowed && offset + length - before.offset <= 1 << 30;
        if (joined) {
            runs.set(runs.size() - 1, new Run(before.offset, (int) (offset + length - before.offset)));
        } else {
            runs.add(new Run(offset, length));
        }
    }

    /** Length of what is below. */
    public long sizeBefore() {
        return below.size();
    }

    /** What stood in a range before; zeros beyond the end. */
    public byte[] before(Run run) {
        byte[] bytes = new byte[run.length];
        readBelow(run.offset, bytes, 0, run.length);
        return bytes;
    }

    private void readBelow(long offset, byte[] into, int at, int length) {
        Storage there = below;
        int have = Math.clamp(there.size() - offset, 0, length);
        if (have > 0) {
            there.read(offset, into, at, have);
        }
        Arrays.fill(into, at + have, at + length, (byte) 0);
    }

    @Override
    public String name() {
        return below.name();
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public void read(long offset, byte[] into, int at, int length) {
        Ranges.check(name(), offset, length, size);
        for (int done = 0; done < length;) {
            int from = inPage(offset + done);
            int count = Math.min(length - done, PAGE - from);
            Page page = held(offset + done);
            if (page == null) {
                readBelow(offset + done, into, at + done, count);
            } else {
                System.arraycopy(page.bytes, from, into, at + done, count);
            }
            done += count;
        }
    }

    @Override
    public long u32(long offset, ByteOrder order) {
        Ranges.check(name(), offset, 4, size);
        Page page = held(offset);
        if (page != null && inPage(offset) <= PAGE - 4) {
            return Words.u32(page.bytes, inPage(offset), order);
        }
        return plainBelow(page, offset, 4) ? below.u32(offset, order) : Words.u32(bytes(offset, 4), 0, order);
    }

    @Override
    public long u64(long offset, ByteOrder order) {
        Ranges.check(name(), offset, 8, size);
        Page page = held(offset);
        if (page != null && inPage(offset) <= PAGE - 8) {
            return Words.u64(page.bytes, inPage(offset), order);
        }
        return plainBelow(page, offset, 8) ? below.u64(offset, order) : Words.u64(bytes(offset, 8), 0, order);
    }

    private boolean plainBelow(Page page, long offset, int length) {
        return page == null && inPage(offset) <= PAGE - length && offset + length <= below.size();
    }

    @Override
    public void write(long offset, byte[] from, int at, int length) {
        Ranges.check(name(), offset, length, size);
        for (int done = 0; done < length;) {
            int to = inPage(offset + done);
            int count = Math.min(length - done, PAGE - to);
            System.arraycopy(from, at + done, own(offset + done).bytes, to, count);
            done += count;
        }
    }

    @Override
    public void putU32(long offset, long word, ByteOrder order) {
        write(offset, Words.of32(word, order), 0, 4);
    }

    @Override
    public void putU64(long offset, long word, ByteOrder order) {
        write(offset, Words.of64(word, order), 0, 8);
    }

    private Page held(long offset) {
        long number = offset >>> PAGE_BITS;
        Page page = last;
        if (page.number == number) {
            return page;
        }
        page = pages.get(number);
        if (page != null) {
            last = page;
        }
        return page;
    }

    /** The page to be written to, filled from below when it is new. */
    private Page own(long offset) {
        Page page = held(offset);
        return page == null ? take(offset >>> PAGE_BITS) : page;
    }

    private Page take(long number) {
        if (bytesHeld() >= limit) {
            full = true;
            throw new RefusedException(new Fault(name(), Fault.NOWHERE,
                    "a transaction that changes at most %d bytes of pages".formatted(limit), "one that changes more",
                    "commit in smaller parts, or raise the limit"));
        }
        Page page = new Page(number, new byte[PAGE]);
        long start = number << PAGE_BITS;
        readBelow(start, page.bytes, 0, Math.clamp(size - start, 0, PAGE));
        pages.put(number, page);
        last = page;
        return page;
    }

    private static int inPage(long offset) {
        return (int) offset & PAGE - 1;
    }

    /** {@inheritDoc} In memory; room on the disk is reserved when the transaction is committed. */
    @Override
    public void extend(long to) {
        long from = size;
        size = Math.max(size, to);
        // below may have bytes there that this set has cut off
        for (long at = from; at < Math.min(size, below.size());) {
            int count = (int) Math.min(PAGE - inPage(at), Math.min(size, below.size()) - at);
            Arrays.fill(own(at).bytes, inPage(at), inPage(at) + count, (byte) 0);
            at += count;
        }
    }

    /** {@inheritDoc} The storage below stays as long as it is. */
    @Override
    public void truncate(long to) {
        if (to >= size) {
            return;
        }
        size = to;
        pages.keySet().removeIf(number -> number << PAGE_BITS >= to);
        Page edge = pages.get(to >>> PAGE_BITS);
        if (edge != null) {
            Arrays.fill(edge.bytes, inPage(to), PAGE, (byte) 0);
        }
        last = new Page(-1, new byte[0]);
    }

    /** Nothing stored here reaches the disk before the transaction is committed. */
    @Override
    public void sync() {
        // what makes it last is the commit
    }

    @Override
    public boolean refresh() {
        return false;
    }

    /** Leaves the storage below open. */
    @Override
    public void close() {
        // the owner of the storage below closes it
    }
}
