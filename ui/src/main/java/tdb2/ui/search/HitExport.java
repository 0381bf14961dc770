package tdb2.ui.search;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tdb2.engine.search.Hit;
import tdb2.ui.widgets.ByteText;

/** Writes hits for other programs: comma-separated (RFC 4180), or one JSON object a line. */
enum HitExport {
    CSV {
        @Override
        void write(List<Hit> hits, OutputStream out) throws IOException {
            line(out, Stream.of("file", "key", "where", "at", "length", "recordOffset", "state", "excerpt"));
            for (Hit hit : hits) {
                line(out, Stream.of(hit.file().toString(), ByteText.escaped(hit.key()), where(hit),
                        Long.toString(hit.match().at()), Integer.toString(hit.match().length()),
                        Long.toString(hit.record().offset()), word(hit.state()), ByteText.escaped(hit.excerpt())));
            }
        }

        private void line(OutputStream out, Stream<String> fields) throws IOException {
            String line = fields.map(field -> '"' + field.replace("\"", "\"\"") + '"').collect(Collectors.joining(","));
            out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        }
    },
    JSONL {
        @Override
        void write(List<Hit> hits, OutputStream out) throws IOException {
            try (JsonGenerator json = new JsonFactory().createGenerator(out, JsonEncoding.UTF8)
                    .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
                json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
                for (Hit hit : hits) {
                    write(hit, json);
                }
                json.writeRaw('\n');
            }
        }

        private void write(Hit hit, JsonGenerator json) throws IOException {
            json.writeStartObject();
            json.writeStringField("file", hit.file().toString());
            json.writeStringField("keyHex", HexFormat.of().formatHex(hit.key()));
            json.writeNumberField("keyLength", hit.record().keyLength());
            json.writeStringField("where", where(hit));
            json.writeNumberField("at", hit.match().at());
            json.writeNumberField("length", hit.match().length());
            json.writeNumberField("recordOffset", hit.record().offset());
            json.writeStringField("state", word(hit.state()));
            json.writeNumberField("excerptAt", hit.excerptAt());
            json.writeStringField("excerptHex", HexFormat.of().formatHex(hit.excerpt()));
            json.writeEndObject();
        }
    };

    /** Writes hits; the stream stays open. */
    abstract void write(List<Hit> hits, OutputStream out) throws IOException;

    private static String where(Hit hit) {
        return hit.match().inValue() ? "value" : "key";
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** The format that the name of a file asks for. */
    static HitExport of(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".csv") ? CSV : JSONL;
    }
}
