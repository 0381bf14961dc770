package tdb2.engine.storage;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Words of either byte order in a segment. Aligned words are stored in one piece and with release order. */
final class SegmentWords {

    private static final ValueLayout.OfInt LE32 = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt BE32 = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfLong LE64 = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong BE64 = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private static final VarHandle RELEASE32 = ValueLayout.JAVA_INT.varHandle();
    private static final VarHandle RELEASE64 = ValueLayout.JAVA_LONG.varHandle();

    private SegmentWords() {}

    static long u32(MemorySegment segment, long at, ByteOrder order) {
        return Integer.toUnsignedLong(segment.get(order == ByteOrder.LITTLE_ENDIAN ? LE32 : BE32, at));
    }

    static long u64(MemorySegment segment, long at, ByteOrder order) {
        return segment.get(order == ByteOrder.LITTLE_ENDIAN ? LE64 : BE64, at);
    }

    /** Words that stand side by side; one copy, each aligned word of it in one piece. */
    static void copy64(MemorySegment segment, long at, long[] into, ByteOrder order) {
        MemorySegment.copy(segment, order == ByteOrder.LITTLE_ENDIAN ? LE64 : BE64, at, into, 0, into.length);
    }

    static void put32(MemorySegment segment, long at, int word, ByteOrder order) {
        if ((at & 3) == 0) {
            RELEASE32.setRelease(segment, at, order == ByteOrder.nativeOrder() ? word : Integer.reverseBytes(word));
        } else {
            segment.set(order == ByteOrder.LITTLE_ENDIAN ? LE32 : BE32, at, word);
        }
    }

    static void put64(MemorySegment segment, long at, long word, ByteOrder order) {
        if ((at & 7) == 0) {
            RELEASE64.setRelease(segment, at, order == ByteOrder.nativeOrder() ? word : Long.reverseBytes(word));
        } else {
            segment.set(order == ByteOrder.LITTLE_ENDIAN ? LE64 : BE64, at, word);
        }
    }

    /** Adds one in one step; the word is aligned. */
    static void increment32(MemorySegment segment, long at, ByteOrder order) {
        boolean swapped = order != ByteOrder.nativeOrder();
        int before;
        int after;
        do {
            before = (int) RELEASE32.getVolatile(segment, at);
            after = swapped ? Integer.reverseBytes(Integer.reverseBytes(before) + 1) : before + 1;
        } while (!RELEASE32.compareAndSet(segment, at, before, after));
    }
}
