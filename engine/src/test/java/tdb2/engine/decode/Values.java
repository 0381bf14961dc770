package tdb2.engine.decode;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import tdb2.engine.Fetch;
import tdb2.engine.RecordCursor;
import tdb2.engine.Specimens.Specimen;
import tdb2.engine.Tdb;
import tdb2.engine.format.Dialect;
import tdb2.engine.inspect.Position;

/** Values to decode, of real files and made by hand, and what the owners' tools say of them. */
public final class Values {

    private Values() {}

    /** A file that tells nothing about itself. */
    public static FileFacts file(String name) {
        return FileFacts.named(name, Dialect.TDB1, Set.of());
    }

    /** A value given in hex, spaces allowed. */
    public static Subject hex(String file, String key, String value) {
        return Subject.of(file(file), key.getBytes(StandardCharsets.UTF_8), bytes(value));
    }

    /** Hex digits as bytes. */
    public static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
    }

    /** All records of a real file. */
    public static List<Subject> all(Specimen specimen) {
        try (Tdb tdb = specimen.open()) {
            return all(tdb);
        }
    }

    /** All records of an open file. */
    public static List<Subject> all(Tdb tdb) {
        FileFacts facts = FileFacts.of(tdb, Decoders.installed());
        List<Subject> all = new ArrayList<>();
        RecordCursor cursor = tdb.cursor(Position.START, Fetch.RECORDS);
        while (cursor.next()) {
            all.add(Decoders.subject(facts, cursor.entry()));
        }
        return all;
    }

    /** The lines that a tool printed, without the note of its command. */
    public static List<String> recorded(String name) {
        try (InputStream in = Values.class.getResourceAsStream("/decode/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.startsWith("# "))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the best decoder makes of a value. */
    public static Decoded best(Subject subject) {
        return Decoders.decode(Decoders.installed().best(subject), subject);
    }
}
