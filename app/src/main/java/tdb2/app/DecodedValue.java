package tdb2.app;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Optional;
import tdb2.engine.Entry;
import tdb2.engine.Tdb;
import tdb2.engine.decode.Decoded;
import tdb2.engine.decode.Decoder;
import tdb2.engine.decode.Decoders;
import tdb2.engine.decode.Disclosure;
import tdb2.engine.decode.FileFacts;
import tdb2.engine.decode.Rendering;
import tdb2.engine.decode.Subject;

/**
 * A value as a decoder reads it.
 *
 * @param decoder that was taken
 * @param subject what was decoded
 * @param decoded what it means
 * @param secrets whether they are shown
 */
record DecodedValue(Decoder decoder, Subject subject, Decoded decoded, Disclosure secrets) {

    /** In place of a name: the decoder that fits best. */
    static final String BEST = "";

    private static final int HEX = 64;

    /** Decodes a record's value by the decoder of a name, or by the one that fits best. */
    static DecodedValue of(Tdb tdb, Entry entry, Optional<String> name, Disclosure secrets) {
        Decoders all = Decoders.installed();
        Subject subject = Decoders.subject(FileFacts.of(tdb, all), entry);
        Decoder decoder = name.flatMap(all::named).orElseGet(() -> all.best(subject));
        return new DecodedValue(decoder, subject, Decoders.decode(decoder, subject), secrets);
    }

    /** Prints it as text; where decoding failed, why, and the bytes from there. */
    void print(Output out) throws IOException {
        out.println(decoder.text(subject, decoded, secrets).stripTrailing());
        Optional<Decoded.Failure> failure = decoded.failure();
        if (failure.isPresent()) {
            byte[] value = subject.value();
            int from = Math.min(failure.get().offset(), value.length);
            int to = Math.min(value.length, from + HEX);
            String bytes = decoded.hasSecret() && secrets == Disclosure.MASKED
                    ? Rendering.MASK
                    : HexFormat.of().formatHex(value, from, to) + (to < value.length ? "\u2026" : "");
            out.println("bytes from " + from + ": " + bytes);
        }
    }

    /** What it means in a line. */
    String summary() {
        return Rendering.line(decoded, secrets);
    }

    /** Writes the fields {@code decoder}, {@code summary} and {@code fields} into an open JSON object. */
    void print(JsonGenerator json) throws IOException {
        json.writeStringField("decoder", decoder.name());
        json.writeStringField("summary", summary());
        json.writeArrayFieldStart("fields");
        for (Rendering.Row row : Rendering.rows(decoded, secrets)) {
            json.writeStartObject();
            json.writeNumberField("depth", row.depth());
            json.writeStringField("name", row.name());
            json.writeStringField("value", row.value());
            json.writeStringField("means", row.means());
            if (row.extent().isPresent()) {
                json.writeNumberField("offset", row.extent().get().offset());
                json.writeNumberField("length", row.extent().get().length());
            }
            json.writeBooleanField("secret", row.secret());
            json.writeBooleanField("failed", row.failed());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
