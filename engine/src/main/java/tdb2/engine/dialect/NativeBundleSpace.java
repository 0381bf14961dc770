package tdb2.engine.dialect;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import tdb2.engine.format.Block;
import tdb2.engine.format.NativeBlocks;
import tdb2.engine.format.NewRecord;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.format.RecordHeader.Role;
import tdb2.engine.format.Tdb2Header;
import tdb2.engine.format.WritableBytes;
import tdb2.engine.lock.LockMap;
import tdb2.engine.lock.NoLocks;
import tdb2.engine.space.SpaceCounters;
import tdb2.engine.space.ZoneAllocator;
import tdb2.engine.storage.Bytes;
import tdb2.engine.storage.WritableStorage;
import tdb2.engine.storage.WriteSet;
import tdb2.engine.storage.WriteSet.Run;
import tdb2.engine.transaction.BundleSpace;

/**
 * Room for the bundles of a native file: the areas that its header names (spec commit-protocol, "Space").
 *
 * <pre>
 *   state n-1   ... area of the slot, too small ... |file_end
 *   state n     ... free                        ... | new area |file_end       B(n) goes here: nobody's in state n-1
 *
 *   state n-1   ................................... |file_end
 *   state n     ............... |file_end (shrunk)              B(n) goes behind both: nobody's in either
 * </pre>
 *
 * @param order the file's byte order
 * @param map its locks, of which none is taken here
 */
record NativeBundleSpace(ByteOrder order, LockMap map) implements BundleSpace {

    @Override
    public Optional<Room> content(WriteSet changes, int slot) {
        return record(changes, changes.u64(word(slot), order))
                .map(record -> new Room(record.valueOffset(), record.valueLength()));
    }

    @Override
    public Optional<Room> area(WriteSet changes, int slot) {
        long area = changes.u64(word(slot), order);
        boolean stayed = area == before(changes, word(slot));
        return stayed || area >= before(changes, Tdb2Header.FILE_END)
                ? content(changes, slot)
                : Optional.empty();
    }

    private Optional<RecordHeader> record(WriteSet changes, long area) {
        return area != 0
                && NativeBlocks.READER.at(new Bytes(changes, order), area) instanceof Block.Used(RecordHeader record)
                && record.keyLength() == 0 && record.hash() == NativeBlocks.BUNDLE_HASH
                        ? Optional.of(record)
                        : Optional.empty();
    }

    @Override
    public Room enlarge(WriteSet changes, int slot, long capacity) {
        long rounded = capacity + 7 & -8L;
        long endBefore = before(changes, Tdb2Header.FILE_END);
        if (Long.compareUnsigned(changes.u64(Tdb2Header.FILE_END, order), endBefore) < 0) {
            return new Room(endBefore + 7 & -8L, rounded);
        }
        ZoneAllocator space = allocator(changes, order, map);
        RecordHeader area = space.allocateBeyond(NewRecord.keyless(Role.DATA, rounded, NativeBlocks.BUNDLE_HASH));
        record(changes, changes.u64(word(slot), order)).ifPresent(space::free);
        changes.putU64(word(slot), area.offset(), order);
        return new Room(area.valueOffset(), area.valueLength());
    }

    /** Gives room in a state of the file that nobody else works on. */
    static ZoneAllocator allocator(WritableStorage state, ByteOrder order, LockMap map) {
        WritableBytes bytes = new WritableBytes(state, order);
        return new ZoneAllocator(bytes, new NativeZoneWords(bytes, false), new NoLocks(), map, new SpaceCounters(),
                false);
    }

    private static int word(int slot) {
        return Tdb2Header.AREA0 + 8 * slot;
    }

    private long before(WriteSet changes, int word) {
        return ByteBuffer.wrap(changes.before(new Run(word, 8))).order(order).getLong();
    }
}
