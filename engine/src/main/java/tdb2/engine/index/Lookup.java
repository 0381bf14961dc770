package tdb2.engine.index;

import java.util.List;
import java.util.Optional;
import tdb2.engine.format.RecordHeader;

/**
 * What a lookup by key came to.
 *
 * @param record the record, when the key is there
 * @param steps the way, in order
 */
public record Lookup(Optional<RecordHeader> record, List<PathStep> steps) {

    public Lookup {
        steps = List.copyOf(steps);
    }
}
