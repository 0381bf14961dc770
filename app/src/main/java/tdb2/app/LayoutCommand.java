package tdb2.app;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tdb2.engine.Tdb;
import tdb2.engine.event.Progress;
import tdb2.engine.inspect.Region;
import tdb2.engine.inspect.RegionMap;

/** Prints what every byte of a file belongs to. */
@Command(name = "layout",
        description = { "Prints what every byte of FILE belongs to.",
                "Every region from the first byte to the last: offset, length, kind, and who points to it; then how much of "
                        + "the file each kind takes." },
        footer = { "", "Examples:",
                "  tdb2 layout secrets.tdb | less",
                "  tdb2 layout --json secrets.tdb | jq '.[] | select(.kind==\"dead\")'" })
final class LayoutCommand extends DatabaseCommand {

    @Option(names = "--json", description = "Print a JSON array of objects: offset, length, kind, owner and more.")
    private boolean json;

    @Override
    int run(Tdb tdb) throws IOException {
        Notices notices = notices(tdb);
        try (ProgressBar progress = progress("layout")) {
            RegionMap regions = tdb.regions(progress);
            notices.state();
            try {
                if (json) {
                    json(regions, progress, streams().out());
                } else {
                    printText(regions, progress, tdb.view().size());
                }
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
            return notices.outcome(faults(regions.survey(), progress), regions.survey().inFlux());
        }
    }

    private void printText(RegionMap regions, ProgressBar progress, long size) throws IOException {
        Output out = streams().out();
        TreeMap<String, long[]> totals = new TreeMap<>();
        out.println("%12s %12s  %-14s %s".formatted("offset", "length", "kind", "owner"));
        regions.forEach(0, progress, region -> {
            long[] total = totals.computeIfAbsent(region.kind(), _ -> new long[2]);
            total[0]++;
            total[1] += region.length();
            unchecked(() -> out.println("%12d %12d  %-14s %s".formatted(region.offset(), region.length(), region.kind(),
                    described(region)).stripTrailing()));
            return true;
        });
        out.println("");
        Table table = new Table("lrrr").row("kind", "regions", "bytes", "of the file");
        totals.forEach((kind, total) -> table.row(kind, Long.toString(total[0]), Long.toString(total[1]),
                Amounts.percent(total[1], size)));
        table.print(out);
    }

    static void json(RegionMap regions, Progress progress, OutputStream out) throws IOException {
        try (JsonGenerator array = Json.lines(out)) {
            array.writeStartArray();
            regions.forEach(0, progress, region -> {
                unchecked(() -> object(array, region));
                return true;
            });
            array.writeRaw('\n');
            array.writeEndArray();
            array.writeRaw('\n');
        }
    }

    private static void object(JsonGenerator array, Region region) throws IOException {
        array.writeRaw('\n');
        array.writeStartObject();
        array.writeNumberField("offset", region.offset());
        array.writeNumberField("length", region.length());
        array.writeStringField("kind", region.kind());
        array.writeStringField("owner", region.owner());
        switch (region) {
            case Region.Record record -> {
                array.writeNumberField("keyLength", record.header().keyLength());
                array.writeNumberField("valueLength", record.header().valueLength());
                array.writeNumberField("padding", record.header().padding());
                array.writeBooleanField("reachable", record.reachable());
            }
            case Region.Free free -> array.writeBooleanField("listed", free.listed());
            case Region.SubTable table -> array.writeBooleanField("reachable", table.reachable());
            case Region.Chain chain -> array.writeBooleanField("reachable", chain.reachable());
            case Region.Dead dead -> array.writeStringField("why", dead.why());
            case Region.Unknown unknown -> array.writeStringField("found", unknown.found());
            default -> {
                // the four fields say all
            }
        }
        array.writeEndObject();
    }

    private static String described(Region region) {
        return switch (region) {
            case Region.Record record when !record.reachable() -> "nobody: not reached by the index";
            case Region.Free free when !free.listed() -> "nobody: on no free list";
            case Region.Dead dead -> dead.owner() + ": " + dead.why();
            case Region.Unknown unknown -> unknown.owner() + ": " + unknown.found();
            default -> region.owner();
        };
    }

    /** Writing inside a walk that knows nothing of output. */
    @FunctionalInterface
    private interface Writing {

        void run() throws IOException;
    }

    private static void unchecked(Writing writing) {
        try {
            writing.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
