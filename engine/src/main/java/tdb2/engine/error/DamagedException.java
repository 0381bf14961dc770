package tdb2.engine.error;

/** A structure in the file is not what its format demands: a bad magic, a pointer outside the file, a loop. */
public final class DamagedException extends TdbException {

    private static final long serialVersionUID = 1;

    public DamagedException(Fault fault) {
        super(fault, null);
    }

    public DamagedException(Fault fault, Throwable cause) {
        super(fault, cause);
    }
}
