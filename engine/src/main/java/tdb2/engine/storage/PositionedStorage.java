package tdb2.engine.storage;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A file read with positioned reads, with the blocks read last kept in memory until {@link #refresh()}. Safe for several
 * threads: at worst two of them read the same block.
 */
public final class PositionedStorage extends HandleStorage {

    private static final int BLOCK_BITS = 12;
    private static final int BLOCK = 1 << BLOCK_BITS;
    private static final int BLOCKS = 1024;

    private final FileHandle handle;
    /** Block n, if it is there, is in slot n mod their number. */
    private final AtomicReferenceArray<Block> blocks = new AtomicReferenceArray<>(BLOCKS);
    private volatile View view;

    /**
     * What readers see until the next refresh; an object of its own for each time.
     *
     * @param size of the file
     */
    private record View(long size) {}

    /**
     * A part of the file in memory.
     *
     * @param number its offset divided by {@link #BLOCK}
     * @param seen the view it was read for
     * @param bytes what the file had there: a whole block, or less at its end
     */
    private record Block(long number, View seen, byte[] bytes) {}

    /** Owns the handle from here on. */
    PositionedStorage(FileHandle handle, Runnable guard) {
        super(handle, guard);
        this.handle = handle;
        this.view = new View(handle.size());
    }

    @Override
    public long size() {
        return view.size;
    }

    @Override
    public void read(long offset, byte[] into, int at, int length) {
        guard.run();
        View now = view;
        Ranges.check(name, offset, length, now.size);
        for (int done = 0; done < length;) {
            int from = (int) (offset + done) & BLOCK - 1;
            int count = Math.min(length - done, BLOCK - from);
            System.arraycopy(block(now, offset + done, count), from, into, at + done, count);
            done += count;
        }
    }

    @Override
    public long u32(long offset, ByteOrder order) {
        int from = (int) offset & BLOCK - 1;
        if (from > BLOCK - 4) {
            return Words.u32(bytes(offset, 4), 0, order);
        }
        return Words.u32(single(offset, 4), from, order);
    }

    @Override
    public long u64(long offset, ByteOrder order) {
        int from = (int) offset & BLOCK - 1;
        if (from > BLOCK - 8) {
            return Words.u64(bytes(offset, 8), 0, order);
        }
        return Words.u64(single(offset, 8), from, order);
    }

    private byte[] single(long offset, int length) {
        guard.run();
        View now = view;
        Ranges.check(name, offset, length, now.size);
        return block(now, offset, length);
    }

    /** The block around an offset, with {@code length} bytes from there on. */
    @SuppressWarnings("ReferenceEquality") // what was read in this look, not in an equal one
    private byte[] block(View now, long offset, int length) {
        long number = offset >>> BLOCK_BITS;
        int slot = (int) (number % BLOCKS);
        Block block = blocks.get(slot);
        if (block == null || block.number != number || block.seen != now) {
            block = load(number, now, slot);
        }
        int end = ((int) offset & BLOCK - 1) + length;
        if (end > block.bytes.length) {
            throw cutOff(offset, length);
        }
        return block.bytes;
    }

    private Block load(long number, View now, int slot) {
        long start = number << BLOCK_BITS;
        byte[] bytes = new byte[(int) Math.min(BLOCK, now.size - start)];
        int count = handle.read(start, bytes);
        Block block = new Block(number, now, count == bytes.length ? bytes : Arrays.copyOf(bytes, count));
        blocks.set(slot, block);
        return block;
    }

    /** Also forgets all that was read, whether the size changed or not. */
    @Override
    public synchronized boolean refresh() {
        guard.run();
        long before = view.size;
        view = new View(handle.size());
        return view.size != before;
    }

    @Override
    public void close() {
        handle.close();
    }
}
