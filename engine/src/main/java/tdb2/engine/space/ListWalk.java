package tdb2.engine.space;

import java.util.Optional;
import tdb2.engine.error.Fault;
import tdb2.engine.format.Block;
import tdb2.engine.format.BlockReader;
import tdb2.engine.format.FreeRecord;
import tdb2.engine.storage.Bytes;
import tdb2.engine.storage.OffsetSet;

/**
 * Follows lists of free records of the 64-bit dialects. One instance serves one walk over all lists of a file, so that
 * each record is told once and no loop is followed. Not safe for several threads.
 */
final class ListWalk {

    /** What a dialect demands of a record on a list besides being free. */
    @FunctionalInterface
    interface Rule {

        /**
         * @param previous offset of the record before it on the list, 0 when it is the first
         * @return what it should be and is not; empty when it is as it should be
         */
        Optional<Objection> objection(FreeRecord record, FreeArea area, int bucket, long previous);
    }

    /**
     * What a rule has against a record.
     *
     * @param expected of a sound one
     * @param found in this one
     * @param leftover whether a writer killed in the middle leaves it so
     */
    record Objection(String expected, String found, boolean leftover) {

        Objection(String expected, String found) {
            this(expected, found, false);
        }
    }

    private static final String ADVICE =
            "free space behind it is lost to writers; repair makes a sound copy of the file";

    private final Bytes bytes;
    private final BlockReader blocks;
    private final Rule rule;
    private final SpaceListener listener;
    private final OffsetSet seen = new OffsetSet(8);

    ListWalk(Bytes bytes, BlockReader blocks, Rule rule, SpaceListener listener) {
        this.bytes = bytes;
        this.blocks = blocks;
        this.rule = rule;
        this.listener = listener;
    }

    /**
     * Follows one list to its end, or to the first thing that is no free record.
     *
     * @return offset of the last record told, 0 when there was none
     */
    long follow(FreeArea area, int bucket, long headOffset, long first) {
        listener.list(area, bucket, headOffset, first);
        long pointer = headOffset;
        long previous = 0;
        long at = first;
        while (at != 0 && !listener.cancelled()) {
            if (!(blocks.at(bytes, at) instanceof Block.Free(FreeRecord record)) || !record.listed()) {
                damaged(pointer, "a free record at offset " + at, describe(at));
                return previous;
            }
            if (!seen.add(at)) {
                damaged(pointer, "the end of the list or a record of its own", "a second pointer to offset " + at);
                return previous;
            }
            object(record, area, bucket, previous);
            listener.free(area, bucket, record);
            previous = at;
            pointer = at + 16;
            at = record.next();
        }
        return previous;
    }

    private void object(FreeRecord record, FreeArea area, int bucket, long previous) {
        rule.objection(record, area, bucket, previous).ifPresent(o -> {
            if (o.leftover()) {
                backLink(record.offset(), o.expected(), o.found());
            } else {
                damaged(record.offset(), o.expected(), o.found());
            }
        });
    }

    void backLink(long offset, String expected, String found) {
        listener.backLink(new Fault(bytes.name(), offset, expected, found,
                "a killed writer left it; the next one that comes by puts it right"));
    }

    void damaged(long offset, String expected, String found) {
        listener.damaged(new Fault(bytes.name(), offset, expected, found, ADVICE));
    }

    private String describe(long at) {
        return switch (blocks.at(bytes, at)) {
            case Block.Used _ -> "a used record";
            case Block.Free _ -> "one that is being coalesced";
            case Block.Recovery _ -> "an undo area";
            case Block.Nothing(String _, String found) -> found;
        };
    }
}
