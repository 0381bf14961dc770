package tdb2.app;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import tdb2.engine.dump.CText;
import tdb2.engine.error.Fault;
import tdb2.engine.format.Field;

/** How the commands write JSON: one document, indented, binary values in hex. */
final class Json {

    private static final JsonFactory FACTORY = new JsonFactory();

    private Json() {}

    /** A generator onto a stream that stays open; one value a line. */
    static JsonGenerator indented(OutputStream out) throws IOException {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
        return open(out).setPrettyPrinter(printer);
    }

    /** A generator onto a stream that stays open; each element of the outermost array on a line of its own. */
    static JsonGenerator lines(OutputStream out) throws IOException {
        return open(out);
    }

    private static JsonGenerator open(OutputStream out) throws IOException {
        return FACTORY.createGenerator(out, JsonEncoding.UTF8).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    }

    /** {@code nameHex}, and {@code name} too where the bytes are text. */
    static void bytes(JsonGenerator json, String name, byte[] bytes) throws IOException {
        if (CText.plain(bytes).isPresent()) {
            json.writeStringField(name, CText.plain(bytes).get());
        }
        json.writeStringField(name + "Hex", HexFormat.of().formatHex(bytes));
    }

    /** An unsigned 64-bit number. */
    static void unsigned(JsonGenerator json, String name, long value) throws IOException {
        json.writeFieldName(name);
        if (value >= 0) {
            json.writeNumber(value);
        } else {
            json.writeNumber(new BigInteger(Long.toUnsignedString(value)));
        }
    }

    static void strings(JsonGenerator json, String name, List<String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    static void faults(JsonGenerator json, String name, List<Fault> faults) throws IOException {
        json.writeArrayFieldStart(name);
        for (Fault fault : faults) {
            json.writeStartObject();
            fault(json, fault);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** The fields of a fault, without its file. */
    static void fault(JsonGenerator json, Fault fault) throws IOException {
        if (fault.offset() != Fault.NOWHERE) {
            json.writeNumberField("offset", fault.offset());
        }
        json.writeStringField("expected", fault.expected());
        json.writeStringField("found", fault.found());
        json.writeStringField("advice", fault.advice());
    }

    static void fields(JsonGenerator json, String name, List<Field> fields) throws IOException {
        json.writeArrayFieldStart(name);
        for (Field field : fields) {
            json.writeStartObject();
            json.writeStringField("name", field.name());
            json.writeNumberField("offset", field.offset());
            json.writeNumberField("length", field.length());
            if (field.shift() != 0 || field.bits() != 8 * field.length()) {
                json.writeNumberField("shift", field.shift());
                json.writeNumberField("bits", field.bits());
            }
            if (field.length() <= Long.BYTES) {
                unsigned(json, "value", field.value());
            }
            json.writeStringField("means", field.means());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
