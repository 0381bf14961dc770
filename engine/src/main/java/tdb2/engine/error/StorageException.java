package tdb2.engine.error;

/** The operating system refused to open, read or map the file. */
public final class StorageException extends TdbException {

    private static final long serialVersionUID = 1;

    public StorageException(Fault fault) {
        super(fault, null);
    }

    public StorageException(Fault fault, Throwable cause) {
        super(fault, cause);
    }
}
