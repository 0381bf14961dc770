package tdb2.app;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tdb2.engine.Tdb;
import tdb2.engine.dialect.Assembly;
import tdb2.engine.dump.CText;
import tdb2.engine.format.Field;
import tdb2.engine.index.Lookup;
import tdb2.engine.index.PathStep;

/** Shows the way from a key to its bytes. */
@Command(name = "explain", description = { "Shows the way from KEY to its bytes.",
        "Step by step: its hash, what the hash chooses, each slot and record looked at, and every field and bit of the "
                + "record's header." },
        footer = { "",
                "Examples:", "  tdb2 explain secrets.tdb 'SECRETS/SID/HOST\\0'" })
final class ExplainCommand extends DatabaseCommand {

    @Parameters(index = "1", paramLabel = "KEY", description = "The key, as get takes it.")
    private String key;

    @Option(names = "--hex", description = "KEY is hex.")
    private boolean hex;

    @Option(names = "--json", description = "Print a JSON object: found, keyHex, steps, fields.")
    private boolean json;

    @Override
    int run(Tdb tdb) throws IOException {
        byte[] wanted = bytes(key, hex);
        notices(tdb).state();
        Lookup lookup = tdb.trace(wanted);
        Assembly assembly = tdb.view().assembly();
        List<Field> fields = lookup.record().map(record -> assembly.blocks().fields(assembly.bytes(), record.offset()))
                .orElse(List.of());
        if (json) {
            printJson(wanted, lookup, fields);
        } else {
            printText(wanted, lookup, fields);
        }
        return lookup.record().isPresent() ? ExitCode.OK : ExitCode.PROBLEMS;
    }

    private void printText(byte[] wanted, Lookup lookup, List<Field> fields) throws IOException {
        Output out = streams().out();
        out.println("\"" + CText.of(wanted) + "\"");
        Table steps = new Table("rlrrl").row("", "step", "offset", "bytes", "");
        int number = 1;
        for (PathStep step : lookup.steps()) {
            boolean inFile = step.offset() >= 0;
            steps.row(Integer.toString(number++), name(step), inFile ? Long.toString(step.offset()) : "",
                    inFile ? Long.toString(step.length()) : "", step.means());
        }
        steps.print(out);
        if (!fields.isEmpty()) {
            out.println("");
            Table table = new Table("rlllll").row("offset", "bits", "field", "value", "");
            for (Field field : fields) {
                table.row(Long.toString(field.offset()), bits(field), field.name(), value(field), field.means());
            }
            table.print(out);
        }
    }

    private static String bits(Field field) {
        return field.shift() == 0 && field.bits() == 8 * field.length()
                ? field.length() + " bytes"
                : field.shift() + field.bits() - 1 + ".." + field.shift();
    }

    private static String value(Field field) {
        return field.length() > Long.BYTES || field.name().equals("key") || field.name().equals("data")
                ? ""
                : "0x%x".formatted(field.value());
    }

    private static String name(PathStep step) {
        return step.kind().name().toLowerCase(Locale.ROOT);
    }

    private void printJson(byte[] wanted, Lookup lookup, List<Field> fields) throws IOException {
        try (JsonGenerator object = Json.indented(streams().out())) {
            object.writeStartObject();
            object.writeBooleanField("found", lookup.record().isPresent());
            Json.bytes(object, "key", wanted);
            object.writeArrayFieldStart("steps");
            for (PathStep step : lookup.steps()) {
                object.writeStartObject();
                object.writeStringField("kind", name(step));
                if (step.offset() >= 0) {
                    object.writeNumberField("offset", step.offset());
                    object.writeNumberField("length", step.length());
                }
                object.writeStringField("means", step.means());
                object.writeEndObject();
            }
            object.writeEndArray();
            Json.fields(object, "fields", fields);
            object.writeEndObject();
            object.writeRaw('\n');
        }
    }
}
