package tdb2.engine.observe;

import java.util.zip.CRC32C;

import tdb2.engine.storage.FileStorage;

/**
 * Check sums over a file's bytes, to notice writes that neither size nor time of change tell of, as those of programs
 * that map the file. A look reads the first 64 KiB (header, sequence number, heads of free lists and chains) and the last
 * 4 KiB, and one window of the rest after the other. A file of up to 1 MiB is seen whole at each look; in a larger one a
 * change in place is noticed when its window has its turn. Used by one thread.
 */
final class ContentSums {

    static final int WHOLE = 1 << 20;
    private static final int HEAD = 64 << 10;
    private static final int TAIL = 4 << 10;
    private static final int WINDOW = 128 << 10;
    private static final int WINDOWS = 1 << 16;

    private final FileStorage file;
    private long ends;
    private int[] sums = new int[0];
    private boolean[] known = new boolean[0];
    private int turn;
    private long size = -1;

    ContentSums(FileStorage file) {
        this.file = file;
    }

    /** Whether bytes were found that differ from those of an earlier look; false at the first. */
    boolean differ(long now) {
        boolean first = size < 0;
        if (size != now) {
            size = now;
            int windows = now <= WHOLE ? 0 : (int) Math.min(WINDOWS, (now - HEAD - TAIL + WINDOW - 1) / WINDOW);
            sums = new int[windows];
            known = new boolean[windows];
            turn = 0;
        }
        long before = ends;
        ends = now <= WHOLE
                ? sum(0, (int) now)
                : (long) sum(0, HEAD) << 32 | Integer.toUnsignedLong(sum(now - TAIL, TAIL));
        boolean windowDiffers = sums.length > 0 && nextWindowDiffers();
        return !first && (ends != before || windowDiffers);
    }

    private boolean nextWindowDiffers() {
        int at = turn;
        turn = (turn + 1) % sums.length;
        int before = sums[at];
        long rest = size - HEAD - TAIL;
        long start = HEAD + rest / sums.length * at;
        sums[at] = sum(start, (int) Math.min(WINDOW, size - TAIL - start));
        boolean differs = known[at] && before != sums[at];
        known[at] = true;
        return differs;
    }

    private int sum(long offset, int length) {
        byte[] bytes = new byte[length];
        CRC32C sum = new CRC32C();
        sum.update(bytes, 0, file.peek(offset, bytes));
        return (int) sum.getValue();
    }
}
