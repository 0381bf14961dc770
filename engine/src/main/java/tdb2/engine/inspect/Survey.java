package tdb2.engine.inspect;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import tdb2.engine.dialect.Assembly;
import tdb2.engine.error.Fault;
import tdb2.engine.event.Progress;
import tdb2.engine.format.Block;
import tdb2.engine.format.FreeRecord;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.format.RecordHeader.Role;
import tdb2.engine.index.IndexListener;
import tdb2.engine.inspect.Census.AreaCensus;
import tdb2.engine.space.FreeArea;
import tdb2.engine.space.SpaceListener;
import tdb2.engine.storage.OffsetSet;

/**
 * One pass over index and free lists that remembers, in about a bit for each block, what is reached from where. The
 * region walk, the summary and the structure tables read it. Bounded and cycle-safe; immutable once made.
 */
public final class Survey {

    private static final int BATCH = 4096;
    private static final int OWNERS_KEPT = 200_000;
    /** What is farther behind the end, in sizes of the file, was never in it. */
    private static final int FARTHEST = 16;

    private final Assembly assembly;
    private final OffsetSet records;
    private final OffsetSet tables;
    private final OffsetSet chains;
    private final OffsetSet free;
    private final OffsetSet missing;
    private final Map<Long, Integer> partitionOfTable = new HashMap<>();
    private final TreeMap<Long, FreeArea> areas = new TreeMap<>();
    private final Faults faults = new Faults();
    private final Faults backLinks = new Faults();
    private final Census census;
    private final IndexProfile profile;
    private final boolean inFlux;

    private Survey(Assembly assembly, ReadGuard guard, Progress progress) {
        this.assembly = assembly;
        int alignment = assembly.blocks().alignment();
        records = new OffsetSet(alignment);
        tables = new OffsetSet(alignment);
        chains = new OffsetSet(alignment);
        free = new OffsetSet(alignment);
        missing = new OffsetSet(alignment);
        faults.addAll(assembly.faults());
        faults.addAll(assembly.recovery().state().faults());
        IndexCount index = new IndexCount();
        index.run(guard, progress);
        inFlux = guard.inFlux();
        SpaceCount space = new SpaceCount(progress);
        assembly.space().walk(space);
        space.finish();
        census = index.census(space.done);
        profile = index.profile.done();
    }

    /** Surveys a file. */
    public static Survey of(Assembly assembly, ReadGuard guard, Progress progress) {
        return new Survey(assembly, guard, progress);
    }

    /** The file surveyed. */
    public Assembly assembly() {
        return assembly;
    }

    /** What was counted. */
    public Census census() {
        return census;
    }

    /** How the records are spread over the whole index. */
    public IndexProfile profile() {
        return profile;
    }

    /** What was found damaged. */
    public List<Fault> faults() {
        return faults.list();
    }

    /** Links backwards in free lists that are wrong, as a writer killed in the middle leaves them: no damage. */
    public List<Fault> backLinks() {
        return backLinks.list();
    }

    /** Whether the index or a free list leads to an offset. */
    public boolean reaches(long offset) {
        return records.contains(offset) || tables.contains(offset) || chains.contains(offset)
                || free.contains(offset);
    }

    /**
     * Places that the index leads to for a record, where no block is: a record was there, inside the file; behind its end only
     * if it was longer once.
     */
    public OffsetSet missing() {
        return missing;
    }

    /** Whether something was read while others could have been changing it. */
    public boolean inFlux() {
        return inFlux;
    }

    /** Records the index leads to, dead ones included. */
    OffsetSet records() {
        return records;
    }

    OffsetSet tables() {
        return tables;
    }

    OffsetSet chains() {
        return chains;
    }

    /** Free records the lists lead to. */
    OffsetSet free() {
        return free;
    }

    /** Areas that keep free lists, by the offset of their header. */
    TreeMap<Long, FreeArea> areas() {
        return areas;
    }

    /** The partition a sub-table or chain was reached from; empty for the later ones of a very large file. */
    OptionalInt partitionOf(long table) {
        Integer partition = partitionOfTable.get(number(table));
        return partition == null ? OptionalInt.empty() : OptionalInt.of(partition);
    }

    /** Offsets themselves fall upon few of the places of a hash table. */
    private long number(long table) {
        return table / assembly.blocks().alignment();
    }

