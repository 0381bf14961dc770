package tdb2.engine.space;

import tdb2.engine.format.RecordWords;
import tdb2.engine.format.WritableBytes;

/**
 * A zone or a free table as a writer works with it: which of its lists a free record belongs on, and how records are
 * written there. Immutable, safe for several threads.
 */
interface Pool {

    /** The file. */
    WritableBytes bytes();

    /** How the headers of its records are written. */
    RecordWords words();

    /** Number of its lists. */
    int buckets();

    /** Number of the list for a free record of a whole length, bytes. */
    int bucketFor(long length);

    /** Offset in the file of the head of a list. */
    long headOffset(int bucket);

    /** One of its lists. */
    FreeBucket list(int bucket);

    /** The list for a free record of a length. */
    default FreeBucket listFor(long length) {
        return list(bucketFor(length));
    }

    /** Whether a free record may stand at an offset and still be of this pool. */
    boolean mayHold(long at);

    /** Offset behind the last byte that a free record of this pool may have. */
    long end();

    /** The pool on whose lists the free record is that stands right of one of this pool; this one when none is there. */
    Pool ofNeighbour(long at);
}
