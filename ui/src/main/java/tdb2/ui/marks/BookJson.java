package tdb2.ui.marks;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Books as JSON: one object with the file and an array of bookmarks; unknown fields are passed over. */
final class BookJson {

    /** More than anybody makes by hand; a file with more is none of ours. */
    static final int MOST = 100_000;

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final String BOOKMARKS = "bookmarks";

    private BookJson() {}

    static void write(Book book, OutputStream out) throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(out, JsonEncoding.UTF8)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeStringField("id", book.id());
            json.writeStringField("path", book.file().path().toString());
            json.writeStringField("inode", book.file().inode());
            json.writeStringField("print", book.file().print());
            json.writeBooleanField("unique", book.file().unique());
            json.writeArrayFieldStart(BOOKMARKS);
            for (Bookmark bookmark : book.bookmarks()) {
                write(bookmark, json);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void write(Bookmark bookmark, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", bookmark.id());
        if (bookmark.key().isPresent()) {
            json.writeStringField("keyHex", HexFormat.of().formatHex(bookmark.key().get()));
        }
        json.writeNumberField("offset", bookmark.offset());
        json.writeNumberField("length", bookmark.length());
        json.writeStringField("note", bookmark.note());
        json.writeStringField("made", bookmark.made().toString());
        json.writeEndObject();
    }

    /**
     * Reads a book.
     *
     * @throws IOException when it is not what {@link #write} writes
     */
    static Book read(InputStream in) throws IOException {
        try (JsonParser json = FACTORY.createParser(in)) {
            var bookmarks = new ArrayList<Bookmark>();
            var fields = fields(json, bookmarks);
            if (json.nextToken() != null) {
                throw new IOException("something behind the end");
            }
            return new Book(field(fields, "id"),
                    new FileMark(Path.of(field(fields, "path")), field(fields, "inode"), field(fields, "print"),
                            Boolean.parseBoolean(field(fields, "unique"))),
                    bookmarks);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IOException(e);
        }
    }

    private static String field(Map<String, String> fields, String name) throws IOException {
        return Optional.ofNullable(fields.get(name)).orElseThrow(() -> new IOException("no field " + name));
    }

    /** The plain fields of the object that begins next; what is in its array of bookmarks goes into the list. */
    private static Map<String, String> fields(JsonParser json, List<Bookmark> bookmarks) throws IOException {
        require(json.nextToken() == JsonToken.START_OBJECT);
        var fields = new HashMap<String, String>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            require(json.currentToken() == JsonToken.FIELD_NAME);
            var name = json.currentName();
            var token = json.nextToken();
            if (token == JsonToken.START_ARRAY && name.equals(BOOKMARKS)) {
                while (json.nextToken() == JsonToken.START_OBJECT) {
                    require(bookmarks.size() < MOST);
                    bookmarks.add(bookmark(json));
                }
                require(json.currentToken() == JsonToken.END_ARRAY);
            } else {
                take(json, fields, name);
            }
        }
        return fields;
    }

    private static Bookmark bookmark(JsonParser json) throws IOException {
        var fields = new HashMap<String, String>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            require(json.currentToken() == JsonToken.FIELD_NAME);
            var name = json.currentName();
            json.nextToken();
            take(json, fields, name);
        }
        long offset = Long.parseLong(field(fields, "offset"));
        long length = Long.parseLong(field(fields, "length"));
        require(offset >= 0 && length >= 0 && offset + length >= 0);
        return new Bookmark(field(fields, "id"),
                Optional.ofNullable(fields.get("keyHex")).map(HexFormat.of()::parseHex),
                offset, length, field(fields, "note"), Instant.parse(field(fields, "made")));
    }

    private static void take(JsonParser json, Map<String, String> fields, String name) throws IOException {
        require(json.currentToken() != null);
        if (json.currentToken().isScalarValue()) {
            fields.put(name, json.getText());
        } else {
            json.skipChildren();
        }
    }

    private static void require(boolean holds) throws IOException {
        if (!holds) {
            throw new IOException("not the bookmarks of a file");
        }
    }
}
