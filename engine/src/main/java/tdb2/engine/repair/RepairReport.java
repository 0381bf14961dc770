package tdb2.engine.repair;

import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import tdb2.engine.dump.CText;
import tdb2.engine.dump.JsonText;
import tdb2.engine.error.Fault;
import tdb2.engine.repair.Plan.Step;

/**
 * What is told of a repair, done or planned, as text for people and as JSON whose names are stable.
 *
 * @param plan what was done, or would be
 * @param made the copy; empty when nothing was written
 * @param asides what is set aside, where nothing was written
 * @param output where the copy is, or would be, if that was said
 * @param redacted whether values are not told
 */
public record RepairReport(Plan plan, Optional<RepairedCopy> made, List<Aside> asides, Optional<Path> output,
        boolean redacted) {

    private static final int SHOWN = 20;

    public RepairReport {
        asides = List.copyOf(asides);
    }

    /** How a copy takes the place of the broken file, step by step. */
    public static List<String> puttingInPlace(String broken, Path copy) {
        return List.of("stop the programs that use %s (tdb2 ps and tdb2 locks tell which)".formatted(broken),
                "mv %s %s.broken".formatted(broken, broken), "mv %s %s".formatted(copy, broken),
                "start them again, and keep %s.broken until all is well".formatted(broken));
    }

    /** For people. */
    public String text() {
        StringBuilder out = new StringBuilder();
        line(out, "%s: %s, %d bytes".formatted(plan.file(), plan.dialect().title(), plan.bytesBefore()));
        int number = 1;
        for (Step step : plan.steps()) {
            line(out, "");
            line(out, "%3d. %s".formatted(number++, step.what()));
            line(out, "     %s%srisk: %s".formatted(amount(step.records(), "records"), amount(step.bytes(), "bytes"),
                    word(step.risk())));
            line(out, "     because " + step.reason());
        }
        list(out, "Damage:", plan.faults().stream().map(RepairReport::damage));
        list(out, "Ranges that nothing explains:", plan.lost().stream()
                .map(range -> "%d, %d bytes".formatted(range.offset(), range.length())));
        list(out, "Set aside:", asides.stream().map(aside -> "%d  %s  %s".formatted(aside.offset(),
                CText.of(aside.key()), aside.doubt().says())));
        line(out, "");
        figure(out, "recovered", plan.recovered());
        figure(out, "reachable", plan.reachable());
        figure(out, "salvaged", plan.salvaged());
        figure(out, "duplicates dropped", plan.duplicatesDropped());
        figure(out, "set aside", plan.suspect());
        figure(out, "records lost, least", plan.recordsLost());
        figure(out, "bytes lost", plan.lostBytes());
        figure(out, "bytes before", plan.bytesBefore());
        figure(out, made.isPresent() ? "bytes after" : "bytes after, at least", bytesAfter());
        made.ifPresentOrElse(copy -> place(out, copy), () -> line(out, "\nNothing was written."));
        return out.toString();
    }

    private static String amount(long count, String what) {
        return count == 0 ? "" : "%d %s, ".formatted(count, what);
    }

    private static void line(StringBuilder out, String line) {
        out.append(line).append('\n');
    }

    private static void figure(StringBuilder out, String name, long value) {
        line(out, "  %-20s %12d".formatted(name, value));
    }

    /** The first of many. */
    private static void list(StringBuilder out, String title, Stream<String> lines) {
        List<String> all = lines.toList();
        if (!all.isEmpty()) {
            line(out, "\n" + title);
            all.stream().limit(SHOWN).forEach(one -> line(out, "  " + one));
        }
        if (all.size() > SHOWN) {
            line(out, "  … and %d more; the report as JSON lists them".formatted(all.size() - SHOWN));
        }
    }

    private static String damage(Fault fault) {
        return "%sexpected %s, found %s".formatted(
                fault.offset() == Fault.NOWHERE ? "" : "at " + fault.offset() + ": ", fault.expected(), fault.found());
    }

    private void place(StringBuilder out, RepairedCopy copy) {
        line(out, "\n%s: sound; every record was read again and compared.".formatted(copy.output()));
        copy.aside().ifPresent(aside -> line(out,
                "%s: what is set aside; look at it before you forget it.".formatted(aside)));
        line(out,
                isEmptyHanded()
                        ? "\nNo record could be taken: do not put the copy in place."
                        : "\nTo put the copy in place:");
        int number = 1;
        for (String step : steps(copy)) {
            line(out, "  %d. %s".formatted(number++, step));
        }
    }

    private boolean isEmptyHanded() {
        return plan.recovered() == 0 && !plan.isWhole();
    }

    private List<String> steps(RepairedCopy copy) {
        return isEmptyHanded() ? List.of() : puttingInPlace(plan.file(), copy.output());
    }

    private long bytesAfter() {
        return made.map(RepairedCopy::bytes).orElse(plan.bytesAfter());
    }

    /** For programs; {@code spec cli}. */
    public String json() {
        JsonText json = new JsonText().put("file", plan.file());
        output.ifPresent(path -> json.put("output", path.toString()));
        json.put("written", made.isPresent()).put("dialect", plan.dialect().id())
                .put("byteOrder", plan.order() == ByteOrder.LITTLE_ENDIAN ? "LE" : "BE")
                .put("outputDialect", plan.output().id()).put("header", plan.header())
                .put("recovered", plan.recovered()).put("reachable", plan.reachable())
                .put("salvaged", plan.salvaged()).put("duplicatesDropped", plan.duplicatesDropped())
                .put("suspect", plan.suspect()).put("recordsLost", plan.recordsLost());
        json.array("lost");
        plan.lost().forEach(range -> json.object().put("offset", range.offset()).put("length", range.length()).end());
        json.end().put("lostBytes", plan.lostBytes()).put("bytesBefore", plan.bytesBefore())
                .put("bytesAfter", bytesAfter());
        json.array("steps");
        plan.steps().forEach(step -> step(json, step));
        json.end();
        faults(json, "faults", plan.faults());
        made.ifPresentOrElse(copy -> made(json, copy), () -> asides(json));
        return json.toString();
    }

    private static void step(JsonText json, Step step) {
        json.object().put("kind", word(step.kind())).put("what", step.what()).put("reason", step.reason())
                .put("risk", word(step.risk()))
                .put("records", step.records()).put("bytes", step.bytes());
        json.array("places");
        step.places().forEach(place -> json.object().put("offset", place.offset()).put("length", place.length())
                .end());
        json.end().array("changes");
        step.changes().forEach(fix -> json.object().put("offset", fix.offset()).hex("beforeHex", fix.before())
                .hex("afterHex", fix.after()).put("what", fix.what()).end());
        json.end().end();
    }

    private void made(JsonText json, RepairedCopy copy) {
        copy.aside().ifPresent(aside -> json.put("aside", aside.toString()));
        json.put("verdict", word(copy.check().verdict()));
        faults(json, "missed", copy.missed());
        json.array("place");
        steps(copy).forEach(json::element);
        json.end();
    }

    private void asides(JsonText json) {
        json.array("suspects");
        for (Aside aside : asides) {
            json.object().put("offset", aside.offset()).put("doubt", aside.doubt().id())
                    .put("why", aside.doubt().says()).put("key", aside.key()).put("valueLength", aside.valueLength());
            if (!redacted) {
                json.put("valueStart", aside.valueStart());
            }
            json.end();
        }
        json.end();
    }

    private static void faults(JsonText json, String name, List<Fault> faults) {
        json.array(name);
        for (Fault fault : faults) {
            json.object();
            if (fault.offset() != Fault.NOWHERE) {
                json.put("offset", fault.offset());
            }
            json.put("expected", fault.expected()).put("found", fault.found()).put("advice", fault.advice()).end();
        }
        json.end();
    }

    private static String word(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT);
    }
}
