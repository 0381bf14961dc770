package tdb2.engine.dump;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import tdb2.engine.Entry;

/** The text of Samba's tdbdump (spec c-formats, section 5), byte for byte. */
final class TdbdumpWriter implements DumpWriter {

    private final OutputStream out;
    private final OutputStream coded;

    TdbdumpWriter(OutputStream out) {
        this.out = out;
        this.coded = Coding.TDBDUMP.onto(out);
    }

    @Override
    public void record(Entry entry) throws IOException {
        ascii("{\nkey(" + entry.key().length + ") = \"");
        coded.write(entry.key());
        ascii("\"\ndata(" + entry.value().length() + ") = \"");
        entry.value().writeTo(coded);
        ascii("\"\n}\n");
    }

    private void ascii(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }
}
