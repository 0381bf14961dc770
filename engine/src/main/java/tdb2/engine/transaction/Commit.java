package tdb2.engine.transaction;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import tdb2.engine.error.Fault;
import tdb2.engine.error.RefusedException;
import tdb2.engine.format.Tdb2Header;
import tdb2.engine.storage.WriteSet;
import tdb2.engine.storage.WriteSet.Run;
import tdb2.engine.transaction.BundleSpace.Room;
import tdb2.engine.transaction.Protocol.CommitStep;

/**
 * One bundle on its way to the disk and into the file: the steps of {@link Protocol}, in three stages. Whoever runs it
 * holds the transaction lock throughout.
 *
 * <pre>
 *  prepare   room for a larger file, tx = 2n, B(n)      may still be cancelled
 *  harden    P(n), sync                                 the commit point
 *  apply     tx = 2n + 1, new bytes in place, committed = n, tx = 0     with everybody locked out
 * </pre>
 */
final class Commit {

    /** What the allocation of a larger area may itself change, bytes of a bundle. */
    private static final int ALLOCATION = 4096;
    private static final int ATTEMPTS = 4;
    /** Runs may part otherwise once the changes stand on the file, bytes of a bundle. */
    private static final int MARGIN = 1024;
    private static final Room NO_ROOM = new Room(0, 0);

    private final HeaderWords words;
    private final Protocol protocol;
    private final WriteSet changes;
    private final long sequence;
    private final List<Run> runs;
    private final Room room;
    private final BundleWriter writer;

    private Commit(HeaderWords words, Protocol protocol, WriteSet changes, long sequence, List<Run> runs, Room room,
            long salt) {
        this.words = words;
        this.protocol = protocol;
        this.changes = changes;
        this.sequence = sequence;
        this.runs = runs;
        this.room = room;
        this.writer = new BundleWriter(words.storage(), words.order(),
                new BundleWriter.Names(sequence, salt, words.fileId(), words.fileEnd(changes)), changes, runs);
    }

    /**
     * Finds room for the bundle of a transaction that stands on the file; empty when it changes nothing.
     *
     * @param changes what it wrote; allocating room may add to it
     * @param salt random
     */
    static Optional<Commit> plan(HeaderWords words, Protocol protocol, BundleSpace space, WriteSet changes,
            long salt) {
        List<Run> runs = runs(words, space, changes);
        if (runs.isEmpty()) {
            return Optional.empty();
        }
        long sequence = next(words);
        int slot = HeaderWords.slot(sequence);
        Room room = space.area(changes, slot).orElse(NO_ROOM);
        for (int i = 0; room.capacity() < BundleWriter.length(runs); i++) {
            room = enlarged(space, changes, slot, room, BundleWriter.length(runs), i);
            runs = runs(words, space, changes);
        }
        return Optional.of(new Commit(words, protocol, changes, sequence, runs, room, salt));
    }

    /**
     * The bundle of changes for which there is room already. Others may stand on the changes: nothing is added.
     *
     * @throws IllegalStateException when there is too little: it was not reserved
     */
    static Commit reserved(HeaderWords words, Protocol protocol, BundleSpace space, WriteSet changes, long sequence,
            long salt) {
        List<Run> runs = runs(words, space, changes);
        Room room = space.area(changes, HeaderWords.slot(sequence)).orElse(NO_ROOM);
        if (room.capacity() < BundleWriter.length(runs)) {
            throw tooSmall(room, BundleWriter.length(runs));
        }
        return new Commit(words, protocol, changes, sequence, runs, room, salt);
    }

