package tdb2.app;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import tdb2.engine.Tdb;
import tdb2.engine.dump.CText;
import tdb2.engine.event.Progress;
import tdb2.engine.format.Field;
import tdb2.engine.inspect.RegionMap;
import tdb2.engine.inspect.Touched;
import tdb2.engine.transaction.RecoveryState;
import tdb2.engine.transaction.RecoveryState.Change;
import tdb2.engine.transaction.RecoveryState.Part;

/** What {@code recovery} tells. Names in JSON are stable. */
final class RecoveryReport implements Report {

    private static final int CHANGES_SHOWN = 100;
    private static final int KEY_SHOWN = 60;

    private final Tdb tdb;
    private final boolean showsKeys;
    private final Progress progress;

    /**
     * @param showsKeys whether the keys may be told
     */
    RecoveryReport(Tdb tdb, boolean showsKeys, Progress progress) {
        this.tdb = tdb;
        this.showsKeys = showsKeys;
        this.progress = progress;
    }

    /** What lies in the ranges of each part; only where there are any the whole index is looked at. */
    private List<List<Touched>> touched(RecoveryState state) {
        if (!showsKeys || state.parts().stream().allMatch(part -> part.changes().isEmpty())) {
            return state.parts().stream().map(_ -> List.<Touched>of()).toList();
        }
        RegionMap map = tdb.regions(progress);
        return state.parts().stream().map(part -> Touched.of(map, part.changes(), progress)).toList();
    }

    @Override
    public void text(Output out) throws IOException {
        RecoveryState state = tdb.view().recovery();
        out.println(InfoCommand.recovery(tdb) + ": " + state.summary());
        List<List<Touched>> touched = touched(state);
        for (int i = 0; i < state.parts().size(); i++) {
            Part part = state.parts().get(i);
            out.println("");
            out.println("%s: %s, %s at offset %d".formatted(part.name(), part.state(), Amounts.bytes(part.length()),
                    part.offset()));
            Table table = new Table("rll");
            for (Field field : part.fields()) {
                table.row(Long.toString(field.offset()), field.name(), field.means());
            }
            table.print(out);
            changes(part, touched.get(i), out);
        }
    }

    private static void changes(Part part, List<Touched> touched, Output out) throws IOException {
        if (part.changes().isEmpty()) {
            return;
        }
        long bytes = part.changes().stream().mapToLong(Change::length).sum();
        out.println("  ranges it holds: %d with %s".formatted(part.changes().size(), Amounts.bytes(bytes)));
        Table table = new Table("rrl").row("offset", "length", "keys");
        for (int i = 0; i < Math.min(CHANGES_SHOWN, part.changes().size()); i++) {
            Change change = part.changes().get(i);
            table.row(Long.toString(change.offset()), Long.toString(change.length()),
                    i < touched.size() ? keys(touched.get(i)) : "");
        }
        table.print(out);
        int more = part.changes().size() - CHANGES_SHOWN;
        if (more > 0) {
            out.println("  … and %d more; --json lists them".formatted(more));
        }
    }

    private static String keys(Touched touched) {
        return touched.keys().stream().map(key -> CText.of(Arrays.copyOf(key.start(),
                Math.min(KEY_SHOWN, key.start().length))) + (key.length() > KEY_SHOWN ? "…" : ""))
                .collect(Collectors.joining(", ")) + (touched.isMore() ? " …" : "");
    }

    @Override
    public void json(OutputStream out) throws IOException {
        RecoveryState state = tdb.view().recovery();
        List<List<Touched>> touched = touched(state);
        try (JsonGenerator json = Json.indented(out)) {
            json.writeStartObject();
            json.writeStringField("file", tdb.name());
            json.writeStringField("status", InfoCommand.recovery(tdb));
            json.writeStringField("summary", state.summary());
            json.writeBooleanField("previewed", tdb.view().previewed());
            json.writeArrayFieldStart("parts");
            for (int i = 0; i < state.parts().size(); i++) {
                part(json, state.parts().get(i), touched.get(i));
            }
            json.writeEndArray();
            Json.faults(json, "faults", state.faults());
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static void part(JsonGenerator json, Part part, List<Touched> touched) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", part.name());
        json.writeNumberField("offset", part.offset());
        json.writeNumberField("length", part.length());
        json.writeStringField("state", part.state());
        Json.fields(json, "fields", part.fields());
        json.writeArrayFieldStart("changes");
        for (int i = 0; i < part.changes().size(); i++) {
            Change change = part.changes().get(i);
            json.writeStartObject();
            json.writeNumberField("offset", change.offset());
            json.writeNumberField("length", change.length());
            if (i < touched.size()) {
                keys(json, touched.get(i));
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void keys(JsonGenerator json, Touched touched) throws IOException {
        json.writeArrayFieldStart("keys");
        for (Touched.Key key : touched.keys()) {
            json.writeStartObject();
            json.writeNumberField("offset", key.offset());
            Json.bytes(json, "key", key.start());
            json.writeNumberField("keyLength", key.length());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeBooleanField("more", touched.isMore());
    }
}
