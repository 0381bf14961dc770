package tdb2.engine.space;

import tdb2.engine.error.Fault;
import tdb2.engine.format.Block;
import tdb2.engine.format.FreeRecord;
import tdb2.engine.format.Tdb1Blocks;
import tdb2.engine.format.Tdb1Header;
import tdb2.engine.storage.Bytes;
import tdb2.engine.storage.OffsetSet;

/** The one free list of TDB1 (spec c-formats, section 1). Safe for several threads. */
public final class FreeList implements Space {

    private final Bytes bytes;
    private final Tdb1Header header;
    private final Tdb1Blocks blocks;

    public FreeList(Bytes bytes, Tdb1Header header) {
        this.bytes = bytes;
        this.header = header;
        this.blocks = new Tdb1Blocks(header);
    }

    @Override
    public void walk(SpaceListener listener) {
        long head = header.base() + Tdb1Header.FREE_LIST;
        FreeArea area = new FreeArea(FreeArea.Kind.FREE_LIST, 0, head, 4, bytes.size(), 0, 1);
        listener.area(area);
        long next = header.resolve(bytes.u32(head));
        listener.list(area, 0, head, next);
        OffsetSet seen = new OffsetSet(4);
        long pointer = head;
        while (next != 0 && !listener.cancelled()) {
            if (next % 4 == 0 && !seen.add(next)) {
                listener.damaged(fault(pointer, "the end of the free list", "a loop back to offset " + next));
                return;
            }
            if (!(blocks.at(bytes, next) instanceof Block.Free(FreeRecord free))) {
                listener.damaged(fault(pointer, "a free record", "something else at offset " + next));
                return;
            }
            listener.free(area, 0, free);
            pointer = next;
            next = free.next();
        }
    }

    @Override
    public String owner(FreeRecord record) {
        return "free list";
    }

    private Fault fault(long offset, String expected, String found) {
        return new Fault(bytes.name(), offset, expected, found,
                "free space behind it is lost to writers; repair makes a sound copy of the file");
    }
}
