package tdb2.engine.inspect;

import java.util.List;
import java.util.SortedMap;
import tdb2.engine.space.FreeArea;

/**
 * What a survey counted.
 *
 * @param records live records the index leads to
 * @param dead deleted records still in their chains (TDB1)
 * @param keyBytes bytes of their keys
 * @param valueBytes bytes of their values
 * @param paddingBytes bytes behind values that belong to records
 * @param tables sub-tables of the tree
 * @param chains chain records
 * @param depths number of records by depth: hops along the chain, or levels of the tree (0 is the top)
 * @param partitionSizes number of partitions by how many records they hold
 * @param areas free space by area, in the order of the file
 */
public record Census(long records, long dead, long keyBytes, long valueBytes, long paddingBytes, long tables,
        long chains, SortedMap<Integer, Long> depths, SortedMap<Integer, Long> partitionSizes,
        List<AreaCensus> areas) {

    /**
     * Free space of one area.
     *
     * @param area zone, free table or list
     * @param records free records on its lists
     * @param bytes their bytes, headers included
     * @param largest bytes of the largest
     * @param usedBuckets how many of its lists are not empty
     */
    public record AreaCensus(FreeArea area, long records, long bytes, long largest, int usedBuckets) {

        /** 1 - largest / all: 0 when the free space is one piece, towards 1 when it is in crumbs. */
        public double fragmentation() {
            return bytes == 0 ? 0 : 1 - (double) largest / bytes;
        }
    }

    public Census {
        areas = List.copyOf(areas);
    }

    /** Free records on all lists. */
    public long freeRecords() {
        return areas.stream().mapToLong(AreaCensus::records).sum();
    }

    /** Bytes of free records on all lists. */
    public long freeBytes() {
        return areas.stream().mapToLong(AreaCensus::bytes).sum();
    }
}
