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

    /** The byte that whoever runs a transaction holds for writing. */
    ByteRange transaction();

    /** The byte held while a file is made, or opened for writing. */
    ByteRange open();

    /** The range of all partitions and of all free lists. */
    ByteRange allRecords();

    /** The byte held while the file grows. */
    ByteRange expansion();

    /**
     * The byte of one free list.
     *
     * @param head offset in the file of the list's head
     */
    ByteRange freeBucket(long head);

    /** The byte that keeps new read transactions out while a commit is applied; empty where there is none. */
    default Optional<ByteRange> gateRange() {
        return Optional.empty();
    }

    /**
     * A range in which everybody who may change the file holds a lock while he does; asked about, never taken, where
     * partitions are not guarded by byte ranges.
     */
    default ByteRange anybody() {
        return new ByteRange(0, 0);
    }
}
