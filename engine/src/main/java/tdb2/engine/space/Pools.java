package tdb2.engine.space;

import java.util.List;

/** All pools of a file, and how it grows. Safe for several threads. */
interface Pools {

    /**
     * A part of the file that records lie in.
     *
     * @param pool gets what is free there
     * @param from offset of its first block
     * @param to offset behind its last
     */
    record Extent(Pool pool, long from, long to) {}

    /** Number of the pool that a writer begins with. */
    int usual();

    /** All pools there are now. */
    Pool[] all();

    /** Number of the pool that gets the room of a block; throws when the block claims to be in one that is not there. */
    int number(long block);

    /** Where records end now. */
    long end();

    /**
     * Makes the file larger, so that a free record of a length is there; the lock of growth is held.
     *
     * @param before where records ended when it was found to be too small
     * @param wanted bytes of the whole record
     * @param made gets the new free records, which are on no list
     * @return whether it has grown; not when somebody else was faster
     * @throws tdb2.engine.error.StorageException when there is no room on the disk: nothing has changed
     */
    boolean grow(long before, long wanted, Unlisted made);

    /** Tells layouts of the file apart, where that can be told: it is another one after everything became free at once. */
    default long layout() {
        return 0;
    }

    /** Makes the layout another one; the caller is alone with the file. */
    default void changeLayout() {
        // nobody asks
    }

    /** All parts of the file that records lie in. */
    List<Extent> extents();
}
