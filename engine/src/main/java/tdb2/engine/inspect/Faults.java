package tdb2.engine.inspect;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tdb2.engine.error.Fault;

/** Collects faults, each once, keeping the first thousands and counting the rest. Not safe for several threads. */
public final class Faults {

    private static final int KEPT = 10_000;

    private final Set<Fault> kept = new LinkedHashSet<>();
    private long dropped;

    /** Adds a fault. */
    public void add(Fault fault) {
        if (kept.size() < KEPT) {
            kept.add(fault);
        } else if (!kept.contains(fault)) {
            dropped++;
        }
    }

    /** Adds faults. */
    public void addAll(List<Fault> faults) {
        faults.forEach(this::add);
    }

    /** The faults kept, in the order they were found. */
    public List<Fault> list() {
        return new ArrayList<>(kept);
    }

    /** How many there were in all. */
    public long count() {
        return kept.size() + dropped;
    }
}
