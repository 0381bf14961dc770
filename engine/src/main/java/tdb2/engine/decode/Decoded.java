package tdb2.engine.decode;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What a value means: an immutable tree. */
public sealed interface Decoded {

    /**
     * Something that is said in words or figures.
     *
     * @param text perhaps of several lines
     */
    record Text(String text) implements Decoded {

        public Text {
            Objects.requireNonNull(text);
        }
    }

    /**
     * A structure.
     *
     * @param summary the structure in one line, without secrets
     * @param fields its parts in order
     */
    record Fields(String summary, List<Field> fields) implements Decoded {

        public Fields {
            Objects.requireNonNull(summary);
            fields = List.copyOf(fields);
        }
    }

    /**
     * Something that is shown only when asked for: a password, a hash, a key.
     *
     * @param hidden what it is
     */
    record Secret(Decoded hidden) implements Decoded {

        public Secret {
            Objects.requireNonNull(hidden);
        }
    }

    /**
     * A place where the value is not what it should be.
     *
     * @param offset of the first byte that does not fit, from the start of the value
     * @param expected what should be there
     * @param found what is there
     * @param cut whether only the first part of the value was at hand: then this may be no fault of the value
     */
    record Failure(int offset, String expected, String found, boolean cut) implements Decoded {

        /** A failure of a value that is all there. */
        public Failure(int offset, String expected, String found) {
            this(offset, expected, found, false);
        }

        public Failure {
            Objects.requireNonNull(expected);
            Objects.requireNonNull(found);
        }

        /** One line: where, what should be there, what is. */
        public String message() {
            return "byte " + offset + ": expected " + expected + ", found " + found;
        }
    }

    /**
     * A part of a structure.
     *
     * @param name as its owner calls it
     * @param value what it says
     * @param means what that means; may be empty
     * @param extent its bytes; empty when it is not from the value itself
     */
    record Field(String name, Decoded value, String means, Optional<Extent> extent) {

        public Field {
            Objects.requireNonNull(name);
            Objects.requireNonNull(value);
            Objects.requireNonNull(means);
            Objects.requireNonNull(extent);
        }

        /** Its value as text; empty when it is none or secret. */
        public Optional<String> plain() {
            return value instanceof Text(String text) ? Optional.of(text) : Optional.empty();
        }
    }

    /** The first failure in the tree. */
    default Optional<Failure> failure() {
        return switch (this) {
            case Failure failure -> Optional.of(failure);
            case Fields(_, List<Field> fields) -> fields.stream()
                    .flatMap(field -> field.value().failure().stream()).findFirst();
            case Secret(Decoded hidden) -> hidden.failure();
            case Text _ -> Optional.empty();
        };
    }

    /** Whether anything in the tree is secret. */
    default boolean hasSecret() {
        return switch (this) {
            case Secret _ -> true;
            case Fields(_, List<Field> fields) -> fields.stream().anyMatch(field -> field.value().hasSecret());
            case Text _,Failure _ -> false;
        };
    }

    /** The field of a name in this structure, not in those within it. */
    default Optional<Field> field(String name) {
        return this instanceof Fields(_, List<Field> fields)
                ? fields.stream().filter(field -> field.name().equals(name)).findFirst()
                : Optional.empty();
    }

    /** The same tree of a value that has {@code by} bytes in front. */
    default Decoded shifted(int by) {
        return switch (this) {
            case Text text -> text;
            case Failure(int offset, String expected, String found, boolean cut) -> new Failure(offset + by, expected,
                    found, cut);
            case Secret(Decoded hidden) -> new Secret(hidden.shifted(by));
            case Fields(String summary, List<Field> fields) -> new Fields(summary,
                    fields.stream().map(field -> new Field(field.name(), field.value().shifted(by), field.means(),
                            field.extent().map(extent -> extent.shifted(by)))).toList());
        };
    }
}
