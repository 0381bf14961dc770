package tdb2.engine.error;

/** The file cannot be recognised as any known dialect: empty, foreign, or its header is destroyed. */
public final class NotATdbException extends TdbException {

    private static final long serialVersionUID = 1;

    public NotATdbException(Fault fault) {
        super(fault, null);
    }

    public NotATdbException(Fault fault, Throwable cause) {
        super(fault, cause);
    }
}
