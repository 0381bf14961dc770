package tdb2.app;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tdb2.engine.dump.CText;
import tdb2.engine.error.Fault;
import tdb2.engine.repair.LostRange;
import tdb2.engine.repair.Plan;
import tdb2.engine.repair.Plan.Step;
import tdb2.engine.repair.RepairedCopy;
import tdb2.engine.repair.Suspect;

/**
 * What {@code repair} tells of a copy. Names in JSON are stable.
 *
 * @param plan what was done, or would be
 * @param made the copy; empty when nothing was written
 * @param suspects what is set aside, where nothing was written
 * @param output where the copy is, or would be, if that was said
 * @param redacted whether values are not told
 */
record RepairReport(Plan plan, Optional<RepairedCopy> made, List<Suspect> suspects, Optional<Path> output,
        boolean redacted) implements Report {

    private static final int SHOWN = 20;
    private static final int PREVIEW = 64;

    @Override
    public void text(Output out) throws IOException {
        out.println("%s: %s, %s%n".formatted(plan.file(), plan.dialect().title(), Amounts.bytes(plan.bytesBefore())));
        Table steps = new Table("rlrrll").heading("", "step", "records", "bytes", "risk", "because");
        int number = 1;
        for (Step step : plan.steps()) {
            steps.row(Integer.toString(number++), step.what(), step.records() == 0 ? "" : Long.toString(step.records()),
                    step.bytes() == 0 ? "" : Long.toString(step.bytes()), word(step.risk()), step.reason());
        }
        steps.print(out);
        faults(out);
        lost(out);
        suspects(out);
        out.println("");
        new Table("lr").row("recovered", Long.toString(plan.recovered()))
                .row("reachable", Long.toString(plan.reachable())).row("salvaged", Long.toString(plan.salvaged()))
                .row("duplicates dropped", Long.toString(plan.duplicatesDropped()))
                .row("set aside", Long.toString(plan.suspect())).row("bytes lost", Long.toString(plan.lostBytes()))
                .row("bytes before", Long.toString(plan.bytesBefore()))
                .row(made.isPresent() ? "bytes after" : "bytes after, about", Long.toString(bytesAfter())).print(out);
        if (made.isPresent()) {
            place(out, made.get());
        } else {
            out.println("\nNothing was written.");
        }
    }

    private long bytesAfter() {
        return made.map(RepairedCopy::bytes).orElse(plan.bytesAfter());
    }

    private void faults(Output out) throws IOException {
        if (!plan.faults().isEmpty()) {
            out.println("\nDamage:");
            for (Fault fault : plan.faults().stream().limit(SHOWN).toList()) {
                out.println("  %sexpected %s, found %s".formatted(
                        fault.offset() == Fault.NOWHERE ? "" : "at " + fault.offset() + ": ", fault.expected(),
                        fault.found()));
            }
            more(out, plan.faults().size());
        }
    }

    private void lost(Output out) throws IOException {
        if (!plan.lost().isEmpty()) {
            out.println("\nRanges that nothing explains:");
            Table table = new Table("rr").heading("offset", "bytes");
            plan.lost().stream().limit(SHOWN)
                    .forEach(range -> table.row(Long.toString(range.offset()), Long.toString(range.length())));
            table.print(out);
            more(out, plan.lost().size());
        }
    }

    private void suspects(Output out) throws IOException {
        if (!suspects.isEmpty()) {
            out.println("\nSet aside:");
            Table table = new Table("rll").heading("offset", "key", "because");
            suspects.stream().limit(SHOWN).forEach(suspect -> table.row(
                    Long.toString(suspect.entry().header().offset()), CText.of(suspect.entry().key()),
                    suspect.doubt().says()));
            table.print(out);
            more(out, suspects.size());
        }
    }

    private static void more(Output out, int count) throws IOException {
        if (count > SHOWN) {
            out.println("  … and %d more; --json lists them".formatted(count - SHOWN));
        }
    }

    /** How the copy takes the place of the broken file. */
    private void place(Output out, RepairedCopy copy) throws IOException {
        out.println("\n%s: sound; every record was read again and compared.".formatted(copy.output()));
        if (copy.aside().isPresent()) {
            out.println("%s: what is set aside; look at it before you forget it.".formatted(copy.aside().get()));
        }
        out.println("\nTo put the copy in place:");
        for (String line : steps(copy)) {
            out.println("  " + line);
        }
    }

    private List<String> steps(RepairedCopy copy) {
        return List.of("1. stop the programs that use %s (tdb2 ps and tdb2 locks tell which)".formatted(plan.file()),
                "2. mv %s %s.broken".formatted(plan.file(), plan.file()),
                "3. mv %s %s".formatted(copy.output(), plan.file()),
                "4. start them again, and keep %s.broken until all is well".formatted(plan.file()));
    }

    @Override
    public void json(OutputStream out) throws IOException {
        try (JsonGenerator json = Json.indented(out)) {
            json.writeStartObject();
            json.writeStringField("file", plan.file());
            if (output.isPresent()) {
                json.writeStringField("output", output.get().toString());
            }
            json.writeBooleanField("written", made.isPresent());
            json.writeStringField("dialect", plan.dialect().id());
            json.writeStringField("byteOrder", Amounts.order(plan.order()));
            json.writeStringField("outputDialect", plan.output().id());
            json.writeStringField("header", plan.header());
            json.writeNumberField("recovered", plan.recovered());
            json.writeNumberField("reachable", plan.reachable());
            json.writeNumberField("salvaged", plan.salvaged());
            json.writeNumberField("duplicatesDropped", plan.duplicatesDropped());
            json.writeNumberField("suspect", plan.suspect());
            lost(json);
            json.writeNumberField("lostBytes", plan.lostBytes());
            json.writeNumberField("bytesBefore", plan.bytesBefore());
            json.writeNumberField("bytesAfter", bytesAfter());
            steps(json);
            Json.faults(json, "faults", plan.faults());
            if (made.isEmpty()) {
                suspects(json);
            } else {
                made(json, made.get());
            }
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private void made(JsonGenerator json, RepairedCopy copy) throws IOException {
        if (copy.aside().isPresent()) {
            json.writeStringField("aside", copy.aside().get().toString());
        }
        json.writeStringField("verdict", word(copy.check().verdict()));
        Json.faults(json, "missed", copy.missed());
        Json.strings(json, "place", steps(copy));
    }

    private void lost(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("lost");
        for (LostRange range : plan.lost()) {
            json.writeStartObject();
            json.writeNumberField("offset", range.offset());
            json.writeNumberField("length", range.length());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void steps(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("steps");
        for (Step step : plan.steps()) {
            json.writeStartObject();
            json.writeStringField("what", step.what());
            json.writeStringField("reason", step.reason());
            json.writeStringField("risk", word(step.risk()));
            json.writeNumberField("records", step.records());
            json.writeNumberField("bytes", step.bytes());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void suspects(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("suspects");
        for (Suspect suspect : suspects) {
            json.writeStartObject();
            json.writeNumberField("offset", suspect.entry().header().offset());
            json.writeStringField("doubt", suspect.doubt().id());
            json.writeStringField("why", suspect.doubt().says());
            Json.bytes(json, "key", suspect.entry().key());
            json.writeNumberField("valueLength", suspect.entry().value().length());
            if (!redacted) {
                Json.bytes(json, "valueStart", suspect.entry().value().read(0, PREVIEW));
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static String word(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT);
    }
}