    /** Counts what the index leads to. */
    private final class IndexCount implements IndexListener {

        private final TreeMap<Integer, Long> depths = new TreeMap<>();
        private final TreeMap<Integer, Long> sizes = new TreeMap<>();
        private final IndexProfile.Counter profile = IndexProfile.counter(0, assembly.index().partitions());
        private long live;
        private long dead;
        private long keyBytes;
        private long valueBytes;
        private long paddingBytes;
        private int inPartition;
        private int partition;

        void run(ReadGuard guard, Progress progress) {
            RecordWalk walk = new RecordWalk(assembly, guard, this, Position.START);
            long partitions = assembly.index().partitions();
            boolean more = true;
            while (more) {
                walk.skipEmpty();
                enter(walk.partition());
                progress.check(assembly.bytes().name(), partition, partitions);
                more = walk.batch(BATCH, (record, depth, _) -> count(record, depth));
            }
        }

        /** Ends the partition before, and those between that are empty. */
        private void enter(int next) {
            if (next > partition) {
                sizes.merge(inPartition, 1L, Long::sum);
                sizes.merge(0, next - partition - 1L, Long::sum);
                sizes.remove(0, 0L);
                inPartition = 0;
                partition = next;
            }
        }

        private boolean count(RecordHeader record, int depth) {
            records.add(record.offset());
            inPartition++;
            depths.merge(depth, 1L, Long::sum);
            profile.record(partition, depth);
            if (record.role() == Role.DEAD) {
                dead++;
                return true;
            }
            live++;
            keyBytes += record.keyLength();
            valueBytes += record.valueLength();
            paddingBytes += record.padding();
            return true;
        }

        @Override
        public void table(RecordHeader table, long parentSlot, int level) {
            remember(tables, table.offset());
            profile.table(partition);
        }

        @Override
        public void chain(RecordHeader chain, long parentSlot) {
            remember(chains, chain.offset());
            profile.table(partition);
        }

        private void remember(OffsetSet set, long offset) {
            if (set.add(offset) && partitionOfTable.size() < OWNERS_KEPT) {
                partitionOfTable.put(number(offset), partition);
            }
        }

        @Override
        public void missing(long target) {
            boolean may = target % assembly.blocks().alignment() == 0 && target > 0
                    && target / FARTHEST < assembly.bytes().size();
            if (may && assembly.blocks().at(assembly.bytes(), target) instanceof Block.Nothing) {
                missing.add(target);
            }
        }

        @Override
        public void damaged(Fault fault) {
            faults.add(fault);
        }

        Census census(List<AreaCensus> areaCounts) {
            return new Census(live, dead, keyBytes, valueBytes, paddingBytes, tables.count(), chains.count(),
                    Collections.unmodifiableSortedMap(depths),
                    Collections.unmodifiableSortedMap(sizes), areaCounts);
        }
    }

    /** Counts what the free lists lead to. */
    private final class SpaceCount implements SpaceListener {

        private final List<AreaCensus> done = new ArrayList<>();
        private final Progress progress;
        private FreeArea area;
        private long count;
        private long bytes;
        private long largest;
        private int usedBuckets;

        SpaceCount(Progress progress) {
            this.progress = progress;
        }

        @Override
        public void area(FreeArea next) {
            finish();
            area = next;
            areas.put(next.offset(), next);
        }

        void finish() {
            if (area != null) {
                done.add(new AreaCensus(area, count, bytes, largest, usedBuckets));
            }
            area = null;
            count = 0;
            bytes = 0;
            largest = 0;
            usedBuckets = 0;
        }

        @Override
        public void list(FreeArea in, int bucket, long headOffset, long first) {
            if (first != 0) {
                usedBuckets++;
            }
        }

        @Override
        public void free(FreeArea in, int bucket, FreeRecord record) {
            if (free.add(record.offset())) {
                count++;
                bytes += record.length();
                largest = Math.max(largest, record.length());
            } else {
                damaged(new Fault(assembly.bytes().name(), record.offset(), "a free record on one list",
                        "a second list that leads to it", "check tells more"));
            }
        }

        @Override
        public void damaged(Fault fault) {
            faults.add(fault);
        }

        @Override
        public void backLink(Fault fault) {
            backLinks.add(fault);
        }

        @Override
        public boolean cancelled() {
            return progress.advanced(0, 0);
        }
    }
}
