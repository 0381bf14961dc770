package tdb2.app;

import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tdb2.engine.check.Check;
import tdb2.engine.collect.Collect;
import tdb2.engine.collect.Collect.Result;
import tdb2.engine.Tdb;
import tdb2.engine.inspect.Distributions;
import tdb2.engine.inspect.RegionMap;
import tdb2.engine.observe.LockObserver;
import tdb2.engine.observe.LockWatch;

/** Puts what is known of a file into one archive. */
@Command(name = "collect", description = {
        "Puts what is known of FILE into one archive, to be looked at elsewhere: info, "
                + "summary, layout, check, locks, recovery, and a copy of the file with its values replaced.",
        "The copy has the same structure and sizes; keys and hashes stay. Replaced are values, what old values left in "
                + "padding, free space, deleted records and recovery areas, and bytes that nothing explains. KEYS CAN BE "
                + "SECRET TOO: --redact-keys replaces them. A pending recovery is shown in recovery.json; the copy is the "
                + "state after it.",
        "The archive can be read by nobody who cannot read FILE. tdb2 X.zip opens it in the browser, and the reading "
                + "commands take it in place of a file." },
        footer = { "", "Examples:", "  tdb2 collect locking.tdb --output locking.zip",
                "  tdb2 collect secrets.tdb --redact-keys --output secrets.zip", "  tdb2 info locking.zip" })
final class CollectCommand extends DatabaseCommand {

    /** What must be said for values to be kept. */
    enum Values {
        KEEP
    }

    @Option(names = "--output", paramLabel = "X.zip", required = true, description = "The archive; must not exist yet.")
    private Path output;

    @Option(names = "--redact-keys",
            description = "Replace keys too. Hashes no longer match then: lookup by key and checks "
                    + "of hashes do not work on the copy.")
    private boolean redactKeys;

    @Option(names = "--values", paramLabel = "keep", description = "--values=keep leaves all values in the copy.")
    private Values values;

    @Override
    int run(Tdb tdb) throws IOException {
        try (ProgressBar progress = progress("collect")) {
            Result result = new Collect(file(), options(), values == Values.KEEP, !redactKeys)
                    .with("info.json", (live, out) -> {
                        RegionMap map = live.regions(progress);
                        InfoJson.print(live, map.survey(), faults(map.survey(), progress), out);
                    }).with("summary.json", (live, out) -> {
                        RegionMap map = live.regions(progress);
                        new SummaryReport(live, map, Distributions.of(map, progress)).json(out);
                    }).with("layout.json", (live, out) -> LayoutCommand.json(live.regions(progress), progress, out))
                    .with("check.json",
                            (live, out) -> new CheckReport(live, Check.diagnose(live, progress), false).json(out))
                    .with("locks.json", (live, out) -> {
                        if (new LockObserver().isAvailable()) {
                            LockReport.of(live, LockWatch.lookAt(file(), options())).json(out);
                        }
                    }).with("recovery.json",
                            (live, out) -> new RecoveryReport(live, !redactKeys, progress).json(out))
                    .to(output, progress);
            say(result, notices(tdb));
            return ExitCode.OK;
        }
    }

    private void say(Result result, Notices notices) throws IOException {
        String values = result.manifest().values()
                ? "values are in it"
                : "%d bytes replaced, keys %s".formatted(result.replaced(), redactKeys ? "too" : "are in it");
        streams().out().println(output + ": " + values);
        if (result.manifest().inFlux()) {
            notices.say("in flux: the file changed while it was copied; the copy may be a mixture");
        }
    }
}
