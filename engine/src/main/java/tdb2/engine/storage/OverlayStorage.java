package tdb2.engine.storage;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Patches over another storage: what is patched is read from memory, the rest from below. Shows the state a pending
 * recovery would give without a byte of the file having changed. Patches are put before the overlay is shared; after
 * that it is safe for several threads.
 */
public final class OverlayStorage implements Storage {

    private final Storage below;
    private final TreeMap<Long, byte[]> patches = new TreeMap<>();
    private long size;

    public OverlayStorage(Storage below) {
        this.below = below;
        this.size = below.size();
    }

    /** Puts bytes over what is there; later patches win over earlier ones. The range may reach beyond the end. */
    public void patch(long offset, byte[] bytes) {
        if (bytes.length == 0) {
            return;
        }
        long end = offset + bytes.length;
        cut(offset, end);
        patches.put(offset, bytes.clone());
        size = Math.max(size, end);
    }

    /** Bytes that are patched. */
    public long patchedBytes() {
        return patches.values().stream().mapToLong(b -> b.length).sum();
    }

    /** Removes what earlier patches say of {@code [from, to)}, so that patches never overlap. */
    private void cut(long from, long to) {
        Map.Entry<Long, byte[]> left = patches.lowerEntry(from);
        if (left != null && left.getKey() + left.getValue().length > from) {
            split(left, from, to);
        }
        Map<Long, byte[]> inside = new TreeMap<>(patches.subMap(from, true, to, false));
        for (Map.Entry<Long, byte[]> entry : inside.entrySet()) {
            split(entry, from, to);
        }
    }

    private void split(Map.Entry<Long, byte[]> entry, long from, long to) {
        long start = entry.getKey();
        byte[] bytes = entry.getValue();
        long end = start + bytes.length;
        patches.remove(start);
        if (start < from) {
            patches.put(start, Arrays.copyOf(bytes, (int) (from - start)));
        }
        if (end > to) {
            patches.put(to, Arrays.copyOfRange(bytes, (int) (to - start), bytes.length));
        }
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
        readBelow(offset, into, at, length);
        Long first = patches.floorKey(offset);
        long end = offset + length;
        for (Map.Entry<Long, byte[]> entry : patches.subMap(first == null ? offset : first, true, end, false)
                .entrySet()) {
            byte[] bytes = entry.getValue();
            long from = Math.max(offset, entry.getKey());
            long to = Math.min(end, entry.getKey() + bytes.length);
            if (from < to) {
                System.arraycopy(bytes, (int) (from - entry.getKey()), into, at + (int) (from - offset),
                        (int) (to - from));
            }
        }
    }

    private void readBelow(long offset, byte[] into, int at, int length) {
        long there = Math.clamp(below.size() - offset, 0, length);
        if (there > 0) {
            below.read(offset, into, at, (int) there);
        }
    }

    private boolean touched(long offset, int length) {
        Map.Entry<Long, byte[]> entry = patches.lowerEntry(offset + length);
        return (entry != null && entry.getKey() + entry.getValue().length > offset)
                || offset + length > below.size();
    }

    @Override
    public long u32(long offset, ByteOrder order) {
        if (!touched(offset, 4)) {
            return below.u32(offset, order);
        }
        return new HeapStorage(name(), bytes(offset, 4)).u32(0, order);
    }

    @Override
    public long u64(long offset, ByteOrder order) {
        if (!touched(offset, 8)) {
            return below.u64(offset, order);
        }
        return new HeapStorage(name(), bytes(offset, 8)).u64(0, order);
    }

    @Override
    public long nextData(long offset) {
        if (offset >= below.size() || touched(offset, 1)) {
            return offset;
        }
        Long patched = patches.ceilingKey(offset);
        long data = below.nextData(offset);
        return patched == null ? data : Math.min(data, patched);
    }

    @Override
    public boolean refresh() {
        return false;
    }

    /** Leaves the storage below open: the overlay does not own it. */
    @Override
    public void close() {
        // the owner of the storage below closes it
    }
}
