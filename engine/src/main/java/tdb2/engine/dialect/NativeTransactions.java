package tdb2.engine.dialect;

import tdb2.engine.format.NativeBlocks;
import tdb2.engine.format.NewRecord;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.format.RecordHeader.Role;
import tdb2.engine.format.RecoveryPointer;
import tdb2.engine.format.Tdb2Header;
import tdb2.engine.format.WritableBytes;
import tdb2.engine.lock.LockBackend;
import tdb2.engine.lock.LockMap;
import tdb2.engine.space.ZoneAllocator;
import tdb2.engine.storage.WriteThrough;
import tdb2.engine.transaction.CommitSettings;
import tdb2.engine.transaction.Committer;

/** What transactions need of a native file: room for their structures (spec commit-protocol). */
final class NativeTransactions {

    /** Always holds two aligned pages. */
    private static final int SLOTS_LENGTH = 12_280;

    private NativeTransactions() {}

    /** Runs the transactions of an open file of variant 1. */
    static Committer committer(WritableBytes bytes, LockBackend backend, LockMap map, CommitSettings settings) {
        return new Committer(new Committer.File(bytes.storage(), bytes.order(), backend, map),
                new NativeBundleSpace(bytes.order(), map), () -> makeSlots(bytes, map, settings), settings);
    }

    /**
     * Makes the record of the recovery pointers; killed in the middle it leaks, for the word stored last names it. Nothing
     * protects this but the order of the stores, so each is on the disk before the next.
     */
    private static void makeSlots(WritableBytes file, LockMap map, CommitSettings settings) {
        WritableBytes bytes = new WritableBytes(new WriteThrough(file.storage()), file.order());
        RecordHeader record = allocateSlots(bytes, NativeBundleSpace.allocator(bytes.storage(), bytes.order(), map));
        bytes.put(Tdb2Header.FILE_ID, settings.salts().getAsLong());
        bytes.put(Tdb2Header.RECOVERY_SLOT0 + 8, page(record) + RecoveryPointer.PAGE);
        bytes.put(Tdb2Header.RECOVERY_SLOT0, page(record));
    }

    static RecordHeader allocateSlots(WritableBytes bytes, ZoneAllocator space) {
        RecordHeader record = space.allocate(NewRecord.keyless(Role.DATA, SLOTS_LENGTH, NativeBlocks.SLOTS_HASH));
        bytes.write(record.valueOffset(), new byte[(int) (record.valueLength() + record.padding())]);
        return record;
    }

    /** The page that the first recovery pointer stands in. */
    static long page(RecordHeader slots) {
        return slots.valueOffset() + RecoveryPointer.PAGE - 1 & -(long) RecoveryPointer.PAGE;
    }
}
