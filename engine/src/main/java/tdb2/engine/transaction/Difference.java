package tdb2.engine.transaction;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tdb2.engine.format.Tdb2Header;
import tdb2.engine.storage.WriteSet;
import tdb2.engine.storage.WriteSet.Run;
import tdb2.engine.storage.WriteSet.Unknown;

/**
 * What goes into the bundle of some changes: what is different, but for what commit and recovery themselves write to.
 *
 * @param changes what a transaction or several have written
 * @param untouchable where no bundle writes
 * @param unknown where everything written counts as different
 */
record Difference(WriteSet changes, Untouchable untouchable, List<Unknown> unknown) {

    /** Changed bytes nearer than this go into one run. */
    private static final int GAP = 16;
    /** Words of the header are never counted in with their neighbours: some of them no transaction may write. */
    private static final int EXACT = Tdb2Header.HASHTABLE;

    /** @param below the changes they stand on; empty for the file */
    static Difference of(HeaderWords words, BundleSpace space, WriteSet changes, Optional<WriteSet> below) {
        Untouchable untouchable = new Untouchable(words.fileEnd(changes));
        areas(space, changes, untouchable::add);
        List<Unknown> unknown = new ArrayList<>();
        // beyond the old end the disk may hold anything when the bundle is replayed: growth and truncation can be lost
        unknown.add(Unknown.from(words.fileEndBelow(changes)));
        // pages show bundles as they were when they were filled; an area that is given up shows what is left of them
        areas(space, new WriteSet(words.storage()), (from, to) -> unknown.add(new Unknown(from, to)));
        below.ifPresent(state -> areas(space, state, (from, to) -> unknown.add(new Unknown(from, to))));
        return new Difference(changes, untouchable, unknown);
    }

    private static void areas(BundleSpace space, WriteSet state, LongRange visitor) {
        for (int slot = 0; slot < HeaderWords.SLOTS; slot++) {
            space.content(state, slot)
                    .ifPresent(room -> visitor.range(room.offset(), room.offset() + room.capacity()));
        }
    }

    /** Receives a range of a file. */
    @FunctionalInterface
    private interface LongRange {
        void range(long from, long to);
    }

    /** All of it, ascending. */
    List<Run> everywhere() {
        return allowed(changes.differences(EXACT, GAP, unknown));
    }

    /** What is in a page that the changes hold. */
    List<Run> inPage(long number) {
        return allowed(changes.differences(List.of(number), EXACT, GAP, unknown));
    }

    private List<Run> allowed(List<Run> runs) {
        List<Run> allowed = new ArrayList<>(runs.size());
        for (Run run : runs) {
            allowed.addAll(untouchable.allowed(run));
        }
        return allowed;
    }
}
