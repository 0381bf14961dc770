package tdb2.app;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tdb2.engine.repair.Fix;
import tdb2.engine.repair.InPlace;

/**
 * What {@code repair --in-place} and {@code --undo} tell.
 *
 * @param file the file
 * @param fixes what is changed
 * @param said what became of them, for people
 * @param journal where they are told
 * @param verdict of a check afterwards
 */
record InPlaceReport(String file, List<Fix> fixes, String said, Optional<Path> journal,
        Optional<String> verdict) implements Report {

    static InPlaceReport planned(String file, List<Fix> fixes) {
        return new InPlaceReport(file, fixes, "would be changed; nothing was written", Optional.empty(),
                Optional.empty());
    }

    static InPlaceReport done(String file, InPlace.Result result) {
        return new InPlaceReport(file, result.fixes(),
                "changed; " + result.journal().map(path -> path + " tells each byte")
                        .orElse("there was nothing to do"),
                result.journal(),
                Optional.of(result.check().verdict().name().toLowerCase(Locale.ROOT)));
    }

    static InPlaceReport undone(String file, List<Fix> fixes) {
        return new InPlaceReport(file, fixes, "taken back", Optional.empty(), Optional.empty());
    }

    @Override
    public void text(Output out) throws IOException {
        Table table = new Table("rlll").heading("offset", "before", "after", "");
        fixes.forEach(fix -> table.row(Long.toString(fix.offset()), hex(fix.before()), hex(fix.after()), fix.what()));
        if (!fixes.isEmpty()) {
            table.print(out);
        }
        out.println("%s: %d places %s".formatted(file, fixes.size(), said));
        if (verdict.isPresent()) {
            out.println("%s: %s".formatted(file, verdict.get()));
        }
    }

    @Override
    public void json(OutputStream out) throws IOException {
        try (JsonGenerator json = Json.indented(out)) {
            json.writeStartObject();
            json.writeStringField("file", file);
            json.writeStringField("said", said);
            json.writeArrayFieldStart("fixes");
            for (Fix fix : fixes) {
                json.writeStartObject();
                json.writeNumberField("offset", fix.offset());
                json.writeStringField("beforeHex", hex(fix.before()));
                json.writeStringField("afterHex", hex(fix.after()));
                json.writeStringField("what", fix.what());
                json.writeEndObject();
            }
            json.writeEndArray();
            if (journal.isPresent()) {
                json.writeStringField("journal", journal.get().toString());
            }
            if (verdict.isPresent()) {
                json.writeStringField("verdict", verdict.get());
            }
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
