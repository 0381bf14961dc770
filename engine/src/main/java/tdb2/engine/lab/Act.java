package tdb2.engine.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import tdb2.engine.Content;
import tdb2.engine.Tdb;

/**
 * One operation of a structure walk.
 *
 * @param kind what is done
 * @param key of the record, as text
 * @param value that is stored or appended; deleting looks at none
 */
public record Act(Kind kind, String key, String value) {

    /** What can be done to a record. */
    public enum Kind {
        STORE, APPEND, DELETE
    }

    /** Stores a value. */
    public static Act store(String key, String value) {
        return new Act(Kind.STORE, key, value);
    }

    /** Deletes a record. */
    public static Act delete(String key) {
        return new Act(Kind.DELETE, key, "");
    }

    void on(Tdb tdb) {
        switch (kind) {
            case STORE -> tdb.store(key.getBytes(UTF_8), value.getBytes(UTF_8));
            case APPEND -> tdb.append(key.getBytes(UTF_8), Content.of(value.getBytes(UTF_8)));
            case DELETE -> tdb.delete(key.getBytes(UTF_8));
        }
    }
}
