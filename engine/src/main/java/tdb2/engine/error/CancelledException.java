package tdb2.engine.error;

/** A long job was cancelled by its owner. */
public final class CancelledException extends TdbException {

    private static final long serialVersionUID = 1;

    public CancelledException(Fault fault) {
        super(fault, null);
    }

    public CancelledException(Fault fault, Throwable cause) {
        super(fault, cause);
    }
}
