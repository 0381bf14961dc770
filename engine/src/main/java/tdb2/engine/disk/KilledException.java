package tdb2.engine.disk;

/** The process that used a simulated disk was killed at this step. What it stored so far stays in the page cache. */
public final class KilledException extends RuntimeException {

    private static final long serialVersionUID = 1;

    KilledException(long step) {
        super("killed at step " + step);
    }
}
