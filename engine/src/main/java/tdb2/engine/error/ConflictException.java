package tdb2.engine.error;

import java.util.List;

/** Records were not what the caller last saw, so nothing was changed. */
public final class ConflictException extends TdbException {

    private static final long serialVersionUID = 1;

    private final transient List<Conflict> conflicts;

    /** @param conflicts one or more */
    public ConflictException(Fault fault, List<Conflict> conflicts) {
        super(fault, null);
        this.conflicts = List.copyOf(conflicts);
    }

    /** The records that were not as expected, in the order of the changes. */
    public List<Conflict> conflicts() {
        return conflicts;
    }
}
