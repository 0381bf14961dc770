package tdb2.engine.transaction;

/** What the return of a commit means. */
public enum Durability {
    /** The transaction is on the disk, and visible to all. */
    SYNC,
    /**
     * The transaction is in this process's memory. It is written together with others after a moment; a crash before
     * that loses it as a whole, and never tears the file.
     */
    SOFT
}
