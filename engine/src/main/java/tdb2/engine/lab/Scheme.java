package tdb2.engine.lab;

import java.nio.ByteOrder;

import tdb2.engine.CreateOptions;
import tdb2.engine.format.Dialect;
import tdb2.engine.transaction.Protocol;
import tdb2.engine.transaction.Protocol.CommitStep;

/** A way to bring a transaction to the disk. */
public enum Scheme {

    /** Native files: bundles of new bytes, one sync (spec commit-protocol). */
    ONE_SYNC(Dialect.TDB2, Protocol.SPECIFIED),
    /** Native files, with a fault: the new bytes are stored in place before the sync. Not for real files. */
    APPLIED_EARLY(Dialect.TDB2, Protocol.SPECIFIED.committing(CommitStep.RESERVE, CommitStep.ANNOUNCE,
            CommitStep.BUNDLE, CommitStep.POINTER, CommitStep.APPLY, CommitStep.SYNC)),
    /** TDB1: an undo area of old bytes, four syncs (spec c-formats, section 1). */
    FOUR_SYNCS(Dialect.TDB1, Protocol.SPECIFIED);

    private final Dialect dialect;
    private final Protocol protocol;

    Scheme(Dialect dialect, Protocol protocol) {
        this.dialect = dialect;
        this.protocol = protocol;
    }

    /** The dialect of its files. */
    public Dialect dialect() {
        return dialect;
    }

    Protocol protocol() {
        return protocol;
    }

    CreateOptions options() {
        return CreateOptions.DEFAULT.withDialect(dialect).withOrder(ByteOrder.LITTLE_ENDIAN).withSeed(7);
    }
}
