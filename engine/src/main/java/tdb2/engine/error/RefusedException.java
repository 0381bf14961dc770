package tdb2.engine.error;

/** The operation would lose data or give a wrong answer, and was not begun. */
public final class RefusedException extends TdbException {

    private static final long serialVersionUID = 1;

    public RefusedException(Fault fault) {
        super(fault, null);
    }

    public RefusedException(Fault fault, Throwable cause) {
        super(fault, cause);
    }
}
