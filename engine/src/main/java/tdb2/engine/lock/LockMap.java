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

    /**
     * A range in which everybody who may change the file holds a lock while he does; asked about, never taken, where
     * partitions are not guarded by byte ranges.
     */
    default ByteRange anybody() {
        return new ByteRange(0, 0);
    }
}
