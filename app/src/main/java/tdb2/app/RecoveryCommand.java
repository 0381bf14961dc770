package tdb2.app;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tdb2.engine.Tdb;

/** Prints what a crash left in a file. */
@Command(name = "recovery", description = { "Prints the recovery structures of FILE: the undo area, or both slots with "
        + "their bundles.",
        "Says what the next writable open would replay, and which ranges of the file that writes and the "
                + "keys of the records they touch. "
                + "Never replays." },
        footer = { "", "Examples:", "  tdb2 recovery crashed.tdb",
                "  tdb2 recovery --json crashed.tdb | jq -r .status" })
final class RecoveryCommand extends DatabaseCommand {

    @Option(names = "--json",
            description = "Print a JSON object: status (none/pending/settled), summary, parts (name, offset, length, state, "
                    + "fields, changes) and faults. A change has offset, length, keys (of the first records it touches: "
                    + "offset, key, keyHex, keyLength) and more, if there are more than were looked at.")
    private boolean json;

    @Override
    int run(Tdb tdb) throws IOException {
        try (ProgressBar progress = progress("recovery")) {
            new RecoveryReport(tdb, true, progress).print(json, streams().out());
        }
        return notices(tdb).outcome(tdb.view().recovery().faults(), false);
    }
}
