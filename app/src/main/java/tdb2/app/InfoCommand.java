package tdb2.app;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tdb2.engine.Tdb;
import tdb2.engine.error.Fault;
import tdb2.engine.inspect.Survey;

/** Tells what a file is and how it is. */
@Command(name = "info", description = { "Tells what FILE is and how it is.",
        "Dialect, byte order, hash function, numbers of records, free space, recovery state, damage, and every field of the "
                + "header." },
        footer = { "", "Examples:",
                "  tdb2 info secrets.tdb", "  tdb2 info --json secrets.tdb | jq .records" })
final class InfoCommand extends DatabaseCommand {

    @Option(names = "--json",
            description = { "Print a JSON object: dialect, byteOrder (LE/BE), fileSize, records, seqnum, "
                    + "recovery (none/pending/settled) and more." })
    private boolean json;

    @Override
    int run(Tdb tdb) throws IOException {
        Survey survey;
        List<Fault> faults;
        try (ProgressBar progress = progress("info")) {
            survey = tdb.survey(progress);
            faults = faults(survey, progress);
        }
        Notices notices = notices(tdb);
        notices.state();
        if (json) {
            InfoJson.print(tdb, survey, faults, streams().out());
        } else {
            InfoCard.print(tdb, survey, faults, streams().out());
        }
        return notices.outcome(faults, survey.inFlux());
    }

    /** "none", "pending", "settled". */
    static String recovery(Tdb tdb) {
        return tdb.view().recovery().status().name().toLowerCase(Locale.ROOT);
    }
}
