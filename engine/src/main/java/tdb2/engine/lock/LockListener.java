package tdb2.engine.lock;

/**
 * Is told what happens to the locks of an open file, on the thread that wants them. Called from several threads at once;
 * must be quick, since locks are held meanwhile, and must take no lock of the file itself.
 */
@FunctionalInterface
public interface LockListener {

    /** Nobody listens. */
    LockListener NONE = _ -> {};

    /** Something happened. */
    void happened(LockEvent event);
}
