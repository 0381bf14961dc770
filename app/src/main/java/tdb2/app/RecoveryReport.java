package tdb2.app;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import tdb2.engine.Tdb;
import tdb2.engine.format.Field;
import tdb2.engine.transaction.RecoveryState;
import tdb2.engine.transaction.RecoveryState.Change;
import tdb2.engine.transaction.RecoveryState.Part;

/** What {@code recovery} tells. Names in JSON are stable. */
final class RecoveryReport implements Report {

    private static final int CHANGES_SHOWN = 100;

    private final Tdb tdb;

    RecoveryReport(Tdb tdb) {
        this.tdb = tdb;
    }

    @Override
    public void text(Output out) throws IOException {
        RecoveryState state = tdb.view().recovery();
        out.println(InfoCommand.recovery(tdb) + ": " + state.summary());
        for (Part part : state.parts()) {
            out.println("");
            out.println("%s: %s, %s at offset %d".formatted(part.name(), part.state(), Amounts.bytes(part.length()),
                    part.offset()));
            Table table = new Table("rll");
            for (Field field : part.fields()) {
                table.row(Long.toString(field.offset()), field.name(), field.means());
            }
            table.print(out);
            changes(part, out);
        }
    }

    private static void changes(Part part, Output out) throws IOException {
        if (part.changes().isEmpty()) {
            return;
        }
        long bytes = part.changes().stream().mapToLong(Change::length).sum();
        out.println("  ranges it holds: %d with %s".formatted(part.changes().size(), Amounts.bytes(bytes)));
        Table table = new Table("rr").row("offset", "length");
        part.changes().stream().limit(CHANGES_SHOWN).forEach(
                change -> table.row(Long.toString(change.offset()), Long.toString(change.length())));
        table.print(out);
        int more = part.changes().size() - CHANGES_SHOWN;
        if (more > 0) {
            out.println("  … and %d more; --json lists them".formatted(more));
        }
    }

    @Override
    public void json(OutputStream out) throws IOException {
        RecoveryState state = tdb.view().recovery();
        try (JsonGenerator json = Json.indented(out)) {
            json.writeStartObject();
            json.writeStringField("file", tdb.name());
            json.writeStringField("status", InfoCommand.recovery(tdb));
            json.writeStringField("summary", state.summary());
            json.writeBooleanField("previewed", tdb.view().previewed());
            json.writeArrayFieldStart("parts");
            for (Part part : state.parts()) {
                part(json, part);
            }
            json.writeEndArray();
            Json.faults(json, "faults", state.faults());
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static void part(JsonGenerator json, Part part) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", part.name());
        json.writeNumberField("offset", part.offset());
        json.writeNumberField("length", part.length());
        json.writeStringField("state", part.state());
        Json.fields(json, "fields", part.fields());
        json.writeArrayFieldStart("changes");
        for (Change change : part.changes()) {
            json.writeStartObject();
            json.writeNumberField("offset", change.offset());
            json.writeNumberField("length", change.length());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
