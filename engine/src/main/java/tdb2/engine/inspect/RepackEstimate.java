package tdb2.engine.inspect;

import tdb2.engine.format.Dialect;
import tdb2.engine.format.Landmark;
import tdb2.engine.format.Tdb2Header;

/**
 * What a file would take after a repack, as far as its records tell; the room of the index and of recovery is counted as it
 * usually is. Only a native file is cut off (spec c-formats: nobody's library makes the others shorter). They may become longer,
 * by the undo area of the transaction, which keeps nearly all of the
 * file, and by the steps in which they grow: by 40 to 110 % of it, measured.
 *
 * @param now bytes of the file
 * @param expected bytes of the file afterwards, about; of a native one more than now only where a file that never saw a
 *            transaction is compact: it gets its pages of recovery pointers
 */
public record RepackEstimate(long now, long expected) {

    private static final int RECORD_HEADER = 16;
    /** A record begins at a multiple of 8: that costs half of it. */
    private static final int ALIGNMENT = 4;
    /** Tables of the index, bytes of a record (16 to 25, spec tdb2-native, "Sub-tables of two sizes"). */
    private static final int INDEX = 20;
    /** Header of the zones, the pages of the recovery pointers, and two areas for small bundles. */
    private static final int FIXED = 24_576;
    /** Two pages of recovery pointers, and what is lost where they begin at a page. */
    private static final int SLOTS = 12_296;
    /** An undo area of this part of the file is enough for what is in use. */
    private static final int ROOM = 4;

    /** Of a file that was surveyed. */
    public static RepackEstimate of(Survey survey) {
        long size = survey.assembly().bytes().size();
        if (survey.assembly().header().dialect() != Dialect.TDB2) {
            long area = bytes(survey, Landmark.Kind.RECOVERY_AREA);
            return new RepackEstimate(size, area >= size / ROOM ? size : size + (size - area) * 7 / 10);
        }
        Census census = survey.census();
        long each = RECORD_HEADER + ALIGNMENT + INDEX;
        long expected = Tdb2Header.LENGTH + FIXED + census.keyBytes() + census.valueBytes() + each * census.records();
        boolean slots =
                survey.assembly().landmarks().stream().anyMatch(mark -> mark.kind() == Landmark.Kind.RECOVERY_SLOTS);
        return new RepackEstimate(size, Math.min(slots ? size : size + SLOTS, expected));
    }

    private static long bytes(Survey survey, Landmark.Kind kind) {
        return survey.assembly().landmarks().stream().filter(mark -> mark.kind() == kind).mapToLong(Landmark::length)
                .sum();
    }

    /** Bytes that it gives back, about; 0 when it gives back none. */
    public long gain() {
        return Math.max(0, now - expected);
    }
}
