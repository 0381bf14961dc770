package tdb2.engine.check;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import tdb2.engine.check.Finding.Code;

/** Findings as they come, so many of each kind: a file in which everything is wrong does not fill the memory. */
final class Findings {

    private static final int MOST = 10_000;

    private final List<Finding> kept = new ArrayList<>();
    private final Map<Code, Integer> counts = new EnumMap<>(Code.class);
    private long omitted;

    void add(Finding finding) {
        if (counts.merge(finding.code(), 1, Integer::sum) <= MOST) {
            kept.add(finding);
        } else {
            omitted++;
        }
    }

    /** Takes over what another one has. */
    void addAll(Findings others) {
        others.kept.forEach(this::add);
        omitted += others.omitted;
    }

    List<Finding> list() {
        return kept;
    }

    long omitted() {
        return omitted;
    }
}
