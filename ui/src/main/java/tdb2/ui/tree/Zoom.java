package tdb2.ui.tree;

import java.util.Optional;
import java.util.OptionalLong;

import tdb2.engine.Tdb;
import tdb2.engine.event.Progress;
import tdb2.engine.inspect.IndexProfile;
import tdb2.engine.inspect.Outline;

/**
 * A part of an index that is looked at.
 *
 * @param first the first partition
 * @param count how many
 * @param focus offset of the sub-table to see alone
 * @param slots whether every slot is to be seen; else partitions side by side
 */
record Zoom(int first, int count, OptionalLong focus, boolean slots) {

    /** So many chains or buckets are seen record by record. */
    private static final int FEW = 64;
    /** One chain is seen among so many. */
    private static final int NEIGHBOURS = 16;

    /** Reads the part; not on the event thread. */
    IndexCells read(IndexCells.Shape shape, Tdb tdb, Progress progress) {
        var assembly = tdb.view().assembly();
        int partitions = assembly.index().partitions();
        int from = Math.clamp(first, 0, Math.max(0, partitions - 1));
        int many = Math.clamp(count, 1, Math.max(1, partitions - from));
        return slots
                ? IndexCells.of(shape, Outline.of(assembly, tdb.reads(), from, many, focus, progress))
                : IndexCells.of(shape, IndexProfile.of(assembly, tdb.reads(), from, many, progress));
    }

    /** In words for the settings. */
    String text() {
        return first + "," + count + "," + focus.orElse(-1) + "," + slots;
    }

    /** What {@link #text()} gave; empty for any other text. */
    static Optional<Zoom> of(String text) {
        try {
            String[] words = text.split(",", 4);
            long focus = Long.parseLong(words[2]);
            return Optional.of(new Zoom(Integer.parseInt(words[0]), Integer.parseInt(words[1]),
                    focus < 0 ? OptionalLong.empty() : OptionalLong.of(focus), Boolean.parseBoolean(words[3])));
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /** The part that a cell stands for, seen from near. */
    static Zoom into(Spot spot, IndexCells.Shape shape) {
        if (spot.kind() == Spot.Kind.TABLE) {
            return new Zoom(spot.partition(), 1, OptionalLong.of(spot.span().offset()), true);
        }
        if (shape.tree()) {
            return new Zoom(spot.partition(), 1, OptionalLong.empty(), true);
        }
        if (spot.count() == 1) {
            return new Zoom(spot.partition() / NEIGHBOURS * NEIGHBOURS, NEIGHBOURS, OptionalLong.empty(), true);
        }
        return new Zoom(spot.partition(), spot.count(), OptionalLong.empty(), spot.count() <= FEW);
    }
}
