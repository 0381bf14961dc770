package tdb2.engine.storage;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;

import tdb2.engine.error.Fault;
import tdb2.engine.error.FileChangedException;
import tdb2.engine.posix.FileFacts;
import tdb2.engine.posix.FileIdentity;
import tdb2.engine.posix.Lockable;

/**
 * A file read with positioned reads, with the blocks read last kept in memory until {@link #refresh()}. Safe for several
 * threads: at worst two of them read the same block.
 */
public final class PositionedStorage implements FileStorage {

    private static final int BLOCK_BITS = 12;
    private static final int BLOCK = 1 << BLOCK_BITS;
    private static final int BLOCKS = 1024;

    private final FileHandle handle;
    private final String name;
    private final Runnable guard;
    private volatile View view;

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
        this.handle = handle;
        this.name = handle.name();
        this.guard = guard;
        this.view = new View(handle.facts().size());
    }

    @Override
    public String name() {
        return name;
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
            block = load(number, now.size);
            now.blocks.set(slot, block);
        }
        int end = ((int) offset & BLOCK - 1) + length;
        if (end > block.bytes.length) {
            throw new FileChangedException(new Fault(name, offset,
                    length + " bytes that were there when last looked at",
                    "the end of the file: another program truncated it", "refresh the view or open the file again"));
        }
        return block.bytes;
    }

    private Block load(long number, long size) {
        long start = number << BLOCK_BITS;
        byte[] bytes = new byte[(int) Math.min(BLOCK, size - start)];
        int count = handle.read(start, bytes);
        return new Block(number, count == bytes.length ? bytes : Arrays.copyOf(bytes, count));
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
    public FileIdentity identity() {
        return handle.identity();
    }

    @Override
    public FileFacts facts() {
        guard.run();
        return handle.facts();
    }

    @Override
    public PathState pathState() {
        guard.run();
        return handle.pathState();
    }

    @Override
    public int peek(long offset, byte[] into) {
        guard.run();
        return handle.read(offset, into);
    }

    @Override
    public Optional<Lockable> lockable() {
        return handle.lockable();
    }

    @Override
    public void close() {
        handle.close();
    }
}
