package tdb2.engine.simulate;

/**
 * The process was killed here, as far as the file is concerned. An error, so that nobody who tidies up after exceptions
 * catches it by the way; and whoever does finds that no store gets through any more.
 */
public final class KilledError extends Error {

    private static final long serialVersionUID = 1;

    KilledError(long number, Effect effect) {
        super("killed before effect %d: %s".formatted(number, effect));
    }
}
