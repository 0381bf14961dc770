package tdb2.app;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tdb2.engine.Tdb;
import tdb2.engine.inspect.Distributions;
import tdb2.engine.inspect.RegionMap;

/** Prints how sizes are spread in a file. */
@Command(name = "summary",
        description = { "Prints how sizes are spread in FILE, and how much of it each kind of region "
                + "takes.",
                "Keys, values, padding, free records, free records side by side that could be one, zones, depth, and "
                        + "how full chains or groups are." },
        footer = { "", "Examples:", "  tdb2 summary locking.tdb", "  tdb2 summary --histograms locking.tdb" })
final class SummaryCommand extends DatabaseCommand {

    @Option(names = "--histograms", description = "Also print how many there are of each size, by powers of two.")
    private boolean histograms;

    @Option(names = "--json",
            description = "Print a JSON object: a spread (count, sum, smallest, largest, mean, powers) "
                    + "for keys, values, paddings, free, uncoalescedRuns, zones and each of kinds; depths; partitionSizes.")
    private boolean json;

    @Override
    int run(Tdb tdb) throws IOException {
        try (ProgressBar progress = progress("summary")) {
            RegionMap map = tdb.regions(progress);
            SummaryReport report = new SummaryReport(tdb, map, Distributions.of(map, progress));
            Notices notices = notices(tdb);
            notices.state();
            if (json) {
                report.json(streams().out());
            } else {
                report.text(streams().out(), histograms);
            }
            return notices.outcome(faults(map.survey(), progress), map.survey().inFlux());
        }
    }
}
