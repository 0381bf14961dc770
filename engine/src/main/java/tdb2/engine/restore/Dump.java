package tdb2.engine.restore;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import tdb2.engine.dump.DumpFormat;
import tdb2.engine.error.DamagedException;
import tdb2.engine.error.Fault;

/** The text of a dump and the format it is in. For one thread. */
public final class Dump {

    private static final int LOOK = 4096;

    private final DumpFormat format;
    private final Text text;

    private Dump(DumpFormat format, Text text) {
        this.format = format;
        this.text = text;
    }

    /** A dump in a format that is known. */
    public static Dump of(String name, InputStream in, DumpFormat format) {
        return new Dump(format, new Text(name, in));
    }

    /**
     * A dump whose format is told by how it begins. One without a byte is that of a database without a record.
     *
     * @param name for messages
     * @param in stays the caller's
     * @throws DamagedException when it begins like none
     */
    public static Dump of(String name, InputStream in) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(in, LOOK);
        buffered.mark(LOOK);
        String start = new String(buffered.readNBytes(LOOK), StandardCharsets.ISO_8859_1).stripLeading();
        buffered.reset();
        return new Dump(format(name, start), new Text(name, buffered));
    }

    private static DumpFormat format(String name, String start) {
        if (start.isEmpty() || start.matches("(?s)\\{\\s*key\\(.*")) {
            return DumpFormat.TDBDUMP;
        }
        if (start.matches("(?s)\\{\\s*[\"}].*")) {
            return DumpFormat.JSONL;
        }
        if (start.matches("(?s)\\[\\s*[{\\]].*")) {
            return DumpFormat.JSON;
        }
        if (start.startsWith("key,value")) {
            return DumpFormat.CSV;
        }
        if (start.matches("(?s)(#|version:|dn:).*")) {
            return DumpFormat.LDIF;
        }
        throw new DamagedException(new Fault(name + ", line 1, column 1", 0,
                "a dump as tdbdump, json, jsonl, ldif or csv", "a text that begins as none of them",
                "name the format if it is one of them"));
    }

    public DumpFormat format() {
        return format;
    }

    /** Reads it, once. */
    DumpReader reader() {
        return switch (format) {
            case TDBDUMP -> new TdbdumpReader(text);
            case JSON -> new JsonReader(text, false);
            case JSONL -> new JsonReader(text, true);
            case LDIF -> new LdifReader(text);
            case CSV -> new CsvReader(text);
        };
    }

    /** How many of its bytes were read so far. */
    long passed() {
        return text.passed();
    }

    DamagedException twice(DumpRecord record) {
        return text.wrong("each key once", "a key for the second time in the record that begins in line "
                + record.line());
    }
}
