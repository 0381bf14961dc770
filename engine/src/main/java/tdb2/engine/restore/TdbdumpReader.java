package tdb2.engine.restore;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;

/** The text of Samba's tdbdump (spec c-formats, section 5). The lengths in it must be right. */
final class TdbdumpReader implements DumpReader {

    private final Text text;

    TdbdumpReader(Text text) {
        this.text = text;
    }

    @Override
    public Optional<DumpRecord> next() throws IOException {
        text.skipSpace();
        if (text.peek() == Text.END) {
            return Optional.empty();
        }
        long line = text.lineNumber();
        text.require("{");
        byte[] key = field("key");
        byte[] value = field("data");
        text.skipSpace();
        text.require("}");
        return Optional.of(new DumpRecord(key, value, line));
    }

    private byte[] field(String name) throws IOException {
        text.skipSpace();
        text.require(name + "(");
        int length = text.number();
        text.require(") = \"");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(Math.min(length, 1 << 16));
        while (bytes.size() < length) {
            if (text.peek() == '"' || text.peek() == '\n' || text.peek() == Text.END) {
                throw text.wrong("%d bytes, as the length says".formatted(length),
                        "the end of the " + name + " after " + bytes.size());
            }
            int value = text.read();
            bytes.write(value == '\\' ? text.hexByte() : value);
        }
        if (text.peek() != '"') {
            throw text.wrong("the end of the %s after %d bytes, as the length says".formatted(name, length));
        }
        text.read();
        return bytes.toByteArray();
    }
}
