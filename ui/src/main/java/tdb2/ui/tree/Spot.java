package tdb2.ui.tree;

import java.util.Optional;

import tdb2.engine.format.RecordHeader;
import tdb2.ui.theme.RegionStyle;
import tdb2.ui.workbench.Span;

/**
 * One cell of the picture of an index. Immutable.
 *
 * @param kind what it stands for
 * @param partition the partition, or the first of several
 * @param count how many partitions it stands for
 * @param row from above, 0 is the first level or hop shown
 * @param span the bytes to select; of several partitions their heads
 * @param records records in it and below
 * @param record its header where it is a record
 * @param style how it looks
 * @param strength how full it is, 0 to 1
 * @param label what is written on it where there is room
 * @param words what it is, in a sentence
 */
record Spot(Kind kind, int partition, int count, int row, Span span, long records, Optional<RecordHeader> record,
        RegionStyle style, double strength, String label, String words) {

    /** What a cell stands for. */
    enum Kind {
        PARTITIONS, TABLE, RECORD, EMPTY
    }
}
