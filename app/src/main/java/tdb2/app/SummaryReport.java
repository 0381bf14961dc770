package tdb2.app;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import tdb2.engine.Tdb;
import tdb2.engine.inspect.Census;
import tdb2.engine.inspect.Distributions;
import tdb2.engine.inspect.RegionMap;
import tdb2.engine.inspect.Spread;

/** What {@code summary} tells. Names in JSON are stable. */
final class SummaryReport {

    private static final int BAR = 40;

    private final Tdb tdb;
    private final Census census;
    private final Distributions spread;

    SummaryReport(Tdb tdb, RegionMap map, Distributions spread) {
        this.tdb = tdb;
        this.census = map.survey().census();
        this.spread = spread;
    }

    void text(Output out, boolean histograms) throws IOException {
        long size = tdb.view().size();
        out.println("%s: %s, %s".formatted(tdb.name(), tdb.view().dialect().id(), Amounts.bytes(size)));
        out.println("");
        Table sizes = new Table("lrrrrrr").row("", "number", "smallest", "mean", "largest", "all", "of the file");
        row(sizes, "keys", spread.keys(), size);
        row(sizes, "values", spread.values(), size);
        row(sizes, "padding", spread.paddings(), size);
        row(sizes, "free records", spread.free(), size);
        row(sizes, hasZones() ? "zones" : "areas", spread.areas(), size);
        sizes.print(out);
        out.println("");
        out.println(runs());
        out.println(depths());
        out.println(partitions());
        out.println("");
        Table kinds = new Table("lrrr").row("kind", "regions", "bytes", "of the file");
        spread.kinds().forEach((kind, of) -> kinds.row(kind, Long.toString(of.count()), Long.toString(of.sum()),
                Amounts.percent(of.sum(), size)));
        kinds.print(out);
        if (histograms) {
            histogram(out, "Keys (bytes)", spread.keys().powers());
            histogram(out, "Values (bytes)", spread.values().powers());
            histogram(out, "Padding (bytes)", spread.paddings().powers());
            histogram(out, "Free records (bytes)", spread.free().powers());
            histogram(out, "Free records side by side (number)", spread.runs().powers());
            histogram(out, "Records by depth", census.depths());
            histogram(out, capital(word()) + "s by records in them", census.partitionSizes());
        }
    }

    private static void row(Table table, String name, Spread of, long size) {
        table.row(name, Long.toString(of.count()), Long.toString(of.smallest()),
                String.format(Locale.ROOT, "%.1f", of.mean()), Long.toString(of.largest()), Long.toString(of.sum()),
                Amounts.percent(of.sum(), size));
    }

    private boolean hasZones() {
        return census.areas().stream().anyMatch(area -> area.area().describe().startsWith("zone"));
    }

    private String runs() {
        Spread runs = spread.runs();
        return runs.count() == 0
                ? "no free records side by side: nothing to coalesce"
                : "uncoalesced: %d runs of free records side by side, the longest of %d".formatted(runs.count(),
                        runs.largest());
    }

    private String depths() {
        return census.depths().isEmpty()
                ? "no records"
                : "records at depth %d to %d".formatted(census.depths().firstKey(), census.depths().lastKey());
    }

    private String partitions() {
        int all = tdb.view().assembly().index().partitions();
        long empty = census.partitionSizes().getOrDefault(0, 0L);
        int fullest = census.partitionSizes().isEmpty() ? 0 : census.partitionSizes().lastKey();
        return "%d %ss, %d of them empty, the fullest with %d records".formatted(all, word(), empty, fullest);
    }

    private String word() {
        return tdb.view().assembly().index().partitionWord();
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    private static void histogram(Output out, String title, SortedMap<? extends Number, Long> counts)
            throws IOException {
        out.println("");
        out.println(title);
        long most = counts.values().stream().mapToLong(Long::longValue).max().orElse(1);
        Table table = new Table("rrl");
        counts.forEach((from, count) -> table.row(from.toString(), count.toString(),
                "#".repeat((int) Math.max(1, count * BAR / most))));
        table.print(out);
    }

    void json(OutputStream out) throws IOException {
        try (JsonGenerator json = Json.indented(out)) {
            json.writeStartObject();
            json.writeStringField("file", tdb.name());
            json.writeStringField("dialect", tdb.view().dialect().id());
            json.writeNumberField("fileSize", tdb.view().size());
            write(json, "keys", spread.keys());
            write(json, "values", spread.values());
            write(json, "paddings", spread.paddings());
            write(json, "free", spread.free());
            write(json, "uncoalescedRuns", spread.runs());
            write(json, "zones", spread.areas());
            json.writeObjectFieldStart("kinds");
            for (Map.Entry<String, Spread> kind : spread.kinds().entrySet()) {
                write(json, kind.getKey(), kind.getValue());
            }
            json.writeEndObject();
            counts(json, "depths", census.depths());
            json.writeStringField("partitionWord", word());
            counts(json, "partitionSizes", census.partitionSizes());
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static void write(JsonGenerator json, String name, Spread of) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("count", of.count());
        json.writeNumberField("sum", of.sum());
        json.writeNumberField("smallest", of.smallest());
        json.writeNumberField("largest", of.largest());
        json.writeNumberField("mean", of.mean());
        counts(json, "powers", of.powers());
        json.writeEndObject();
    }

    private static void counts(JsonGenerator json, String name, SortedMap<? extends Number, Long> counts)
            throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<? extends Number, Long> count : counts.entrySet()) {
            json.writeNumberField(count.getKey().toString(), count.getValue());
        }
        json.writeEndObject();
    }
}
