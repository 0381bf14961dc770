package tdb2.engine.transaction;

/** What the return of a commit means. */
public enum Durability {
    /** The transaction is on the disk, and visible to all. */
    SYNC,
    /**
     * The transaction is in this process's memory. It is written together with others after a moment; a crash before
     * that loses it as a whole, and never tears the file. Further transactions of this process stand on it at once;
     * plain reads and read transactions, of this process too, see what is in the file, and so see it when all do: when
     * {@code Tdb.committed()} has reached the number that the commit returned.
     */
    SOFT
}
