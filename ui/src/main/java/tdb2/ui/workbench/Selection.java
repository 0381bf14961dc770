package tdb2.ui.workbench;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

import tdb2.engine.format.RecordHeader;

/**
 * What the user looks at: a file, a stretch of it, perhaps a record and its key. Immutable; the key's array is shared, do
 * not change it.
 *
 * @param document the file
 * @param span the bytes
 * @param key the whole key of the record selected, when a view knows it
 * @param record the header of the record selected, when a view knows it
 */
public record Selection(Document document, Optional<Span> span, Optional<byte[]> key, Optional<RecordHeader> record) {

    /** The file as a whole. */
    public static Selection file(Document document) {
        return new Selection(document, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** A stretch of bytes. */
    public static Selection bytes(Document document, long offset, long length) {
        return new Selection(document, Optional.of(new Span(offset, length)), Optional.empty(), Optional.empty());
    }

    /** A record, from its header to its last byte. */
    public static Selection record(Document document, RecordHeader header, byte[] key) {
        return new Selection(document, Optional.of(new Span(header.offset(), header.length())), Optional.of(key),
                Optional.of(header));
    }

    /** The same selection narrowed to a part of its bytes, as when one field of the record is picked. */
    public Selection at(Span part) {
        return new Selection(document, Optional.of(part), key, record);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Selection that && document == that.document && span.equals(that.span)
                && record.equals(that.record)
                && Arrays.equals(key.orElse(null), that.key.orElse(null));
    }

    @Override
    public int hashCode() {
        return Objects.hash(System.identityHashCode(document), span, record);
    }
}
