package tdb2.engine.transaction;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tdb2.engine.format.Tdb2Header;
import tdb2.engine.storage.WriteSet;
import tdb2.engine.storage.WriteSet.Run;
import tdb2.engine.storage.WriteSet.Unknown;
import tdb2.engine.transaction.BundleSpace.Room;

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
        areas(space, changes).forEach(room -> untouchable.add(room.offset(), room.offset() + room.capacity()));
        List<Unknown> unknown = new ArrayList<>();
        // beyond the old end the disk may hold anything when the bundle is replayed: growth and truncation can be lost
        unknown.add(Unknown.from(words.fileEndBelow(changes)));
        // pages show bundles as they were when they were filled; an area that is given up shows what is left of them
        Stream.concat(Stream.of(new WriteSet(words.storage())), below.stream())
                .flatMap(state -> areas(space, state))
                .forEach(room -> unknown.add(new Unknown(room.offset(), room.offset() + room.capacity())));
        return new Difference(changes, untouchable, unknown);
    }

    private static Stream<Room> areas(BundleSpace space, WriteSet state) {
        return IntStream.range(0, HeaderWords.SLOTS).mapToObj(slot -> space.content(state, slot))
                .flatMap(Optional::stream);
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
        return runs.stream().flatMap(run -> untouchable.allowed(run).stream()).toList();
    }
}
