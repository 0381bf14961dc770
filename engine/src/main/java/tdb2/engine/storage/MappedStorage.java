package tdb2.engine.storage;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.function.BiFunction;

import tdb2.engine.error.Fault;
import tdb2.engine.error.FileChangedException;
import tdb2.engine.error.StorageException;

/**
 * A whole file mapped into memory, of any size. Safe for several threads.
 *
 * <p>
 * More is mapped than the file has, up to a power of two, so that a growing file is mapped anew only each time it
 * doubles. Mappings that were outgrown stay until the file is closed, so no reader ever loses the one it works on; all
 * of them together are smaller than the last.
 */
public sealed class MappedStorage extends HandleStorage permits WritableMappedStorage {

    private static final long SMALLEST = 1L << 20;
    private static final long LARGEST_DOUBLED = 1L << 44;

    /** Always 1, and not final, so that the compiler must do the loop of {@link #awaitFault()}. */
    @SuppressWarnings("FieldMayBeFinal")
    private static long rounds = 1;

    /** What was read ahead, for nobody: so that the compiler must read it. */
    @SuppressWarnings("unused")
    private long prefetched;

    final PosixHandle handle;
    private final Arena arena;
    volatile View view;

    /** What readers see: a mapping, and how much of it the file has. */
    record View(MemorySegment mapping, long size) {}

    MappedStorage(PosixHandle handle, Runnable guard, Arena arena, View view) {
        super(handle, guard);
        this.handle = handle;
        this.arena = arena;
        this.view = view;
    }

    /** Empty when the file cannot be mapped; the handle is the caller's then. */
    static Optional<MappedStorage> over(PosixHandle handle, Runnable guard) {
        return over(handle, (arena, view) -> new MappedStorage(handle, guard, arena, view));
    }

    /** Maps a file and makes a storage of it, or nothing. */
    static <S extends MappedStorage> Optional<S> over(PosixHandle handle, BiFunction<Arena, View, S> make) {
        Arena arena = Arena.ofShared();
        try {
            Optional<S> storage = map(handle, handle.size(), arena).map(view -> make.apply(arena, view));
            if (storage.isEmpty()) {
                arena.close();
            }
            return storage;
        } catch (RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    private static Optional<View> map(PosixHandle handle, long size, Arena arena) {
        long capacity = size > LARGEST_DOUBLED ? size : Math.max(SMALLEST, Long.highestOneBit(size) << 1);
        return handle.file().map(capacity, arena)
                .or(() -> handle.file().map(Math.max(1, size), arena)) // address space may be short
                .map(mapping -> new View(mapping, size));
    }

    @Override
    public long size() {
        return view.size;
    }

    @Override
    public long u32(long offset, ByteOrder order) {
        guard.run();
        View now = viewFor(offset, 4);
        try {
            Ranges.check(name, offset, 4, now.size);
            long word = SegmentWords.u32(now.mapping, offset, order);
            awaitFault();
            return word;
        } catch (InternalError | IllegalStateException e) {
            throw failure(offset, 4, e);
        }
    }

    @Override
    public long u64(long offset, ByteOrder order) {
        guard.run();
        View now = viewFor(offset, 8);
        try {
            Ranges.check(name, offset, 8, now.size);
            long word = SegmentWords.u64(now.mapping, offset, order);
            awaitFault();
            return word;
        } catch (InternalError | IllegalStateException e) {
            throw failure(offset, 8, e);
        }
    }

    @Override
    public void words(long offset, long[] into, ByteOrder order) {
        guard.run();
        int length = 8 * into.length;
        View now = viewFor(offset, length);
        try {
            Ranges.check(name, offset, length, now.size);
            SegmentWords.copy64(now.mapping, offset, into, order);
            awaitFault();
        } catch (InternalError | IllegalStateException e) {
            throw failure(offset, length, e);
        }
    }

    /** Loads that do not wait for each other are under way at the same time. */
    @Override
    public void prefetch(long[] offsets) {
        guard.run();
        View now = view;
        try {
            long all = 0;
            for (long offset : offsets) {
                if (offset >= 0 && offset <= now.size - Long.BYTES) {
                    all += now.mapping.get(ValueLayout.JAVA_LONG_UNALIGNED, offset);
                }
            }
            prefetched = all;
            awaitFault();
        } catch (InternalError | IllegalStateException _) {
            prefetched = 0; // the read that follows says where the file is short, or that it was closed
        }
    }

    @Override
    public void read(long offset, byte[] into, int at, int length) {
        guard.run();
        View now = viewFor(offset, length);
        try {
            Ranges.check(name, offset, length, now.size);
            MemorySegment.copy(now.mapping, ValueLayout.JAVA_BYTE, offset, into, at, length);
            awaitFault();
        } catch (InternalError | IllegalStateException e) {
            throw failure(offset, length, e);
        }
    }

    @Override
    public boolean holds(long offset, byte[] expected, int at, int length) {
        guard.run();
        View now = viewFor(offset, length);
        try {
            Ranges.check(name, offset, length, now.size);
            boolean same = MemorySegment.mismatch(now.mapping, offset, offset + length, MemorySegment.ofArray(expected),
                    at, (long) at + length) < 0;
            awaitFault();
            return same;
        } catch (InternalError | IllegalStateException e) {
            throw failure(offset, length, e);
        }
    }

    /** What an access to a range works on. */
    View viewFor(long offset, long length) {
        return view;
    }

    /**
     * Gives the virtual machine a moment to report that the access before it hit a page the file has lost. Compiled
     * code goes on after such an access and throws {@link InternalError} at its next safepoint, which may lie far
     * outside our catch clause. The way back to the head of a loop that is not counted is such a point; this one is
     * gone round once.
     */
    static void awaitFault() {
        for (long round = rounds; round != 0; round >>>= 1) {
            // the safepoint is in going round
        }
    }

    @Override
    public synchronized boolean refresh() {
        guard.run();
        long before = view.size;
        long size = handle.size();
        if (size != before) {
            view = viewOf(size);
        }
        return size != before;
    }

    /** A view of so many bytes, over the mapping there is or a larger one. Called by one thread at a time. */
    final View viewOf(long size) {
        MemorySegment mapping = view.mapping;
        return size <= mapping.byteSize()
                ? new View(mapping, size)
                : map(handle, size, arena).orElseThrow(() -> new StorageException(new Fault(name, Fault.NOWHERE,
                        "address space for " + size + " bytes", "none left", "open the file without mapping")));
    }

    @Override
    public synchronized void close() {
        if (arena.scope().isAlive()) {
            arena.close();
            handle.close();
        }
    }

    final RuntimeException failure(long offset, long length, Throwable cause) {
        if (cause instanceof InternalError) {
            return new FileChangedException(new Fault(name, offset, length + " bytes that were there a moment ago",
                    "nothing: another program truncated the file, or the disk failed or is full",
                    "refresh the view or open the file again"), cause);
        }
        return new StorageException(new Fault(name, offset, "an open file", "one that was closed", "open it again"),
                cause);
    }
}
