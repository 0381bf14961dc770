package tdb2.engine.dialect;

import java.util.Optional;
import java.util.function.Consumer;
import tdb2.engine.storage.WriteSet;

/**
 * What a dialect does to a file whose records are laid out anew, in the overlay of a transaction. Used by one thread at
 * a time.
 */
public interface Relayout {

    /** Room is taken back, and what is free at the end stays: other programs may have it mapped. */
    Relayout WIPED = new Relayout() {
        @Override
        public Optional<Consumer<WriteSet>> clear(WritableAssembly overlay) {
            overlay.index().clear();
            overlay.space().clear(overlay.kept().get());
            return Optional.empty();
        }

        @Override
        public boolean cutsOff() {
            return false;
        }

        @Override
        public void trim(WritableAssembly overlay) {
            // the file keeps its length
        }
    };

    /**
     * Empties the overlay of a transaction, so that what is stored in it then lies side by side from the start.
     *
     * @return what is to be done in a transaction of its own once this one is durable, after which all is laid out once
     *         more; empty when nothing is
     */
    Optional<Consumer<WriteSet>> clear(WritableAssembly overlay);

    /** Whether files become shorter. */
    boolean cutsOff();

    /** Cuts off what is free at the end of the overlay. */
    void trim(WritableAssembly overlay);
}
