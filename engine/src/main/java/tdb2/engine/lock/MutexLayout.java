package tdb2.engine.lock;

import java.util.OptionalInt;
import tdb2.engine.posix.MutexArea;

/**
 * Where the robust mutexes of a TDB1 file stand (spec c-formats, section 1; glibc on x86-64).
 *
 * <pre>
 *   0 copy of the header
 * 168 all records: mutex, 40 bytes
 * 208 i16: how all records are held: 0 for reading, 1 for writing, 2 not at all
 * 216 free list: mutex
 * 256 chain h: mutex, at 256 + 40 h
 * </pre>
 *
 * A mutex stands for the byte range that is locked where there are none.
 *
 * @param hashSize number of chains
 */
public record MutexLayout(long hashSize) {

    /** Offset of the mutex of all records. */
    public static final int ALL_RECORDS = 168;
    /** Offset of the word that says how all records are held. */
    public static final int MODE = 208;
    /** Offset of the mutex of the free list; those of the chains follow. */
    public static final int FREE_LIST = 216;
    /** Bytes of a mutex. */
    public static final int BYTES = MutexArea.MUTEX;

    /** All records are held for reading. */
    public static final short READ = 0;
    /** All records are held for writing. */
    public static final short WRITE = 1;
    /** All records are held by nobody. */
    public static final short NOBODY = 2;

    private static final long FREE_LIST_BYTE = 164;
    private static final int PAGE = 4096;

    /** Bytes of the whole area: whole pages. */
    public long size() {
        return mutex((int) hashSize + 1) + PAGE - 1L & -PAGE;
    }

    /** Offset of a mutex: 0 that of the free list, h + 1 that of chain h. */
    public int mutex(int number) {
        return FREE_LIST + BYTES * number;
    }

    /** The number of the mutex that stands for a byte range; empty where the byte range itself is locked. */
    OptionalInt number(ByteRange range) {
        long at = range.start() - FREE_LIST_BYTE;
        return range.length() == 1 && at >= 0 && at <= 4 * hashSize && at % 4 == 0
                ? OptionalInt.of((int) (at / 4))
                : OptionalInt.empty();
    }
}
