package tdb2.engine.storage;

/** What has become of the path a file was opened by. */
public enum PathState {
    /** It still leads to the open file. */
    SAME,
    /** It leads to another file: somebody renamed a new one over it. */
    REPLACED,
    /** It leads nowhere. */
    MISSING
}
