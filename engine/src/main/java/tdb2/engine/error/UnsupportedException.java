package tdb2.engine.error;

/** The file is recognised, but it says of itself that it must not be read by code that does not know a certain feature. */
public final class UnsupportedException extends TdbException {

    private static final long serialVersionUID = 1;

    public UnsupportedException(Fault fault) {
        super(fault, null);
    }

    public UnsupportedException(Fault fault, Throwable cause) {
        super(fault, cause);
    }
}
