package tdb2.engine.repair;

import java.nio.ByteOrder;
import java.util.List;
import tdb2.engine.error.Fault;
import tdb2.engine.format.Dialect;

/**
 * What a repair would do, and why.
 *
 * @param file name of the broken file
 * @param dialect of the broken file, or the one its records look like
 * @param order its byte order, or that of its records
 * @param output dialect of the copy
 * @param header what is to be said of the header, for people
 * @param reachable records taken that the index leads to
 * @param salvaged records taken that only the scan found
 * @param duplicatesDropped records left out because one with the same key and value is taken
 * @param suspect records set aside
 * @param recordsLost records that are gone at least: the index leads to their places, where no record is left
 * @param lost ranges that nothing explains, the first of them
 * @param lostBytes bytes of all such ranges
 * @param bytesBefore size of the broken file
 * @param bytesAfter headers, keys and values of what the copy gets: it has more, by its index and the steps in which files
 *            grow
 * @param steps what is done, in order
 * @param faults what is damaged
 */
public record Plan(String file, Dialect dialect, ByteOrder order, Dialect output, String header, long reachable,
        long salvaged, long duplicatesDropped, long suspect, long recordsLost, List<LostRange> lost, long lostBytes,
        long bytesBefore,
        long bytesAfter, List<Step> steps, List<Fault> faults) {

    /** How likely a step does what nobody wants. */
    public enum Risk {
        /** Nothing can go wrong. */
        NONE,
        /** What it does is right unless several damages come together. */
        LOW,
        /** Somebody who knows the data should look at it. */
        JUDGE
    }

    /** What a step is about. */
    public enum Kind {
        /** How the file is read. */
        HEADER,
        /** Records that the index leads to. */
        REACHABLE,
        /** Records that only a scan finds. */
        SALVAGED,
        /** Keys that nothing protects. */
        KEYS,
        /** Records that come twice. */
        REPEATED,
        /** Records that are set aside. */
        ASIDE,
        /** Ranges that nothing explains. */
        LOST
    }

    /**
     * One step.
     *
     * @param kind what it is about
     * @param what what is done
     * @param reason why
     * @param risk what can be wrong with it
     * @param records how many it concerns
     * @param bytes of the broken file that it keeps, drops or sets aside
     * @param places where in the broken file, the first thousand
     * @param changes bytes that are read as others than they are; the broken file keeps them
     */
    public record Step(Kind kind, String what, String reason, Risk risk, long records, long bytes, List<Place> places,
            List<Fix> changes) {

        /** The most places that a step tells. */
        public static final int MOST_PLACES = 1000;

        public Step {
            places = List.copyOf(places);
            changes = List.copyOf(changes);
        }
    }

    /**
     * A stretch of the broken file.
     *
     * @param offset first byte
     * @param length bytes
     */
    public record Place(long offset, long length) {}

    public Plan {
        lost = List.copyOf(lost);
        steps = List.copyOf(steps);
        faults = List.copyOf(faults);
    }

    /** Bytes that the steps of a kind concern. */
    public long bytes(Kind kind) {
        return steps.stream().filter(step -> step.kind() == kind).mapToLong(Step::bytes).sum();
    }

    /** Records that go into the copy. */
    public long recovered() {
        return reachable + salvaged;
    }

    /** Whether the copy would hold what the broken file does, and nothing is to be judged. */
    public boolean isWhole() {
        return suspect == 0 && recordsLost == 0 && lostBytes == 0;
    }
}
