package tdb2.engine.dump;

import java.util.List;
import tdb2.engine.error.Fault;

/**
 * How a job over the records of a file went.
 *
 * @param records how many it delivered
 * @param faults what was damaged: records behind it are missing
 * @param inFlux whether something was read while others could have been changing it
 */
public record Outcome(long records, List<Fault> faults, boolean inFlux) {

    public Outcome {
        faults = List.copyOf(faults);
    }
}
