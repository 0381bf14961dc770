package tdb2.engine.check;

import tdb2.engine.inspect.Region;
import tdb2.engine.storage.Bytes;

/**
 * Tells a file of which only the header is left, and else zeros: what a power failure leaves of a file whose blocks never came
 * to the disk. A process killed at its first store leaves zeros, too, but fewer. Is told of all regions.
 */
final class OnlyZeros {

    /** More than a file grows at its first store, unless that is of a value as large. */
    private static final long MANY = 64 * 1024;

    private final Bytes bytes;
    private boolean others;
    private long zeros;

    OnlyZeros(Bytes bytes) {
        this.bytes = bytes;
    }

    /** The next region. */
    void passed(Region region) {
        others |= region instanceof Region.Record || region instanceof Region.Free;
        zeros += isZeros(region) ? region.length() : 0;
    }

    /** Of what no structure claims, a deleted record and other fill begin with something else. */
    private boolean isZeros(Region region) {
        return region instanceof Region.Dead && region.length() >= Long.BYTES && bytes.u64(region.offset()) == 0;
    }

    /** Whether nobody can tell if the file ever had a record. */
    boolean nothingElse() {
        return !others && zeros >= MANY;
    }
}
