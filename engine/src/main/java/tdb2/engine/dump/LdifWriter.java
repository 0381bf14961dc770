package tdb2.engine.dump;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import tdb2.engine.Entry;
import tdb2.engine.Value;

/**
 * LDIF (RFC 2849): one entry a record, named by its key, long lines folded.
 *
 * <pre>
 * dn: tdbkey=hello
 * objectClass: tdbRecord
 * tdbkey: hello
 * tdbvalue:: AAEC
 * </pre>
 */
final class LdifWriter implements DumpWriter {

    private final Folded out;

    LdifWriter(OutputStream out) {
        this.out = new Folded(out);
    }

    @Override
    public void begin() throws IOException {
        ascii("version: 1\n");
    }

    @Override
    public void record(Entry entry) throws IOException {
        ascii("\ndn: tdbkey=");
        Coding.NAME.write(entry.key(), out);
        ascii("\nobjectClass: tdbRecord\n");
        attribute("tdbkey", entry.key());
        Value value = entry.value();
        if (value.whole()) {
            attribute("tdbvalue", value.preview());
        } else {
            ascii("tdbvalue:: ");
            try (OutputStream base64 = base64()) {
                value.writeTo(base64);
            }
            ascii("\n");
        }
    }

    private void attribute(String name, byte[] value) throws IOException {
        if (safe(value)) {
            ascii(value.length == 0 ? name + ":" : name + ": ");
            out.write(value);
        } else {
            ascii(name + ":: ");
            try (OutputStream base64 = base64()) {
                base64.write(value);
            }
        }
        ascii("\n");
    }

    /** Whether bytes can stand as they are: a SAFE-STRING that does not end with a space. */
    private static boolean safe(byte[] value) {
        if (value.length == 0) {
            return true;
        }
        if (value[0] == ' ' || value[0] == ':' || value[0] == '<' || value[value.length - 1] == ' ') {
            return false;
        }
        for (byte b : value) {
            if (b <= 0 || b == '\n' || b == '\r') {
                return false;
            }
        }
        return true;
    }

    private OutputStream base64() {
        return Base64.getEncoder().wrap(new FilterOutputStream(out) {
            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                out.write(bytes, from, length);
            }

            @Override
            public void close() {
                // ends the base64 text, not the dump
            }
        });
    }

    private void ascii(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Breaks lines after 76 columns; the next one begins with a space. */
    private static final class Folded extends OutputStream {

        private static final int WIDTH = 76;

        private final OutputStream out;
        private int column;

        Folded(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int value) throws IOException {
            if (value == '\n') {
                column = 0;
            } else if (column == WIDTH) {
                out.write('\n');
                out.write(' ');
                column = 2;
            } else {
                column++;
            }
            out.write(value);
        }
    }
}
