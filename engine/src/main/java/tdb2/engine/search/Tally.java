package tdb2.engine.search;

/**
 * How far a search is. Immutable.
 *
 * @param files files gone through
 * @param unreadable those among them that could not be opened
 * @param records records looked into
 * @param bytes sizes of the files gone through
 * @param hits places found
 * @param faults how much could not be read
 * @param inFlux whether something was read while others could have been changing it
 */
public record Tally(long files, long unreadable, long records, long bytes, long hits, long faults, boolean inFlux) {

    /** Nothing done yet. */
    public static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0, false);

    Tally plus(Tally more) {
        return new Tally(files + more.files, unreadable + more.unreadable, records + more.records, bytes + more.bytes,
                hits + more.hits, faults + more.faults, inFlux | more.inFlux);
    }
}
