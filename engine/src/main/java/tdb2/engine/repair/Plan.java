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
 * @param lost ranges that nothing explains, the first of them
 * @param lostBytes bytes of all such ranges
 * @param bytesBefore size of the broken file
 * @param bytesAfter about the size of the copy
 * @param steps what is done, in order
 * @param faults what is damaged
 */
public record Plan(String file, Dialect dialect, ByteOrder order, Dialect output, String header, long reachable,
        long salvaged, long duplicatesDropped, long suspect, List<LostRange> lost, long lostBytes, long bytesBefore,
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

    /**
     * One step.
     *
     * @param what what is done
     * @param reason why
     * @param risk what can be wrong with it
     * @param records how many it concerns
     * @param bytes of the broken file that it keeps, drops or sets aside
     */
    public record Step(String what, String reason, Risk risk, long records, long bytes) {}

    public Plan {
        lost = List.copyOf(lost);
        steps = List.copyOf(steps);
        faults = List.copyOf(faults);
    }

    /** Records that go into the copy. */
    public long recovered() {
        return reachable + salvaged;
    }

    /** Whether the copy would hold what the broken file does, and nothing is to be judged. */
    public boolean isWhole() {
        return suspect == 0 && lostBytes == 0;
    }
}
