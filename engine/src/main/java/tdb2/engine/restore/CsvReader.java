package tdb2.engine.restore;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tdb2.engine.dump.CText;

/** Comma-separated (RFC 4180): a line of names, then key and value, in quotes or not, both as {@link CText}. */
final class CsvReader implements DumpReader {

    private final Text text;
    private boolean begun;

    CsvReader(Text text) {
        this.text = text;
    }

    @Override
    public Optional<DumpRecord> next() throws IOException {
        if (!begun) {
            begun = true;
            text.require("key,value");
            end();
        }
        if (text.peek() == Text.END) {
            return Optional.empty();
        }
        long line = text.lineNumber();
        byte[] key = field();
        text.require(",");
        byte[] value = field();
        end();
        return Optional.of(new DumpRecord(key, value, line));
    }

    private void end() throws IOException {
        text.skip('\r');
        if (text.peek() != Text.END) {
            text.require("\n");
        }
    }

    private byte[] field() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (text.skip('"')) {
            quoted(bytes);
        } else {
            while (text.peek() != ',' && text.peek() != '\r' && text.peek() != '\n' && text.peek() != Text.END) {
                bytes.write(text.read());
            }
        }
        try {
            return CText.bytes(bytes.toString(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw text.wrong("text with the escapes of C", e.getMessage());
        }
    }

    /** Up to the quote that is not doubled. */
    private void quoted(ByteArrayOutputStream bytes) throws IOException {
        boolean more = true;
        while (more) {
            if (text.peek() == Text.END) {
                throw text.wrong("the end of a field in quotes");
            }
            int value = text.read();
            more = value != '"' || text.skip('"');
            if (more) {
                bytes.write(value);
            }
        }
    }
}
