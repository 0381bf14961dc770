package tdb2.app;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tdb2.engine.Tdb;

/** Prints what a crash left in a file. */
@Command(name = "recovery", description = { "Prints the recovery structures of FILE: the undo area, or both slots with "
        + "their bundles.",
        "Says what the next writable open would replay, and which ranges of the file that writes. "
                + "Never replays." },
        footer = { "", "Examples:", "  tdb2 recovery crashed.tdb",
                "  tdb2 recovery --json crashed.tdb | jq -r .status" })
final class RecoveryCommand extends DatabaseCommand {

    @Option(names = "--json",
            description = "Print a JSON object: status (none/pending/settled), summary, parts (name, offset, length, state, "
                    + "fields, changes) and faults.")
    private boolean json;

    @Override
    int run(Tdb tdb) throws IOException {
        new RecoveryReport(tdb).print(json, streams().out());
        return notices(tdb).outcome(tdb.view().recovery().faults(), false);
    }
}
