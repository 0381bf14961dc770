package tdb2.engine.format;

import java.util.List;
import tdb2.engine.format.RecordHeader.Role;
import tdb2.engine.storage.Bytes;

/** Tells what stands at an offset of a file of one dialect. Stateless, safe for several threads. */
public interface BlockReader {

    /** Bytes every block's offset is a multiple of, counted from the start of the file. */
    int alignment();

    /**
     * Reads the header at an offset. Never throws for damage: what cannot be a header is {@link Block.Nothing}. Also
     * when the header names a length that reaches outside the file.
     */
    Block at(Bytes bytes, long offset);

    /**
     * Bytes of data of a used record without a key, -1 when something else stands at an offset: for those who pass many.
     *
     * @param role what its header says it is
     */
    default long keylessLength(Bytes bytes, long offset, Role role) {
        return at(bytes, offset) instanceof Block.Used(RecordHeader record) && record.role() == role
                && record.keyLength() == 0 ? record.valueLength() : -1;
    }

    /**
     * Whether the first word of what stands at an offset is the one that a writer of this engine stores there while the
     * length of a block changes: where he was killed, the bytes up to the next block are lost.
     */
    default boolean isChanging(Bytes bytes, long offset) {
        return false;
    }

    /**
     * Whether the header of a used record has the form that every writer gives it, where bits could be otherwise and tell
     * the same: else it is damaged, or never was one.
     */
    default boolean isAsWritten(Bytes bytes, RecordHeader record) {
        return true;
    }

    /** Every field and bit of the header that stands at an offset, explained; empty when there is none. */
    List<Field> fields(Bytes bytes, long offset);
}
