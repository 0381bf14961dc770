package tdb2.engine.restore;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * LDIF (RFC 2849) with the attributes that a dump has: {@code tdbkey} and {@code tdbvalue}, as they are or in base64.
 * Other attributes and comments are passed over.
 */
final class LdifReader implements DumpReader {

    private final Text text;

    LdifReader(Text text) {
        this.text = text;
    }

    @Override
    public Optional<DumpRecord> next() throws IOException {
        Optional<byte[]> key = Optional.empty();
        Optional<byte[]> value = Optional.empty();
        boolean within = false;
        long begins = text.lineNumber();
        while (text.peek() != Text.END) {
            long at = text.lineNumber();
            byte[] line = unfolded();
            if (line.length == 0) {
                if (within) {
                    return Optional.of(record(key, value, begins));
                }
            } else if (line[0] != '#') {
                String name = name(line);
                if (!within && !name.equals("version")) {
                    within = true;
                    begins = at;
                }
                switch (name) {
                    case "tdbkey" -> key = Optional.of(value(line, name));
                    case "tdbvalue" -> value = Optional.of(value(line, name));
                    default -> {
                        // dn and objectClass say nothing more
                    }
                }
            }
        }
        return within ? Optional.of(record(key, value, begins)) : Optional.empty();
    }

    private DumpRecord record(Optional<byte[]> key, Optional<byte[]> value, long line) {
        return new DumpRecord(key.orElseThrow(() -> text.wrong("an attribute tdbkey", "an entry that ends without")),
                value.orElseThrow(() -> text.wrong("an attribute tdbvalue", "an entry that ends without")), line);
    }

    /** A line with those that go on with it. */
    private byte[] unfolded() throws IOException {
        byte[] line = text.line();
        if (text.peek() != ' ' || line.length == 0) {
            return line;
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(line);
        while (text.skip(' ')) {
            whole.writeBytes(text.line());
        }
        return whole.toByteArray();
    }

    private String name(byte[] line) {
        for (int i = 0; i < line.length; i++) {
            if (line[i] == ':') {
                return new String(line, 0, i, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
            }
        }
        throw text.wrong("\"attribute: value\" in the line before", "a line without a colon");
    }

    private byte[] value(byte[] line, String name) {
        int at = name.length() + 1;
        boolean base64 = at < line.length && line[at] == ':';
        at += base64 ? 1 : 0;
        while (at < line.length && line[at] == ' ') {
            at++;
        }
        byte[] value = Arrays.copyOfRange(line, at, line.length);
        try {
            return base64 ? Base64.getDecoder().decode(value) : value;
        } catch (IllegalArgumentException _) {
            throw text.wrong("base64 in the attribute %s before".formatted(name), "text that is none, or is cut off");
        }
    }
}
