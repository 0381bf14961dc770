package tdb2.engine.space;

/** The words of a native file's header that giving room stands on. Safe for several threads. */
public interface ZoneWords {

    /** Offset where the zones end now. */
    long end();

    /** Stores where the zones end; the caller holds the lock of growth, or is alone with the file. */
    void storeEnd(long end);

    /** Tells layouts of the file apart: it is another one after everything became free at once. */
    long layout();

    /** Makes the layout another one; the caller is alone with the file. */
    void changeLayout();
}