    /**
     * Makes sure that the bundle of a batch has room, also when it stands on the file later; may add to its changes.
     *
     * @param written pages that were written to since the last time
     * @param below the changes they stand on now; empty for the file
     */
    static void reserve(HeaderWords words, BundleSpace space, Batch batch, Set<Long> written,
            Optional<WriteSet> below) {
        WriteSet changes = batch.changes();
        int slot = HeaderWords.slot(batch.sequence());
        BundleBound bound = batch.bound();
        bound.update(written, Difference.of(words, space, changes, below)::inPage);
        Room room = space.area(changes, slot).orElse(NO_ROOM);
        for (int i = 0; room.capacity() < bound.bytes() + MARGIN; i++) {
            room = enlarged(space, changes, slot, room, bound.bytes(), i);
            bound.clear();
            bound.update(changes.pages(), Difference.of(words, space, changes, below)::inPage);
        }
    }

    private static Room enlarged(BundleSpace space, WriteSet changes, int slot, Room room, long length, int attempt) {
        if (attempt == ATTEMPTS) {
            throw tooSmall(room, length);
        }
        long needed = length + ALLOCATION;
        return space.enlarge(changes, slot, needed + needed / 4);
    }

    private static IllegalStateException tooSmall(Room room, long length) {
        return new IllegalStateException("an area of %d bytes stays too small for a bundle of %d".formatted(
                room.capacity(), length));
    }

    private static List<Run> runs(HeaderWords words, BundleSpace space, WriteSet changes) {
        return Difference.of(words, space, changes, Optional.empty()).everywhere();
    }

    /** The number of the next transaction: above all that left a trace. */
    static long next(HeaderWords words) {
        long last = larger(words.committed(), words.retired());
        for (RecoverySlot slot : RecoverySlots.read(words.bytes()).slots()) {
            // most pointers say nothing new, and then nobody needs to know whether they vouch for themselves
            last = larger(last, slot.sequence()) != last && slot.isPointer() ? slot.sequence() : last;
        }
        if (last >>> 62 != 0) {
            throw new RefusedException(new Fault(words.storage().name(), Tdb2Header.COMMITTED,
                    "a transaction number below 2^62", Long.toUnsignedString(last),
                    "the header is damaged; copy the records into a new file with convert"));
        }
        return last + 1;
    }

    private static long larger(long one, long other) {
        return Long.compareUnsigned(one, other) > 0 ? one : other;
    }

    /** Number of the transaction. */
    long sequence() {
        return sequence;
    }

    private long bundleLength() {
        return BundleWriter.length(runs);
    }

    /** Writes what a later power cut may find or not: nothing of it counts yet. */
    void prepare() {
        protocol.before(CommitStep.POINTER).forEach(this::run);
    }

    /** Takes a preparation back. */
    void cancel() {
        words.tx(0);
    }

    /** Reaches the commit point. When it throws, it is not known whether the transaction is on the disk. */
    void harden() {
        protocol.from(CommitStep.POINTER).stream().takeWhile(step -> step != CommitStep.APPLY).forEach(this::run);
    }

    /**
     * Makes the transaction visible.
     *
     * @param exclusion runs something while it keeps everybody else from the records
     */
    void apply(Consumer<Runnable> exclusion) {
        for (CommitStep step : protocol.from(CommitStep.APPLY)) {
            if (step == CommitStep.APPLY) {
                exclusion.accept(() -> run(step));
            } else {
                run(step);
            }
        }
    }

    private void run(CommitStep step) {
        switch (step) {
            case RESERVE -> grow(Math.max(changes.size(), room.offset() + bundleLength()));
            case ANNOUNCE -> words.tx(2 * sequence);
            case BUNDLE -> writer.bundle(room.offset());
            case POINTER -> writer.pointer(words.page(sequence), room.offset());
            case SYNC -> words.storage().sync();
            case APPLY -> store();
        }
    }

    private void grow(long size) {
        if (size > words.storage().size()) {
            words.storage().extend(size);
        }
    }

    private void store() {
        words.tx(2 * sequence + 1);
        for (Run run : runs) {
            words.storage().write(run.offset(), changes.bytes(run.offset(), run.length()), 0, run.length());
        }
        words.committed(sequence);
        words.tx(0);
        if (!words.storage().datesStores()) {
            words.storage().touch();
        }
    }
}
