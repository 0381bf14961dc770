package tdb2.engine;

/** What can be switched on and off while a file is open. */
public enum Flag {
    /** Refuses every change made through this handle. */
    READ_ONLY,
    /** Counts every change in the header's sequence number. */
    SEQNUM,
    /** A hint that records are stored and deleted as often as they are read. Changes nothing at present. */
    VOLATILE
}
