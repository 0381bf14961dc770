package tdb2.engine.query;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tdb2.engine.Entry;
import tdb2.engine.Fetch;
import tdb2.engine.event.Progress;

/** Says which records are wanted. Immutable, safe for several threads. */
public interface Filter {

    /** Lets every record through. */
    Filter ALL = (_, _) -> true;

    /**
     * Whether a record is wanted.
     *
     * @param entry the record with its whole key and the first {@link #valueBytes()} bytes of its value
     * @param progress asked now and then whether to go on
     * @throws tdb2.engine.error.CancelledException when it says so
     * @throws tdb2.engine.error.RefusedException when it cannot be decided for this record
     */
    boolean takes(Entry entry, Progress progress);

    /**
     * Where in a record it finds what it wants: the first place in the key, and the first in the value; empty when the
     * record is not wanted. A filter that looks for no bytes names the start of the key. Throws what {@link #takes} does.
     */
    default List<Match> matches(Entry entry, Progress progress) {
        return takes(entry, progress) ? List.of(new Match(false, 0, 0)) : List.of();
    }

    /** How many bytes of each value should be read with the record, so that looking into it needs no second read. */
    default int valueBytes() {
        return 0;
    }

    /** The key, when only the record of one key is wanted: it can be looked up. */
    default Optional<byte[]> onlyKey() {
        return Optional.empty();
    }

    /** What a cursor has to read, so that both this filter and the caller have what they need. */
    default Fetch fetch(Fetch wanted) {
        return new Fetch(Integer.MAX_VALUE, Math.max(wanted.valueBytes(), valueBytes()), wanted.dead());
    }

    /** Wants what both let through. */
    default Filter and(Filter other) {
        if (other.equals(ALL)) {
            return this;
        }
        return equals(ALL) ? other : new Both(this, other);
    }

    /** Wants the record of one key. */
    static Filter key(byte[] wanted) {
        return new Key(wanted.clone());
    }

    /** Wants records whose key or value begins with some bytes. */
    static Filter prefix(byte[] start, Where where, boolean matchCase) {
        return new Containing(BytePattern.of(start, matchCase), where, true);
    }

    /** Wants records that contain some bytes, in values of any length. */
    static Filter contains(byte[] part, Where where, boolean matchCase) {
        return new Containing(BytePattern.of(part, matchCase), where, false);
    }

    /**
     * Wants records that contain bytes given in hex; a question mark stands for any digit.
     *
     * @throws BadFilterException when the text is not hex
     */
    static Filter hex(String digits, Where where) {
        return new Containing(BytePattern.ofHex(digits), where, false);
    }

    /**
     * Wants records in which an expression ({@link java.util.regex.Pattern}) finds something. Keys and the first 64 KiB of
     * values are read as UTF-8; a byte that is none counts as the character of its number, so that {@code \xff} finds it.
     *
     * @throws BadFilterException when it is no expression
     */
    static Filter expression(String expression, Where where, boolean matchCase) {
        return Expression.of(expression, where, matchCase);
    }

    /** The record of one key. */
    record Key(byte[] wanted) implements Filter {
        @Override
        public boolean takes(Entry entry, Progress progress) {
            return Arrays.equals(wanted, entry.key());
        }

        @Override
        public Optional<byte[]> onlyKey() {
            return Optional.of(wanted.clone());
        }
    }

    /** What both let through. */
    record Both(Filter first, Filter second) implements Filter {
        @Override
        public boolean takes(Entry entry, Progress progress) {
            return first.takes(entry, progress) && second.takes(entry, progress);
        }

        @Override
        public List<Match> matches(Entry entry, Progress progress) {
            return takes(entry, progress) ? first.matches(entry, progress) : List.of();
        }

        @Override
        public int valueBytes() {
            return Math.max(first.valueBytes(), second.valueBytes());
        }
    }
}
