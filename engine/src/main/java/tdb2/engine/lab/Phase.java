package tdb2.engine.lab;

/** What a step of a commit is for. */
public enum Phase {
    /** Before the commit that is looked at: an earlier one, which may not be wholly on the medium yet. */
    EARLIER,
    /** Makes the file as long as it will be. */
    RESERVE,
    /** Says in the header that the transaction is being prepared. */
    ANNOUNCE,
    /** Writes the bundle of new bytes. */
    BUNDLE,
    /** Overwrites the older of the two pointers. */
    POINTER,
    /** Waits for the disk: the commit point of the scheme with one sync. */
    SYNC,
    /** Writes the new bytes in place. */
    APPLY,
    /** Four syncs: writes the old bytes into the undo area. */
    SAVE_OLD,
    /** Four syncs: says that an undo is pending. */
    MARK,
    /** Four syncs: says that nothing is pending any more. The sync that follows is the commit point. */
    UNMARK
}
