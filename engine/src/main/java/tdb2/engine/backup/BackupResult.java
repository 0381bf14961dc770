package tdb2.engine.backup;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tdb2.engine.check.Diagnosis;
import tdb2.engine.error.Fault;

/**
 * A backup that is in its place.
 *
 * @param place where, symbolic links followed
 * @param bytes its size
 * @param held how long writers were kept out; zero where locks cannot do that
 * @param diagnosis what a check of it found
 * @param sha256 the digest of its records, where that was asked for
 * @param replaced whether an older one was there
 * @param missed what could not be kept of owner, mode and extended attributes
 */
public record BackupResult(Path place, long bytes, Duration held, Diagnosis diagnosis, Optional<String> sha256,
        boolean replaced, List<Fault> missed) {

    public BackupResult {
        missed = List.copyOf(missed);
    }

    /** Number of records in it. */
    public long records() {
        return diagnosis.recordsIntact() + diagnosis.recordsSuspect();
    }
}
