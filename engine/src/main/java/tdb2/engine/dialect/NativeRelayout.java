package tdb2.engine.dialect;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tdb2.engine.format.Landmark;
import tdb2.engine.format.Tdb2Header;
import tdb2.engine.format.WritableBytes;
import tdb2.engine.format.ZoneHeader;
import tdb2.engine.space.ZoneAllocator;
import tdb2.engine.storage.WriteSet;
import tdb2.engine.transaction.Committer;

/**
 * Lays a native file out anew.
 *
 * @param committer runs its transactions
 */
record NativeRelayout(Optional<Committer> committer) implements Relayout {

    /**
     * {@inheritDoc} Cuts the overlay down to what must stay where it is: the recovery pointers. They move nearer to the
     * start afterwards, once in the life of a file: they were made when it was full, and stand in the way.
     */
    @Override
    public Optional<Consumer<WriteSet>> clear(WritableAssembly overlay) {
        WritableBytes bytes = overlay.bytes();
        for (int slot = 0; slot < 2; slot++) {
            bytes.put(Tdb2Header.AREA0 + 8L * slot, 0);
        }
        List<Landmark> slots = overlay.kept().get().stream()
                .filter(mark -> mark.kind() == Landmark.Kind.RECOVERY_SLOTS).toList();
        overlay.index().clear();
        long end = slots.stream().mapToLong(mark -> mark.offset() + mark.length()).reduce(NativeWriting.leastEnd(),
                Math::max);
        bytes.put(Tdb2Header.FILE_END, end);
        ZoneAllocator space = NativeBundleSpace.allocator(bytes.storage(), bytes.order(), overlay.reading().locks());
        space.clear(slots);
        if (end <= 2L << ZoneHeader.MIN_BITS) {
            return Optional.empty();
        }
        long page = NativeTransactions.page(NativeTransactions.allocateSlots(bytes, space));
        return Optional.of(changes -> committer.orElseThrow().moveSlots(changes, page));
    }

    @Override
    public boolean cutsOff() {
        return true;
    }

    @Override
    public void trim(WritableAssembly overlay) {
        WritableBytes bytes = overlay.bytes();
        ZoneAllocator space = NativeBundleSpace.allocator(bytes.storage(), bytes.order(), overlay.reading().locks());
        space.coalesce();
        space.trim();
    }
}
