package tdb2.engine.storage;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Bytes in memory that can be written and grow, as far as the heap allows. Safe for several threads. Nothing survives
 * {@link #close()} but what readers still hold; {@link #sync()} has nothing to do.
 */
public final class MemoryStorage implements WritableStorage {

    private static final int CHUNK_BITS = 16;
    private static final int CHUNK = 1 << CHUNK_BITS;

    private final String name;
    private volatile View view = new View(new MemorySegment[0], 0);

    /**
     * What readers see.
     *
     * @param chunks pieces of {@link #CHUNK} bytes; entries that the size does not reach yet may be null, and a table
     *            shared with an older view has the same chunks in its first part
     * @param size bytes in use; what the chunks have beyond it is zero
     */
    private record View(MemorySegment[] chunks, long size) {}

    /** An empty one. */
    public MemoryStorage(String name) {
        this.name = name;
    }

    /** One that begins as a copy of {@code content}. */
    public MemoryStorage(String name, byte[] content) {
        this(name);
        extend(content.length);
        write(0, content, 0, content.length);
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
        View now = checked(offset, length);
        for (int done = 0; done < length;) {
            int from = inChunk(offset + done);
            int count = Math.min(length - done, CHUNK - from);
            MemorySegment.copy(chunk(now, offset + done), ValueLayout.JAVA_BYTE, from, into, at + done, count);
            done += count;
        }
    }

    @Override
    public void write(long offset, byte[] from, int at, int length) {
        View now = checked(offset, length);
        for (int done = 0; done < length;) {
            int to = inChunk(offset + done);
            int count = Math.min(length - done, CHUNK - to);
            MemorySegment.copy(from, at + done, chunk(now, offset + done), ValueLayout.JAVA_BYTE, to, count);
            done += count;
        }
    }

    @Override
    public long u32(long offset, ByteOrder order) {
        View now = checked(offset, 4);
        return inChunk(offset) <= CHUNK - 4
                ? SegmentWords.u32(chunk(now, offset), inChunk(offset), order)
                : Words.u32(bytes(offset, 4), 0, order);
    }

    @Override
    public long u64(long offset, ByteOrder order) {
        View now = checked(offset, 8);
        return inChunk(offset) <= CHUNK - 8
                ? SegmentWords.u64(chunk(now, offset), inChunk(offset), order)
                : Words.u64(bytes(offset, 8), 0, order);
    }

    @Override
    public void words(long offset, long[] into, ByteOrder order) {
        int length = Long.BYTES * into.length;
        View now = checked(offset, length);
        if (inChunk(offset) <= CHUNK - length) {
            SegmentWords.copy64(chunk(now, offset), inChunk(offset), into, order);
        } else {
            WritableStorage.super.words(offset, into, order);
        }
    }

    @Override
    public void putU32(long offset, long word, ByteOrder order) {
        View now = checked(offset, 4);
        if (inChunk(offset) <= CHUNK - 4) {
            SegmentWords.put32(chunk(now, offset), inChunk(offset), (int) word, order);
        } else {
            write(offset, Words.of32(word, order), 0, 4);
        }
    }

    @Override
    public void putU64(long offset, long word, ByteOrder order) {
        View now = checked(offset, 8);
        if (inChunk(offset) <= CHUNK - 8) {
            SegmentWords.put64(chunk(now, offset), inChunk(offset), word, order);
        } else {
            write(offset, Words.of64(word, order), 0, 8);
        }
    }

    /** {@inheritDoc} An {@link OutOfMemoryError} leaves it as it was. */
    @Override
    public synchronized void extend(long size) {
        View now = view;
        if (size <= now.size) {
            return;
        }
        int have = chunksFor(now.size);
        int need = chunksFor(size);
        MemorySegment[] chunks = need <= now.chunks.length
                ? now.chunks
                : Arrays.copyOf(now.chunks, Math.max(need, now.chunks.length * 2));
        for (int i = have; i < need; i++) {
            chunks[i] = MemorySegment.ofArray(new long[CHUNK / Long.BYTES]);
        }
        view = new View(chunks, size);
    }

    /** {@inheritDoc} Who still reads or writes what is cut off finds its old bytes or zeros there. */
    @Override
    public synchronized void truncate(long size) {
        View now = view;
        if (size >= now.size) {
            return;
        }
        MemorySegment[] chunks = Arrays.copyOf(now.chunks, chunksFor(size));
        if (inChunk(size) != 0) {
            chunk(now, size).asSlice(inChunk(size)).fill((byte) 0);
        }
        view = new View(chunks, size);
    }

    @Override
    public void sync() {
        // memory is all there is
    }

    @Override
    public boolean refresh() {
        return false;
    }

    @Override
    public void close() {
        // nothing is held
    }

    private View checked(long offset, long length) {
        View now = view;
        Ranges.check(name, offset, length, now.size);
        return now;
    }

    private static MemorySegment chunk(View now, long offset) {
        return now.chunks[(int) (offset >>> CHUNK_BITS)];
    }

    private static int inChunk(long offset) {
        return (int) offset & CHUNK - 1;
    }

    private static int chunksFor(long size) {
        return Math.toIntExact((size + CHUNK - 1) >>> CHUNK_BITS);
    }
}
