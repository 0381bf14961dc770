package tdb2.engine.space;

import java.util.Optional;
import tdb2.engine.error.Fault;
import tdb2.engine.format.Block;
import tdb2.engine.format.BlockReader;
import tdb2.engine.format.FreeRecord;
import tdb2.engine.format.FreeTable;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.format.RecordHeader.Role;
import tdb2.engine.format.TableBlocks;
import tdb2.engine.space.ListWalk.Objection;
import tdb2.engine.storage.Bytes;
import tdb2.engine.storage.OffsetSet;

/**
 * The free tables of TDB2 of 2012 and NTDB (spec c-formats, section 2).
 *
 * <pre>
 *  header --> [ free table 0: 56 heads ] --> [ free table 1: 56 heads ] --> 0
 *                  |
 *                  +--> [ free ] &lt;--> [ free ] --> 0     prev of the first names the last
 * </pre>
 *
 * <p>
 * Safe for several threads.
 */
public final class FreeTables implements Space {

    private final Bytes bytes;
    private final BlockReader blocks;
    private final long first;
    private final long pointer;

    /**
     * @param first offset of the first free table
     * @param pointer offset of the header word that names it
     */
    public FreeTables(Bytes bytes, BlockReader blocks, long first, long pointer) {
        this.bytes = bytes;
        this.blocks = blocks;
        this.first = first;
        this.pointer = pointer;
    }

    @Override
    public void walk(SpaceListener listener) {
        ListWalk lists = new ListWalk(bytes, blocks, this::objection, listener);
        OffsetSet tables = new OffsetSet(8);
        long from = pointer;
        long at = first;
        for (int number = 0; at != 0 && !listener.cancelled(); number++) {
            if (!isFreeTable(at)) {
                listener.damaged(fault(from, "a free table at offset " + at, "something else"));
                return;
            }
            if (!tables.add(at)) {
                listener.damaged(fault(from, "the end of the free tables", "a loop back to offset " + at));
                return;
            }
            table(listener, lists, new FreeArea(FreeArea.Kind.FREE_TABLE, number, at, FreeTable.LENGTH, bytes.size(),
                    0, FreeTable.BUCKETS));
            from = at + 16;
            at = FreeTable.next(bytes, at);
        }
    }

    private boolean isFreeTable(long offset) {
        return blocks.at(bytes, offset) instanceof Block.Used(RecordHeader record)
                && record.role() == Role.FREE_TABLE && record.keyLength() == 0
                && record.valueLength() == FreeTable.DATA;
    }

    private void table(SpaceListener listener, ListWalk lists, FreeArea area) {
        listener.area(area);
        for (int bucket = 0; bucket < FreeTable.BUCKETS && !listener.cancelled(); bucket++) {
            long head = FreeTable.head(bytes, area.offset(), bucket);
            long headOffset = FreeTable.headOffset(area.offset(), bucket);
            long last = lists.follow(area, bucket, headOffset, head);
            if (last != 0 && blocks.at(bytes, head) instanceof Block.Free(FreeRecord record)
                    && record.prev() != last && !listener.cancelled()) {
                lists.backLink(head, "prev %d, the last of the list".formatted(last),
                        "prev " + record.prev());
            }
        }
    }

    private Optional<Objection> objection(FreeRecord record, FreeArea area, int bucket, long previous) {
        int table = TableBlocks.freeTable(bytes, record.offset());
        if (table != area.number()) {
            return Optional.of(new Objection("a free record of table " + area.number(), "one of table " + table));
        }
        if (previous != 0 && record.prev() != previous) {
            return Optional.of(new Objection("prev " + previous, "prev " + record.prev(), true));
        }
        int right = FreeTable.bucketFor(record.length());
        return right == bucket
                ? Optional.empty()
                : Optional.of(new Objection("a record for bucket " + bucket, "one for bucket " + right));
    }

    @Override
    public String owner(FreeRecord record) {
        return "free table %d, bucket %d".formatted(TableBlocks.freeTable(bytes, record.offset()),
                FreeTable.bucketFor(record.length()));
    }

    private Fault fault(long offset, String expected, String found) {
        return new Fault(bytes.name(), offset, expected, found,
                "free space listed there is lost to writers; repair makes a sound copy of the file");
    }
}
