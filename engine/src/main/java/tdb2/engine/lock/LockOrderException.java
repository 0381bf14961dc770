package tdb2.engine.lock;

/**
 * A lock was about to be waited for while another is held that must be taken after it: two programs that do so can wait
 * for each other for ever. A mistake in the program, told before anything is taken.
 */
public final class LockOrderException extends IllegalStateException {

    private static final long serialVersionUID = 1;

    LockOrderException(String file, HeldLock held, LockMeaning wanted, String rule) {
        super("%s: %s must not be waited for while holding %s: %s".formatted(file, wanted.describe(),
                held.meaning().describe(), rule));
    }
}
