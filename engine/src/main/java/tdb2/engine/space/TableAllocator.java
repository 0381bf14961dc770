package tdb2.engine.space;

import tdb2.engine.format.TableBlocks;
import tdb2.engine.format.WritableBytes;
import tdb2.engine.lock.LockBackend;
import tdb2.engine.lock.LockMap;

/**
 * Gives and takes room through the free tables of TDB2 of 2012 and NTDB (spec c-formats, section 2).
 *
 * <p>
 * The C libraries make the start of a free record the used one and free what is left; here it is its end, so that no link
 * changes where the rest stays on its list. Lists are joined when their counter has come round, as theirs are, and by the
 * rules of {@link ListAllocator}. With several tables a neighbour is joined whichever table lists it, where the library
 * of 2012 aborts. Safe for several threads: it takes the locks of what it changes.
 */
public final class TableAllocator extends ListAllocator {

    /**
     * @param blocks tells what stands at an offset
     * @param firstTable offset of the first free table
     * @param start offset of the first block of the file
     * @param rounding what the size of the file is made a multiple of: 8, or 16384 in NTDB
     * @throws tdb2.engine.error.DamagedException when a free table is not there
     */
    public TableAllocator(WritableBytes bytes, TableBlocks blocks, long firstTable, long start, int rounding,
            LockBackend backend, LockMap map, SpaceCounters counters) {
        super(new TablePools(bytes, blocks, firstTable, start, rounding), backend, map, counters, false);
    }

    /** Takes room that was no record: an undo area that has become too small. The caller is alone with the file. */
    public void takeBack(long offset, long length) {
        release(offset, offset + length);
    }
}
