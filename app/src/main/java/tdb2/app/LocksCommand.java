package tdb2.app;

import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tdb2.engine.Tdb;
import tdb2.engine.observe.LockObserver;
import tdb2.engine.observe.ObservedLock;

/** Lists the locks on a file. */
@Command(name = "locks", description = {
        "Lists who holds which lock on FILE now, who waits for whom, and what each lock "
                + "means.",
        "Looks at the system's list of locks; FILE is not locked for it. Robust mutexes of TDB1 are no such "
                + "locks, and what processes on other machines hold is not seen. The process behind an open file "
                + "description lock is found only with the rights to look into it." },
        footer = { "", "Examples:", "  tdb2 locks locking.tdb",
                "  tdb2 locks --json locking.tdb | jq '.[] | select(.state==\"waiting\")'" })
final class LocksCommand extends DatabaseCommand {

    @Option(names = "--json",
            description = "Print a JSON array of objects: pid, command, kind, mode, start, length, state, "
                    + "waitsFor, means, keys.")
    private boolean json;

    @Override
    int run(Tdb tdb) throws IOException {
        List<ObservedLock> locks = new LockObserver().locksOn(file());
        new LockReport(tdb, locks).print(json, streams().out());
        return ExitCode.OK;
    }
}
