package tdb2.ui.records;

import tdb2.engine.Entry;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.format.RecordHeader.Role;

/**
 * A record as the table shows it. The arrays are not changed by anybody.
 *
 * @param header where it stands and its sizes
 * @param depth hops along its chain, or levels of its tree
 * @param key the key's first bytes
 * @param value the value's first bytes
 */
public record RecordRow(RecordHeader header, int depth, byte[] key, byte[] value) {
    /** Bytes of key and value that a row keeps. */
    public static final int PREVIEW = 256;

    static RecordRow of(Entry entry) {
        return new RecordRow(entry.header(), entry.depth(), entry.key(), entry.value().preview());
    }

    /** A row whose record is no longer there. */
    static RecordRow gone(long offset) {
        return new RecordRow(new RecordHeader(offset, 0, Role.DEAD, 0, 0, 0, 0, 0), 0, new byte[0], new byte[0]);
    }

    /** Whether the record was deleted but is still in its chain, or went away since it was found. */
    boolean dead() {
        return header.role() == Role.DEAD;
    }

    boolean isGone() {
        return header.headerLength() == 0;
    }

    boolean holds(long offset) {
        return offset >= header.offset() && offset < header.end();
    }
}
