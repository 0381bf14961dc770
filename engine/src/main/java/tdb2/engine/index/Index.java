package tdb2.engine.index;

import java.util.List;
import java.util.Optional;
import tdb2.engine.format.Field;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.index.PartitionWalk.Place;

/**
 * How a dialect finds records: hash chains (TDB1), a hash tree (TDB2), a flat table with chains (NTDB). Reading only.
 * Immutable, safe for several threads; each walk belongs to one thread.
 */
public interface Index {

    /** What a partition is called: "chain", "hash group", "bucket". */
    String partitionWord();

    /** Number of partitions; each can be locked on its own (one byte range). */
    int partitions();

    /** Offset in the file of the head (chain head, first slot of the group, bucket) of a partition. */
    long headOffset(int partition);

    /**
     * Whether one word, which is read whole even while others write, shows that a partition has no records. False where
     * it takes more than that to tell.
     */
    default boolean empty(int partition) {
        return false;
    }

    /** The partition a hash value belongs to. */
    int partitionOf(long hash);

    /** Bytes of a slot of the table that {@link #headOffset} lies in, and of its sub-tables. */
    int slotLength();

    /** Every field of the slot that begins at an offset within such a table, explained. */
    List<Field> slot(long at);

    /** Walks a partition from a place on. */
    PartitionWalk walk(int partition, Place from, IndexListener listener);

    /**
     * Finds a key. Throws {@link tdb2.engine.error.DamagedException} when a structure on the way is damaged, loops
     * included.
     */
    Lookup find(byte[] key, long hash);

    /** The record of a key, without the way to it; throws what {@link #find} throws. */
    default Optional<RecordHeader> record(byte[] key, long hash) {
        return find(key, hash).record();
    }

    /** Where a walk that has just told the record of a key stands; empty when the key is not there. */
    default Optional<Place> place(byte[] key, long hash) {
        Optional<RecordHeader> record = record(key, hash);
        if (record.isPresent()) {
            PartitionWalk walk = walk(partitionOf(hash), Place.START, IndexListener.NONE);
            while (walk.advance()) {
                if (walk.record().offset() == record.get().offset()) {
                    return Optional.of(walk.place());
                }
            }
        }
        return Optional.empty();
    }
}
