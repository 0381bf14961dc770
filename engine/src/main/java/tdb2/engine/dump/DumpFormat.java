package tdb2.engine.dump;

import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The forms in which records are written as text. Each is lossless, and each takes values of any size in parts. */
public enum DumpFormat {

    /** What Samba's tdbdump prints and tdbrestore reads. */
    TDBDUMP(TdbdumpWriter::new),
    /** One JSON array of objects. */
    JSON(out -> new JsonDumpWriter(out, JsonDumpWriter.Shape.ARRAY)),
    /** One JSON object a line. */
    JSONL(out -> new JsonDumpWriter(out, JsonDumpWriter.Shape.LINES)),
    /** LDIF of RFC 2849; what is not plain ASCII text is base64. */
    LDIF(LdifWriter::new),
    /** Comma-separated, as RFC 4180; keys and values as {@link CText}. */
    CSV(CsvWriter::new);

    private final Function<OutputStream, DumpWriter> maker;

    DumpFormat(Function<OutputStream, DumpWriter> maker) {
        this.maker = maker;
    }

    /** The name on the command line. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The format of a command-line name. */
    public static Optional<DumpFormat> of(String id) {
        return Stream.of(values()).filter(format -> format.id().equals(id)).findFirst();
    }

    /** A writer onto a stream, which should be buffered and stays the caller's. */
    public DumpWriter writer(OutputStream out) {
        return maker.apply(out);
    }
}
