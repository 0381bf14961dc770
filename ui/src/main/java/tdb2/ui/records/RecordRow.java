package tdb2.ui.records;

import java.util.OptionalLong;
import tdb2.engine.Entry;
import tdb2.engine.View;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.format.RecordHeader.Role;

/**
 * A record as the table shows it. The arrays are not changed by anybody.
 *
 * @param header where it stands and its sizes
 * @param depth hops along its chain, or levels of its tree
 * @param key the key's first bytes
 * @param value the value's first bytes
 * @param partition of the index in which it was found; -1 when that is not known
 * @param state how it is
 */
public record RecordRow(RecordHeader header, int depth, byte[] key, byte[] value, int partition, State state) {
    /** Bytes of key and value that a row keeps. */
    public static final int PREVIEW = 256;

    /** How a record is, as far as its row tells. */
    public enum State {
        /** The index leads to it and nothing speaks against it. */
        LIVE,
        /** Read while others could have been changing it. */
        FLUX,
        /** Deleted, but still in its chain. */
        DEAD,
        /** Reaches beyond the end of the file. */
        TRUNCATED,
        /** Its key has another hash than its header says. */
        HASH,
        /** Went away since it was found. */
        GONE,
        /** Is added, but not saved. */
        ADDED,
        /** Is changed, but not saved: the row has the new value. */
        EDITED,
        /** Is deleted, but not saved. */
        DELETED
    }

    /** A sound row found somewhere. */
    public RecordRow(RecordHeader header, int depth, byte[] key, byte[] value) {
        this(header, depth, key, value, -1, header.role() == Role.DEAD ? State.DEAD : State.LIVE);
    }

    /** The row of a record found in a partition. */
    static RecordRow of(View view, Entry entry, int partition, int depth, boolean inFlux) {
        return new RecordRow(entry.header(), depth, entry.key(), entry.value().preview(), partition,
                state(view, entry, inFlux));
    }

    /** A row whose record is no longer there. */
    static RecordRow gone(long offset) {
        return new RecordRow(new RecordHeader(offset, 0, Role.DEAD, 0, 0, 0, 0, 0), 0, new byte[0], new byte[0], -1,
                State.GONE);
    }

    private static State state(View view, Entry entry, boolean inFlux) {
        if (entry.dead()) {
            return State.DEAD;
        }
        if (entry.header().end() > view.size()) {
            return State.TRUNCATED;
        }
        if (!hashed(view, entry)) {
            return State.HASH;
        }
        return inFlux ? State.FLUX : State.LIVE;
    }

    /** Whether the header's hash bits are those of the key, as far as function and key are known. */
    private static boolean hashed(View view, Entry entry) {
        var header = entry.header();
        boolean whole = entry.key().length == header.keyLength();
        OptionalLong hash = whole && header.hashBits() > 0 ? view.hashing().of(entry.key()) : OptionalLong.empty();
        return hash.isEmpty() || (hash.getAsLong() & ((1L << header.hashBits()) - 1)) == header.hash();
    }

    /** Whether the record was deleted but is still in its chain, or went away since it was found. */
    boolean dead() {
        return header.role() == Role.DEAD;
    }

    /** Whether it has an edit that is not saved. */
    boolean isStaged() {
        return state == State.ADDED || state == State.EDITED || state == State.DELETED;
    }

    boolean isGone() {
        return state == State.GONE;
    }

    boolean holds(long offset) {
        return offset >= header.offset() && offset < header.end();
    }
}
