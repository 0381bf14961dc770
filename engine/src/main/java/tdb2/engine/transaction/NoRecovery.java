package tdb2.engine.transaction;

import java.util.List;
import java.util.Optional;
import tdb2.engine.storage.OverlayStorage;

/** A file whose dialect keeps nothing for recovery. Safe for several threads. */
public final class NoRecovery implements Recovery {

    @Override
    public RecoveryState state() {
        return new RecoveryState(RecoveryState.Status.NONE, "no recovery structures", List.of(), List.of());
    }

    @Override
    public Optional<OverlayStorage> preview() {
        return Optional.empty();
    }
}
