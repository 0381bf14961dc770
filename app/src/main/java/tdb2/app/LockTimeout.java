package tdb2.app;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tdb2.engine.OpenOptions;
import tdb2.engine.error.Fault;
import tdb2.engine.lock.Waiting;

/** The option that says how long a command waits for its locks. Says once for whom, when that takes long. */
final class LockTimeout {

    @Option(names = "--timeout", paramLabel = "S", converter = SecondsConverter.class,
            description = "Wait for a lock S seconds at most (0: not at all), then end with exit code 4. Without it the "
                    + "lock is waited for as long as it takes, and after a second who has it is told.")
    private Optional<Duration> longest = Optional.empty();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    private final AtomicBoolean told = new AtomicBoolean();

    private void tell(Fault wait) {
        if (told.compareAndSet(false, true)) {
            command.commandLine().getErr().println("tdb2: " + wait.message());
            command.commandLine().getErr().flush();
        }
    }

    /** How long one lock is waited for, from now on. */
    Waiting waiting() {
        return longest.map(Waiting::atMost).orElse(Waiting.FOREVER).toldTo(this::tell);
    }

    /** Options with this limit, that tell of waits. */
    OpenOptions in(OpenOptions options) {
        return longest.map(options::withLockTimeout).orElse(options).withWaitLog(this::tell);
    }
}
