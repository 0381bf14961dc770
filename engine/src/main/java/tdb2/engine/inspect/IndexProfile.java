package tdb2.engine.inspect;

import java.util.ArrayList;
import java.util.List;
import tdb2.engine.dialect.Assembly;
import tdb2.engine.event.Progress;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.index.IndexListener;
import tdb2.engine.index.PartitionWalk.Place;

/**
 * How the records of some partitions are spread, in at most {@value #MOST_BINS} bins of partitions side by side, whatever
 * their number: what a picture of an index of any size is drawn from. Immutable.
 *
 * @param first the first partition
 * @param partitions how many there are
 * @param bins in the order of the partitions, none left out
 */
public record IndexProfile(int first, int partitions, List<Bin> bins) {

    /** Most bins of a profile. */
    public static final int MOST_BINS = 1024;
    /** Depths from here on are counted together. */
    public static final int DEEPEST_TOLD = 63;

    private static final int BATCH = 4096;

    /**
     * Some partitions side by side.
     *
     * @param first the first of them
     * @param count how many, at least 1
     * @param records records in them, dead ones included
     * @param tables sub-tables and chain records below them
     * @param most records in the fullest of them
     * @param byDepth number of records by depth from 0 on; the last one may be {@link #DEEPEST_TOLD} and deeper
     */
    public record Bin(int first, int count, long records, long tables, long most, List<Long> byDepth) {

        public Bin {
            byDepth = List.copyOf(byDepth);
        }

        /** Records at a depth. */
        public long at(int depth) {
            return depth < byDepth.size() ? byDepth.get(depth) : 0;
        }
    }

    public IndexProfile {
        bins = List.copyOf(bins);
    }

    /** Walks some partitions, with bounded reads under the guard. */
    public static IndexProfile of(Assembly assembly, ReadGuard guard, int first, int partitions, Progress progress) {
        Counter counter = counter(first, partitions);
        var walk = new RecordWalk(assembly, guard, counter, new Position(first, Place.START));
        boolean more = true;
        while (more) {
            walk.skipEmpty();
            int at = walk.partition();
            progress.check(assembly.bytes().name(), (long) at - first, partitions);
            counter.partition = at;
            more = at - first < partitions && walk.batch(BATCH, (_, depth, _) -> {
                counter.record(at, depth);
                return true;
            });
        }
        return counter.done();
    }

    /** The deepest depth that has a record; -1 when there is no record. */
    public int deepest() {
        return bins.stream().mapToInt(bin -> bin.byDepth().size() - 1).max().orElse(-1);
    }

    /** All records. */
    public long records() {
        return bins.stream().mapToLong(Bin::records).sum();
    }

    static Counter counter(int first, int partitions) {
        return new Counter(first, partitions);
    }

    /** Counts while a walk goes through the partitions in order. */
    static final class Counter implements IndexListener {

        private final int first;
        private final int partitions;
        private final int perBin;
        private final long[][] depths;
        private final long[] tables;
        private final long[] most;
        private int partition;
        private int counted = -1;
        private long inPartition;

        Counter(int first, int partitions) {
            this.first = first;
            this.partitions = partitions;
            perBin = Math.max(1, (int) (((long) partitions + MOST_BINS - 1) / MOST_BINS));
            int count = (int) (((long) partitions + perBin - 1) / perBin);
            depths = new long[count][0];
            tables = new long[count];
            most = new long[count];
        }

        void record(int at, int depth) {
            if (at != counted) {
                counted = at;
                inPartition = 0;
            }
            inPartition++;
            int bin = bin(at);
            most[bin] = Math.max(most[bin], inPartition);
            int told = Math.min(depth, DEEPEST_TOLD);
            if (told >= depths[bin].length) {
                depths[bin] = java.util.Arrays.copyOf(depths[bin], told + 1);
            }
            depths[bin][told]++;
        }

        void table(int at) {
            tables[bin(at)]++;
        }

        private int bin(int at) {
            return Math.clamp((at - first) / perBin, 0, depths.length - 1);
        }

        @Override
        public void table(RecordHeader table, long parentSlot, int level) {
            table(partition);
        }

        @Override
        public void chain(RecordHeader chain, long parentSlot) {
            table(partition);
        }

        IndexProfile done() {
            var bins = new ArrayList<Bin>(depths.length);
            for (int i = 0; i < depths.length; i++) {
                int from = first + i * perBin;
                List<Long> byDepth = java.util.Arrays.stream(depths[i]).boxed().toList();
                bins.add(new Bin(from, Math.min(perBin, first + partitions - from),
                        byDepth.stream().mapToLong(Long::longValue).sum(), tables[i], most[i], byDepth));
            }
            return new IndexProfile(first, partitions, bins);
        }
    }
}
