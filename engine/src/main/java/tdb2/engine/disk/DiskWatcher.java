package tdb2.engine.disk;

/** Told of every step of a simulated disk when it is done, on the thread that does it. */
public interface DiskWatcher {

    /** Wants to know nothing. */
    DiskWatcher NONE = new DiskWatcher() {};

    /**
     * Bytes were stored.
     *
     * @param offset of the first
     * @param before what was there
     * @param after what is there now, as many
     */
    default void stored(long offset, byte[] before, byte[] after) {}

    /** The file has another length, in bytes. */
    default void resized(long before, long after) {}

    /** All that was stored is on the medium. */
    default void synced() {}
}
