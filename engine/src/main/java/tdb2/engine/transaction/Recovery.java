package tdb2.engine.transaction;

import java.util.Optional;
import tdb2.engine.storage.OverlayStorage;

/**
 * Reads what a crash left in a file, and shows the state a replay would give. Never writes. Safe for several threads.
 */
public interface Recovery {

    /** What the recovery structures say now. Never throws for damage. */
    RecoveryState state();

    /** The file as the next writable open would make it; empty when nothing is pending. */
    Optional<OverlayStorage> preview();
}
