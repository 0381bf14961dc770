package tdb2.engine;

/** What a store does when the key is there, and when it is not. */
public enum StoreMode {
    /** Only when the key is not there. */
    INSERT,
    /** Only when the key is there. */
    MODIFY,
    /** Either way. */
    REPLACE
}
