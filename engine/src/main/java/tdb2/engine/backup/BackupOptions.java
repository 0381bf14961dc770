package tdb2.engine.backup;

import java.time.Duration;
import tdb2.engine.OpenOptions;

/**
 * How a backup is made. Immutable.
 *
 * @param open how the file is opened, for reading
 * @param patience how long the lock of all records is waited for at most; who wants to write waits meanwhile too
 * @param hold how long that lock is held at most
 * @param digested whether every record of the backup is read again, values too
 * @param forced whether it may take the place of what is no backup of this file, and be of a damaged file
 */
public record BackupOptions(OpenOptions open, Duration patience, Duration hold, boolean digested, boolean forced) {

    /** Ten seconds for the lock, five seconds with it. */
    public static final BackupOptions DEFAULT = new BackupOptions(OpenOptions.DEFAULT, Duration.ofSeconds(10),
            Duration.ofSeconds(5), false, false);

    /** With a file opened in another way. */
    public BackupOptions opened(OpenOptions options) {
        return new BackupOptions(options, patience, hold, digested, forced);
    }

    /** With other limits for the lock of all records. */
    public BackupOptions withLimits(Duration wait, Duration held) {
        return new BackupOptions(open, wait, held, digested, forced);
    }

    /** With every record read again. */
    public BackupOptions withDigest() {
        return new BackupOptions(open, patience, hold, true, forced);
    }

    /** Whatever stands in its place, and however damaged the file is. */
    public BackupOptions byForce() {
        return new BackupOptions(open, patience, hold, digested, true);
    }
}
