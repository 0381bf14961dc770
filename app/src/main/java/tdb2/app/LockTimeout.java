package tdb2.app;

import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;
import tdb2.engine.OpenOptions;
import tdb2.engine.lock.Waiting;

/** The option that says how long a command waits for its locks. */
final class LockTimeout {

    @Option(names = "--timeout", paramLabel = "S", converter = SecondsConverter.class,
            description = "Wait for a lock S seconds at most (0: not at all), then end with exit code 4. Without it the "
                    + "lock is waited for as long as it takes.")
    private Optional<Duration> longest = Optional.empty();

    /** How long one lock is waited for, from now on. */
    Waiting waiting() {
        return longest.map(Waiting::atMost).orElse(Waiting.FOREVER);
    }

    /** Options with this limit. */
    OpenOptions in(OpenOptions options) {
        return longest.map(options::withLockTimeout).orElse(options);
    }
}
