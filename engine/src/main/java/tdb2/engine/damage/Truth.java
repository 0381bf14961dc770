package tdb2.engine.damage;

import java.util.List;

/**
 * What was in an image before it was damaged, and which of its bytes were changed.
 *
 * @param records all records
 * @param touched ranges of the sound image whose bytes were changed, cut off or are missing, in no told order
 */
public record Truth(List<Known> records, List<Touched> touched) {

    /**
     * A record of the sound image. The arrays are its own; do not change them.
     *
     * @param offset of its header in the sound image
     * @param protectedFrom first byte of its header that tells something of the record itself: the link to the next one of
     *            TDB1 does not
     * @param key the whole key
     * @param value the whole value
     * @param end offset behind the value
     */
    public record Known(long offset, long protectedFrom, byte[] key, byte[] value, long end) {}

    /**
     * Bytes that were changed.
     *
     * @param from first byte
     * @param to byte behind the last
     */
    public record Touched(long from, long to) {

        boolean meets(long start, long end) {
            return from < end && start < to;
        }
    }

    public Truth {
        records = List.copyOf(records);
        touched = List.copyOf(touched);
    }

    /** Whether header, key and value of a record are what they were. */
    public boolean isUntouched(Known record) {
        return touched.stream().noneMatch(range -> range.meets(record.protectedFrom(), record.end()));
    }

    /** The records whose header, key and value are what they were. */
    public List<Known> untouched() {
        return records.stream().filter(this::isUntouched).toList();
    }
}
