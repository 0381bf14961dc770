package tdb2.engine.dialect;

import java.util.List;
import java.util.OptionalLong;
import tdb2.engine.format.Landmark;
import tdb2.engine.format.NativeBlocks;
import tdb2.engine.format.NewRecord;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.format.RecordHeader.Role;
import tdb2.engine.format.RecoveryPointer;
import tdb2.engine.format.Tdb2Header;
import tdb2.engine.format.WritableBytes;
import tdb2.engine.format.ZoneHeader;
import tdb2.engine.lock.LockBackend;
import tdb2.engine.lock.LockMap;
import tdb2.engine.space.ZoneAllocator;
import tdb2.engine.transaction.CommitSettings;
import tdb2.engine.transaction.Committer;

/** What transactions need of a native file: room for their structures, and a file laid out anew (spec commit-protocol). */
final class NativeTransactions {

    /** Always holds two aligned pages. */
    private static final int SLOTS_LENGTH = 12_280;

    private NativeTransactions() {}

    /** Runs the transactions of an open file of variant 1. */
    static Committer committer(WritableBytes bytes, LockBackend backend, LockMap map, CommitSettings settings) {
        return new Committer(new Committer.File(bytes.storage(), bytes.order(), backend, map),
                new NativeBundleSpace(bytes.order(), map), () -> makeSlots(bytes, map, settings), settings);
    }

    /** Makes the record of the recovery pointers; killed in the middle it leaks, for the word stored last names it. */
    private static void makeSlots(WritableBytes bytes, LockMap map, CommitSettings settings) {
        RecordHeader record = allocateSlots(bytes, NativeBundleSpace.allocator(bytes.storage(), bytes.order(), map));
        bytes.storage().sync();
        bytes.put(Tdb2Header.FILE_ID, settings.salts().getAsLong());
        bytes.put(Tdb2Header.RECOVERY_SLOT0 + 8, page(record) + RecoveryPointer.PAGE);
        bytes.put(Tdb2Header.RECOVERY_SLOT0, page(record));
    }

    private static RecordHeader allocateSlots(WritableBytes bytes, ZoneAllocator space) {
        RecordHeader record = space.allocate(NewRecord.keyless(Role.DATA, SLOTS_LENGTH, NativeBlocks.SLOTS_HASH));
        bytes.write(record.valueOffset(), new byte[(int) (record.valueLength() + record.padding())]);
        return record;
    }

    private static long page(RecordHeader slots) {
        return slots.valueOffset() + RecoveryPointer.PAGE - 1 & -(long) RecoveryPointer.PAGE;
    }

    /**
     * Empties the overlay of a transaction and cuts it down to what must stay where it is: the recovery pointers. What is
     * stored then lies side by side from the start.
     *
     * @return another page for the recovery pointers, nearer to the start; they move there when the transaction is
     *         durable. Empty when they are near enough
     */
    static OptionalLong clear(WritableAssembly file) {
        WritableBytes bytes = file.bytes();
        for (int slot = 0; slot < 2; slot++) {
            bytes.put(Tdb2Header.AREA0 + 8L * slot, 0);
        }
        List<Landmark> slots = file.kept().get().stream()
                .filter(mark -> mark.kind() == Landmark.Kind.RECOVERY_SLOTS).toList();
        file.index().clear();
        long end = slots.stream().mapToLong(mark -> mark.offset() + mark.length()).reduce(NativeWriting.leastEnd(),
                Math::max);
        bytes.put(Tdb2Header.FILE_END, end);
        ZoneAllocator space = NativeBundleSpace.allocator(bytes.storage(), bytes.order(), file.reading().locks());
        space.clear(slots);
        return end > 2L << ZoneHeader.MIN_BITS
                ? OptionalLong.of(page(allocateSlots(bytes, space)))
                : OptionalLong.empty();
    }

    /** Cuts off what is free at the end of the overlay of a transaction. */
    static void trim(WritableBytes overlay, LockMap map) {
        ZoneAllocator space = NativeBundleSpace.allocator(overlay.storage(), overlay.order(), map);
        space.coalesce();
        space.trim();
    }
}
