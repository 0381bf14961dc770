package tdb2.engine.error;

/** A lock was not granted in time. */
public final class LockException extends TdbException {

    private static final long serialVersionUID = 1;

    public LockException(Fault fault) {
        super(fault, null);
    }

    public LockException(Fault fault, Throwable cause) {
        super(fault, cause);
    }
}
