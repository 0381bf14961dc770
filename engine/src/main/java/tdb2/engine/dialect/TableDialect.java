package tdb2.engine.dialect;

import tdb2.engine.format.Header;
import tdb2.engine.format.NtdbHeader;
import tdb2.engine.format.TableBlocks;
import tdb2.engine.format.Tdb2Header;
import tdb2.engine.format.UndoWords;
import tdb2.engine.transaction.WideUndo;

/**
 * In what TDB2 of 2012 and NTDB differ where their free tables and undo areas are written (spec c-formats, sections 2 and
 * 4).
 *
 * @param blocks tells what stands at an offset
 * @param start offset of the first block
 * @param rounding bytes that the size of a file is a multiple of
 * @param freeTable offset of the first free table
 * @param featuresUsed offset of the header word
 * @param seqnum offset of the header word
 * @param capabilities offset of the header word that names the first
 * @param undo how the undo area is laid out
 */
record TableDialect(TableBlocks blocks, long start, int rounding, long freeTable, int featuresUsed, int seqnum,
        int capabilities, WideUndo undo) {

    /** TDB2 of 2012. The area of its library lacks the last bytes; that of others does not. */
    static final WideUndo UNDO_2012 = new WideUndo(Tdb2Header.HASHTABLE, Tdb2Header.RECOVERY,
            UndoWords.LENGTH, 1 << 16);
    /** NTDB. */
    static final WideUndo UNDO_NTDB = new WideUndo(NtdbHeader.BUCKETS, NtdbHeader.RECOVERY, 0,
            NtdbHeader.PAGE);

    private static final int ALIGNMENT = 8;

    /**
     * The one that a header is of.
     *
     * @param partitions number of partitions of the index: in NTDB its table stands before all other blocks
     */
    static TableDialect of(Header header, int partitions) {
        return switch (header) {
            case Tdb2Header tables -> new TableDialect(TableBlocks.TDB2, Tdb2Header.LENGTH, ALIGNMENT,
                    tables.freeTable(), Tdb2Header.FEATURES_USED, Tdb2Header.SEQNUM, Tdb2Header.CAPABILITIES,
                    UNDO_2012);
            case NtdbHeader ntdb -> new TableDialect(TableBlocks.NTDB, NtdbHeader.BUCKETS + 8L * partitions,
                    NtdbHeader.PAGE, ntdb.freeTable(), NtdbHeader.FEATURES_USED, NtdbHeader.SEQNUM,
                    NtdbHeader.CAPABILITIES,
                    UNDO_NTDB);
            default -> throw new IllegalArgumentException("no free tables in " + header.dialect());
        };
    }
}
