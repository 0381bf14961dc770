package tdb2.engine.storage;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;

import tdb2.engine.error.Fault;
import tdb2.engine.error.FileChangedException;

/**
 * A file read with positioned reads, with the blocks read last kept in memory until {@link #refresh()}. Safe for several
 * threads: at worst two of them read the same block.
 */
public sealed class PositionedStorage extends HandleStorage permits WritablePositionedStorage {

    private static final int BLOCK_BITS = 12;
    private static final int BLOCK = 1 << BLOCK_BITS;
    private static final int BLOCKS = 1024;

    private final FileHandle handle;
    private volatile View view;
    /** Counts stores through this storage. */
    private volatile long stores;

    /**
     * What readers see until the next refresh.
     *
     * @param size of the file
     * @param blocks block n, if it is there, is in slot n mod {@link #BLOCKS}
     */
    private record View(long size, AtomicReferenceArray<Block> blocks) {
        View(long size) {
            this(size, new AtomicReferenceArray<>(BLOCKS));
        }
    }

    /**
     * A part of the file in memory.
     *
     * @param number its offset divided by {@link #BLOCK}
     * @param bytes what the file had there: a whole block, or less at its end
     */
    private record Block(long number, byte[] bytes) {}

    /** Owns the handle from here on. */
    PositionedStorage(FileHandle handle, Runnable guard) {
        super(handle, guard);
        this.handle = handle;
        this.view = new View(handle.facts().size());
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
    private byte[] block(View now, long offset, int length) {
        long number = offset >>> BLOCK_BITS;
        int slot = (int) (number % BLOCKS);
        Block block = now.blocks.get(slot);
        if (block == null || block.number != number) {
            block = load(number, now, slot);
        }
        int end = ((int) offset & BLOCK - 1) + length;
        if (end > block.bytes.length) {
            throw cutOff(offset, length);
        }
        return block.bytes;
    }

    private FileChangedException cutOff(long offset, int length) {
        return new FileChangedException(new Fault(name, offset, length + " bytes that were there when last looked at",
                "the end of the file: another program truncated it", "refresh the view or open the file again"));
    }

    /** Keeps what it reads unless something was stored meanwhile: it may be what was there before. */
    private Block load(long number, View now, int slot) {
        long storesBefore = stores;
        long start = number << BLOCK_BITS;
        byte[] bytes = new byte[(int) Math.min(BLOCK, now.size - start)];
        int count = handle.read(start, bytes);
        Block block = new Block(number, count == bytes.length ? bytes : Arrays.copyOf(bytes, count));
        synchronized (this) {
            if (stores == storesBefore) {
                now.blocks.set(slot, block);
            }
        }
        return block;
    }

    /** Runs a store and forgets the blocks it changes, so that every later read finds what was stored. */
    final void storing(long offset, int length, Runnable store) {
        guard.run();
        View now = view;
        Ranges.check(name, offset, length, now.size);
        if (offset + length > handle.facts().size()) {
            throw cutOff(offset, length); // writing there would make the file longer, with a hole in it
        }
        try {
            store.run();
        } finally {
            synchronized (this) {
                stores++;
                long first = offset >>> BLOCK_BITS;
                long last = Math.min((offset + length - 1) >>> BLOCK_BITS, first + BLOCKS - 1);
                for (long number = first; number <= last; number++) {
                    view.blocks.set((int) (number % BLOCKS), null);
                }
            }
        }
    }

    /** Also forgets all that was read, whether the size changed or not. */
    @Override
    public synchronized boolean refresh() {
        guard.run();
        long before = view.size;
        view = new View(handle.facts().size());
        return view.size != before;
    }

    @Override
    public void close() {
        handle.close();
    }
}
