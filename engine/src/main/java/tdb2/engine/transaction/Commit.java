package tdb2.engine.transaction;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tdb2.engine.error.Fault;
import tdb2.engine.error.RefusedException;
import tdb2.engine.format.Tdb2Header;
import tdb2.engine.storage.WriteSet;
import tdb2.engine.storage.WriteSet.Run;
import tdb2.engine.storage.WriteSet.Unknown;
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

    /** Changed bytes nearer than this go into one run. */
    private static final int GAP = 16;
    /** Words of the header are never counted in with their neighbours: some of them no transaction may write. */
    private static final int EXACT = Tdb2Header.HASHTABLE;
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
        if (runs(words, space, changes, Optional.empty()).isEmpty()) {
            return Optional.empty();
        }
        long sequence = next(words);
        Room room = room(words, space, changes, sequence, Optional.empty(), 0);
        List<Run> runs = runs(words, space, changes, Optional.empty());
        return Optional.of(new Commit(words, protocol, changes, sequence, runs, room, salt));
    }

    /**
     * The bundle of changes for which there is room already. Others may stand on the changes: nothing is added.
     *
     * @throws IllegalStateException when there is too little: it was not reserved
     */
    static Commit reserved(HeaderWords words, Protocol protocol, BundleSpace space, WriteSet changes, long sequence,
            long salt) {
        List<Run> runs = runs(words, space, changes, Optional.empty());
        Room room = space.area(changes, HeaderWords.slot(sequence)).orElse(NO_ROOM);
        if (room.capacity() < BundleWriter.length(runs)) {
            throw tooSmall(room, runs);
        }
        return new Commit(words, protocol, changes, sequence, runs, room, salt);
    }

    /**
     * Makes sure that the bundle of some changes has room, also when they stand on the file later; may add to them.
     *
     * @param below the changes they stand on now; empty for the file
     */
    static void reserve(HeaderWords words, BundleSpace space, WriteSet changes, long sequence,
            Optional<WriteSet> below) {
        room(words, space, changes, sequence, below, MARGIN);
    }

    private static Room room(HeaderWords words, BundleSpace space, WriteSet changes, long sequence,
            Optional<WriteSet> below, int margin) {
        int slot = HeaderWords.slot(sequence);
        List<Run> runs = runs(words, space, changes, below);
        Room room = space.area(changes, slot).orElse(NO_ROOM);
        for (int i = 0; room.capacity() < BundleWriter.length(runs) + margin; i++) {
            if (i == ATTEMPTS) {
                throw tooSmall(room, runs);
            }
            long needed = BundleWriter.length(runs) + ALLOCATION;
            room = space.enlarge(changes, slot, needed + needed / 4);
            runs = runs(words, space, changes, below);
        }
        return room;
    }

    private static IllegalStateException tooSmall(Room room, List<Run> runs) {
        return new IllegalStateException("an area of %d bytes stays too small for a bundle of %d".formatted(
                room.capacity(), BundleWriter.length(runs)));
    }

    /** What is different, but for what commit and recovery themselves write to. */
    private static List<Run> runs(HeaderWords words, BundleSpace space, WriteSet changes, Optional<WriteSet> below) {
        Untouchable untouchable = new Untouchable(words.fileEnd(changes));
        areas(space, changes).forEach(room -> untouchable.add(room.offset(), room.offset() + room.capacity()));
        List<Unknown> unknown = new ArrayList<>();
        // beyond the old end the disk may hold anything when the bundle is replayed: growth and truncation can be lost
        unknown.add(Unknown.from(words.fileEndBelow(changes)));
        // pages show bundles as they were when they were filled; an area that is given up shows what is left of them
        Stream.concat(Stream.of(new WriteSet(words.storage())), below.stream())
                .flatMap(state -> areas(space, state))
                .forEach(room -> unknown.add(new Unknown(room.offset(), room.offset() + room.capacity())));
        return changes.differences(EXACT, GAP, unknown).stream()
                .flatMap(run -> untouchable.allowed(run).stream()).toList();
    }

    private static Stream<Room> areas(BundleSpace space, WriteSet state) {
        return IntStream.range(0, HeaderWords.SLOTS).mapToObj(slot -> space.content(state, slot))
                .flatMap(Optional::stream);
    }

    /** The number of the next transaction: above all that left a trace. */
    static long next(HeaderWords words) {
        long last = larger(words.committed(), words.retired());
        for (RecoverySlot slot : RecoverySlots.read(words.bytes()).slots()) {
            last = slot.isPointer() ? larger(last, slot.sequence()) : last;
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
    }
}
