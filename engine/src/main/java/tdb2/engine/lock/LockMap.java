package tdb2.engine.lock;

import java.util.Optional;

/** Which byte ranges of a file mean what, in one dialect. Immutable, safe for several threads. */
public interface LockMap {

    /** What a range means; never fails, an unknown range is {@link LockMeaning.Foreign}. */
    LockMeaning means(ByteRange range);

    /**
     * The range that guards one partition of the index (see {@code Index.partitions()}); empty where the file is
     * guarded by something else than byte ranges (robust mutexes of TDB1).
     */
    Optional<ByteRange> partition(int partition);

    /** The range of all partitions together, also where they are guarded by something else. */
    ByteRange partitions();

    /** Bytes of one partition, 1 or more. */
    long width();

    /**
     * Whether somebody may hold a lock beyond the partitions while he waits for a partition. Who holds partitions must not
     * wait for him then.
     */
    default boolean partitionsAwaitedFromBeyond() {
        return false;
    }

    /** Whether the partitions can be taken one by one, by whoever wants all of them. */
    default boolean partitionsTakenOneByOne() {
        return true;
    }

    /** Every partition and all free space: who holds it for writing is alone. */
    ByteRange allRecords();

    /**
     * The range that guards one list of free records.
     *
     * @param head offset in the file of the list's head; looked at where a file has many lists
     */
    ByteRange freeBucket(long head);

    /** The byte that whoever makes the file longer holds for writing. */
    ByteRange expansion();

    /** Creation of the file and the format variant. */
    default ByteRange open() {
        return new ByteRange(0, 1);
    }

    /** What new read transactions wait at; empty where there is none. */
    default Optional<ByteRange> gate() {
        return Optional.empty();
    }

    /** The byte that whoever runs a transaction holds for writing. */
    ByteRange transaction();

    /**
     * A range in which everybody who may change the file holds a lock while he does; asked about, never taken, where
     * partitions are not guarded by byte ranges.
     */
    default ByteRange anybody() {
        return new ByteRange(0, 0);
    }
}
