package tdb2.engine.storage;

import java.util.Objects;

/**
 * How a file is to be read.
 *
 * @param mapping whether it may be mapped into memory; without, every byte is read with positioned reads
 * @param accessGuard run before every access to the file, on the thread that makes it; throws to forbid it. Runs before
 *            each word that is read, so it must cost next to nothing
 */
public record FileOptions(boolean mapping, Runnable accessGuard) {

    private static final FileOptions DEFAULT = new FileOptions(true, () -> {
        // everybody may read
    });

    public FileOptions {
        Objects.requireNonNull(accessGuard);
    }

    /** Mapped where that is possible and wise; any thread may read. */
    public static FileOptions standard() {
        return DEFAULT;
    }

    /** The same, without mapping. */
    public FileOptions withoutMapping() {
        return new FileOptions(false, accessGuard);
    }

    /** The same, with another guard. */
    public FileOptions guardedBy(Runnable guard) {
        return new FileOptions(mapping, guard);
    }
}
