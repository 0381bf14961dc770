package tdb2.engine.dialect;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import tdb2.engine.format.Landmark;
import tdb2.engine.format.WritableBytes;
import tdb2.engine.index.IndexWriter;
import tdb2.engine.space.Allocator;
import tdb2.engine.transaction.Commits;

/**
 * A dialect, put together for writing over one open file: the writing sides of the same parts. Made once for each open
 * file, or for the overlay of a transaction. Safe for several threads.
 *
 * @param reading the parts that read; its header and faults are those of the moment it was made
 * @param bytes the file in its byte order
 * @param index changes what leads to records
 * @param space gives room and takes it back
 * @param batch what is looked at under the first lock of each batch of operations
 * @param room what is done with the room that a record has for its value
 * @param sequence counts changes
 * @param relayout lays a file out anew
 * @param kept asks for the structures of a transaction's recovery, which a wipe leaves where they are
 * @param counters what the parts count
 * @param transactions runs them; empty where there are none: variant 0, and the overlay of a transaction
 */
public record WritableAssembly(Assembly reading, WritableBytes bytes, IndexWriter index, Allocator space, Batch batch,
        ValueRoom room, Sequence sequence, Relayout relayout, Supplier<List<Landmark>> kept, Counters counters,
        Optional<? extends Commits> transactions) {

    /** The same with another batch. */
    public WritableAssembly with(Batch other) {
        return new WritableAssembly(reading, bytes, index, space, other, room, sequence, relayout, kept, counters,
                transactions);
    }
}
