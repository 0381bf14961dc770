package tdb2.engine.error;

import java.util.Objects;

/**
 * The root of everything the engine throws. Unchecked; each kind is a type of its own, and each carries the
 * {@link Fault} it reports.
 */
public abstract sealed class TdbException extends RuntimeException
        permits NotATdbException, UnsupportedException, DamagedException, StorageException, FileChangedException,
        LockException, RefusedException, CancelledException, ConflictException {

    private static final long serialVersionUID = 1;

    private final transient Fault fault;

    TdbException(Fault fault, Throwable cause) {
        super(Objects.requireNonNull(fault).message(), cause);
        this.fault = fault;
    }

    /** What is wrong, where, and what to do next. */
    public Fault fault() {
        return fault;
    }
}
