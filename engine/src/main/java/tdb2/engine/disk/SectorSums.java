package tdb2.engine.disk;

import java.util.Arrays;
import java.util.BitSet;

/**
 * The hash of a file as the sum of those of its sectors, so that who changes few sectors hashes few. Zeros follow the last
 * byte up to the end of its sector. Not safe for several threads.
 */
final class SectorSums {

    private long[] sums;
    private final BitSet stale;

    private SectorSums(long[] sums, BitSet stale) {
        this.sums = sums;
        this.stale = stale;
    }

    /** Those of a file of which nothing is known yet. */
    static SectorSums unknown() {
        return new SectorSums(new long[0], new BitSet());
    }

    SectorSums copy() {
        return new SectorSums(sums.clone(), (BitSet) stale.clone());
    }

    /** How many sectors hold so many bytes. */
    static int count(long size) {
        return Math.toIntExact((size + SimulatedDisk.SECTOR - 1) / SimulatedDisk.SECTOR);
    }

    /** The hash of a sector's content at its place. */
    static long sum(int sector, byte[] bytes, int from, int to) {
        return ImageHash.mix(ImageHash.of(bytes, from, to), sector + 1L);
    }

    /** A sector has changed. */
    void touch(int sector) {
        stale.set(sector);
    }

    /** The sectors of a range have changed. */
    void touch(Unsynced.Range range) {
        stale.set((int) (range.from() / SimulatedDisk.SECTOR), count(range.to()));
    }

    /** Whether nothing has changed that was not looked at. */
    boolean isFresh() {
        return stale.isEmpty();
    }

    /** A sector has this hash now. */
    void put(int sector, long sum) {
        sums[sector] = sum;
        stale.clear(sector);
    }

    /** Looks at what has changed. */
    void refresh(byte[] content, long size) {
        int count = count(size);
        if (sums.length != count) {
            stale.set(Math.min(sums.length, count), count);
            sums = Arrays.copyOf(sums, count);
        }
        stale.clear(count, Math.max(count, stale.length()));
        for (int sector = stale.nextSetBit(0); sector >= 0; sector = stale.nextSetBit(sector + 1)) {
            int from = sector * SimulatedDisk.SECTOR;
            sums[sector] = sum(sector, content, from, (int) Math.min(size, from + (long) SimulatedDisk.SECTOR));
        }
        stale.clear();
    }

    /** The hash of a file of that size whose sectors are all known; never 0. */
    long hash(long size) {
        long sum = 0;
        int count = count(size);
        for (int i = 0; i < count; i++) {
            sum += sums[i];
        }
        return ImageHash.mix(sum, size);
    }
}
