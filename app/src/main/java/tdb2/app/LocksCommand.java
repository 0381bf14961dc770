package tdb2.app;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tdb2.engine.Tdb;
import tdb2.engine.collect.Collected;
import tdb2.engine.observe.LockSight;
import tdb2.engine.observe.LockWatch;

/** Lists the locks on a file. */
@Command(name = "locks", description = {
        "Lists who holds which lock on FILE now, who waits for whom, and what each lock "
                + "means.",
        "Looks at the system's list of locks; FILE is not locked for it. Robust mutexes of TDB1 are no such "
                + "locks, and what processes on other machines hold is not seen. The process behind an open file "
                + "description lock is found only with the rights to look into it.",
        "With --watch it goes on until it is ended, and tells each change that it sees; a lock that is held for less than "
                + "the interval may be missed." },
        footer = { "", "Examples:", "  tdb2 locks locking.tdb", "  tdb2 locks --watch --interval 100 locking.tdb",
                "  tdb2 locks --json locking.tdb | jq '.[] | select(.state==\"waiting\")'" })
final class LocksCommand extends DatabaseCommand {

    private static final int SHORTEST = 10;

    @Option(names = "--json",
            description = "Print a JSON array of objects: pid, thread, command, user, kind, mode, start, length, "
                    + "state, waitsFor, means, keys. With --watch one line for each change: time and locks.")
    private boolean json;

    @Option(names = "--watch", description = "Go on looking, and tell each change.")
    private boolean watch;

    @Option(names = "--interval", paramLabel = "MS", defaultValue = "500",
            description = "Milliseconds between two looks of --watch: 10 or more (500).")
    private int interval;

    @Override
    int run(Tdb tdb) throws IOException {
        if (interval < SHORTEST) {
            throw usage("--interval is %d ms or more".formatted(SHORTEST));
        }
        if (Collected.isArchive(file())) {
            return collected();
        }
        try (LockWatch locks = LockWatch.open(file(), options())) {
            if (watch) {
                watch(locks);
            } else {
                report(locks, locks.look()).print(json, streams().out());
            }
        }
        return ExitCode.OK;
    }

    private int collected() throws IOException {
        try (Collected archive = Collected.open(file()); Tdb copy = Tdb.open(archive.copy(), options())) {
            LockReport.of(copy, new LockSight(archive.locks(), 0)).print(json, streams().out());
        }
        return ExitCode.OK;
    }

    private LockReport report(LockWatch locks, LockSight sight) {
        return LockReport.of(file().toString(), locks, sight);
    }

    /** Returns when the thread is interrupted; throws when nobody reads any more. */
    private void watch(LockWatch locks) throws IOException {
        Optional<LockSight> before = Optional.empty();
        while (!Thread.currentThread().isInterrupted()) {
            LockSight now = locks.look();
            if (!before.map(LockSight::locks).equals(Optional.of(now.locks()))) {
                tell(report(locks, now));
                before = Optional.of(now);
            }
            LockSupport.parkNanos(Duration.ofMillis(interval).toNanos());
        }
    }

    private void tell(LockReport report) throws IOException {
        Instant time = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Output out = streams().out();
        if (json) {
            report.jsonLine(time, out);
        } else {
            out.println("-- " + time);
            report.text(out);
        }
        out.flush();
    }
}
