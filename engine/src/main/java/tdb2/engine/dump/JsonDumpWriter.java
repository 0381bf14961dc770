package tdb2.engine.dump;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tdb2.engine.Entry;

/**
 * JSON: {@code keyHex} and {@code valueHex} hold all bytes; {@code key} and {@code value} say the same for people where
 * the bytes are text.
 */
final class JsonDumpWriter implements DumpWriter {

    /** How the objects stand together. */
    enum Shape {
        ARRAY, LINES
    }

    private final OutputStream out;
    private final OutputStream hex;
    private final Shape shape;
    private boolean first = true;

    JsonDumpWriter(OutputStream out, Shape shape) {
        this.out = out;
        this.hex = Coding.HEX.onto(out);
        this.shape = shape;
    }

    @Override
    public void begin() throws IOException {
        if (shape == Shape.ARRAY) {
            write("[");
        }
    }

    @Override
    public void record(Entry entry) throws IOException {
        if (shape == Shape.ARRAY) {
            write(first ? "\n" : ",\n");
        }
        first = false;
        write("{");
        text("key", entry.key());
        write("\"keyHex\":\"");
        hex.write(entry.key());
        write("\",");
        if (entry.value().whole()) {
            text("value", entry.value().preview());
        }
        write("\"valueHex\":\"");
        entry.value().writeTo(hex);
        write(shape == Shape.ARRAY ? "\"}" : "\"}\n");
    }

    @Override
    public void end() throws IOException {
        if (shape == Shape.ARRAY) {
            write(first ? "]\n" : "\n]\n");
        }
    }

    private void text(String name, byte[] bytes) throws IOException {
        Optional<String> text = CText.plain(bytes);
        if (text.isPresent()) {
            write("\"" + name + "\":\"" + JsonText.escaped(text.get()) + "\",");
        }
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
