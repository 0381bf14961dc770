package tdb2.engine;

import java.util.List;
import tdb2.engine.dialect.Assembly;
import tdb2.engine.dialect.Hashing;
import tdb2.engine.error.Fault;
import tdb2.engine.format.Dialect;
import tdb2.engine.format.Header;
import tdb2.engine.transaction.RecoveryState;
import tdb2.engine.transaction.RecoveryState.Status;

/**
 * A file as its header stood at one moment. Immutable; reads through it see what others change meanwhile, except where
 * a pending recovery is previewed.
 *
 * @param assembly the dialect, put together over the file or over the overlay that previews a recovery
 * @param recovery what the file's recovery structures say, before any preview
 * @param previewed whether {@code assembly} shows the state that the pending recovery would give
 */
public record View(Assembly assembly, RecoveryState recovery, boolean previewed) {

    public Header header() {
        return assembly.header();
    }

    public Dialect dialect() {
        return assembly.header().dialect();
    }

    /** How keys are hashed, and whether that is the file's own hash function. */
    public Hashing hashing() {
        return assembly.hashing();
    }

    /** Size of the file in bytes, as the view shows it. */
    public long size() {
        return assembly.bytes().size();
    }

    /** What was already found damaged when the file was opened. */
    public List<Fault> faults() {
        return assembly.faults();
    }

    /** Why lookup by key is refused; empty when it is not. */
    public String refusesLookup() {
        if (!assembly.refusesLookup().isEmpty()) {
            return assembly.refusesLookup();
        }
        return hashing().matches()
                ? ""
                : "the file was made with another hash function than \"" + hashing().name()
                        + "\"; name the right one with --hash";
    }

    /** The same view, with the recovery told as what it is: the commit of a process that lives. */
    View duringCommit() {
        RecoveryState running = new RecoveryState(Status.SETTLED,
                "a process is committing a transaction at this moment; the state before it is shown", recovery.parts(),
                recovery.faults());
        return new View(assembly, running, previewed);
    }
}
