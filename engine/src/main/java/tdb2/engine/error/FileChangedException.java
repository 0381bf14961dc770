package tdb2.engine.error;

/** The file shrank or changed its identity under the reader; a refreshed view can be taken. */
public final class FileChangedException extends TdbException {

    private static final long serialVersionUID = 1;

    public FileChangedException(Fault fault) {
        super(fault, null);
    }

    public FileChangedException(Fault fault, Throwable cause) {
        super(fault, cause);
    }
}
