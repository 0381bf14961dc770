package tdb2.engine.dump;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import tdb2.engine.Entry;

/** Comma-separated (RFC 4180): a line of names, then key and value in quotes, both as {@link CText}. */
final class CsvWriter implements DumpWriter {

    private final OutputStream out;

    CsvWriter(OutputStream out) {
        this.out = out;
    }

    @Override
    public void begin() throws IOException {
        ascii("key,value\r\n");
    }

    @Override
    public void record(Entry entry) throws IOException {
        ascii("\"");
        try (OutputStream text = CText.onto(new Quoted(out))) {
            text.write(entry.key());
        }
        ascii("\",\"");
        try (OutputStream text = CText.onto(new Quoted(out))) {
            entry.value().writeTo(text);
        }
        ascii("\"\r\n");
    }

    private void ascii(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Doubles quotes. */
    private static final class Quoted extends FilterOutputStream {

        Quoted(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int value) throws IOException {
            if (value == '"') {
                out.write('"');
            }
            out.write(value);
        }

        @Override
        public void close() {
            // ends the field, not the dump
        }
    }
}
