package tdb2.app;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tdb2.engine.Tdb;
import tdb2.engine.check.Diagnosis;
import tdb2.engine.check.Finding;
import tdb2.engine.check.Finding.Code;
import tdb2.engine.check.Finding.Impact;
import tdb2.engine.check.Finding.Severity;
import tdb2.engine.error.Fault;
import tdb2.engine.format.Dialect;

/** What {@code check} tells. Names in JSON are stable. */
final class CheckReport implements Report {

    private static final int SHOWN = 1000;

    private final Tdb tdb;
    private final Diagnosis diagnosis;
    private final boolean values;
    private final List<Finding> findings;

    /**
     * @param values whether values were compared with each other
     */
    CheckReport(Tdb tdb, Diagnosis diagnosis, boolean values) {
        this.tdb = tdb;
        this.values = values;
        this.diagnosis = diagnosis;
        this.findings = diagnosis.findings().stream().sorted(Comparator.comparing(Finding::severity).reversed()
                .thenComparing(Finding::impact).thenComparingLong(Finding::offset)).toList();
    }

    @Override
    public void text(Output out) throws IOException {
        Table table = new Table("lllrrl");
        findings.stream().limit(SHOWN).forEach(finding -> table.row(word(finding.severity()), word(finding.code()),
                finding.path(), finding.offset() == Fault.NOWHERE ? "" : Long.toString(finding.offset()),
                finding.length() == 0 ? "" : Long.toString(finding.length()), finding.message()));
        if (!findings.isEmpty()) {
            impacts(out);
            table.heading("severity", "finding", "in", "offset", "bytes", "").print(out);
            out.println(findings.size() > SHOWN
                    ? "  … and %d more; --json lists them%n".formatted(findings.size() - SHOWN)
                    : "");
        }
        out.println(tdb.name() + ": " + verdict());
        new Table("lr").row("records intact", Long.toString(diagnosis.recordsIntact()))
                .row("records suspect", Long.toString(diagnosis.recordsSuspect()))
                .row("records unreachable", Long.toString(diagnosis.recordsUnreachable()))
                .row("records lost, at least", Long.toString(diagnosis.recordsLost()))
                .row("bytes leaked", Long.toString(diagnosis.bytesLeaked())).print(out);
        out.println("  checked: " + String.join(", ", checked()));
        out.println("  not checked: " + String.join(", ", notChecked()));
    }

    /** How many findings there are of each impact, the worst first. */
    private void impacts(Output out) throws IOException {
        Map<Impact, Long> counts = new EnumMap<>(Impact.class);
        findings.forEach(finding -> counts.merge(finding.impact(), 1L, Long::sum));
        Table table = new Table("lr");
        counts.forEach((impact, count) -> table.row(impact.says(), Long.toString(count)));
        table.heading("impact", "findings").print(out);
        out.println("");
    }

    private String verdict() {
        return switch (diagnosis.verdict()) {
            case SOUND -> "sound";
            case LEAKING -> "sound, but room is lost; repack, or repair into a new file, gives it back";
            case UNCERTAIN -> "uncertain: nothing contradicts itself, but see the warnings";
            case IN_FLUX ->
                    "in flux: others wrote to it as long as it was looked at; --consistent keeps them out meanwhile";
            case DAMAGED -> "DAMAGED: do not write to it; repair makes a sound copy of what is left";
        };
    }

    @Override
    public void json(OutputStream out) throws IOException {
        try (JsonGenerator json = Json.indented(out)) {
            json.writeStartObject();
            json.writeStringField("file", tdb.name());
            json.writeStringField("dialect", tdb.view().dialect().id());
            json.writeStringField("verdict", word(diagnosis.verdict()));
            json.writeNumberField("recordsIntact", diagnosis.recordsIntact());
            json.writeNumberField("recordsSuspect", diagnosis.recordsSuspect());
            json.writeNumberField("recordsUnreachable", diagnosis.recordsUnreachable());
            json.writeNumberField("recordsLost", diagnosis.recordsLost());
            json.writeNumberField("bytesLeaked", diagnosis.bytesLeaked());
            json.writeNumberField("findingsOmitted", diagnosis.omitted());
            Json.strings(json, "checked", checked());
            Json.strings(json, "notChecked", notChecked());
            json.writeArrayFieldStart("findings");
            for (Finding finding : findings) {
                json.writeStartObject();
                json.writeStringField("severity", word(finding.severity()));
                json.writeStringField("code", word(finding.code()));
                json.writeStringField("impact", word(finding.impact()));
                json.writeStringField("path", finding.path());
                json.writeNumberField("offset", finding.offset());
                json.writeNumberField("length", finding.length());
                json.writeStringField("message", finding.message());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private boolean byKey() {
        return tdb.view().refusesLookup().isEmpty();
    }

    private List<String> checked() {
        List<String> checked = new ArrayList<>(List.of("header", "index", "free lists", "recovery structures",
                "an owner for every byte"));
        if (byKey()) {
            checked.add("each record by its key and hash bits");
        }
        switch (tdb.view().dialect()) {
            case TDB2 -> checked.add("zones");
            case TDB1 -> checked.add("tailers");
            case TDB2_TABLES, NTDB -> checked.add("padding");
        }
        return checked;
    }

    private List<String> notChecked() {
        List<String> not = new ArrayList<>(List.of("the bytes of values (no dialect has checksums of them)"));
        if (!byKey()) {
            not.add("hashes and lookup by key");
        }
        if (!values) {
            not.add("whether values agree with each other (--values)");
        }
        if (tdb.view().dialect() == Dialect.TDB1) {
            not.add("the state of robust mutexes");
        }
        if (findings.stream().anyMatch(finding -> finding.code() == Code.DAMAGED
                && finding.severity() == Severity.ERROR)) {
            not.add("what lies behind damaged pointers");
        }
        return not;
    }

    /** "used-twice". */
    private static String word(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
