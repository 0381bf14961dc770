package tdb2.engine.compare;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tdb2.engine.Entry;
import tdb2.engine.Fetch;
import tdb2.engine.Tdb;
import tdb2.engine.Value;
import tdb2.engine.compare.Difference.Kind;
import tdb2.engine.dump.Outcome;
import tdb2.engine.dump.Records;
import tdb2.engine.error.DamagedException;
import tdb2.engine.error.Fault;
import tdb2.engine.event.Progress;
import tdb2.engine.query.Query;

/**
 * Compares two files by key, whatever their dialects. Each record of one is looked up in the other, so that nothing is
 * kept in memory, however many there are. Both may be live: then what is told is of the moments when it was read. For
 * one thread.
 */
public final class Comparison {

    private static final int BLOCK = 1 << 16;

    private final Tdb first;
    private final Tdb second;

    /** Receives a difference. */
    @FunctionalInterface
    public interface Receiver {
        void difference(Difference difference) throws IOException;
    }

    /**
     * How it went.
     *
     * @param found how many differences were passed
     * @param alike records that both have with the same value; only counted where changed ones were wanted
     * @param faults what was damaged: records behind it are missing, and what has its counterpart behind it is not told
     * @param inFlux whether something was read while others could have been changing it
     */
    public record Result(long found, long alike, List<Fault> faults, boolean inFlux) {

        public Result {
            faults = List.copyOf(faults);
        }
    }

    /**
     * @param first the older one, by the words used for the differences
     * @throws tdb2.engine.error.RefusedException when its hash function is not known, see {@link Tdb#find}
     */
    public Comparison(Tdb first, Tdb second) {
        this.first = first;
        this.second = second;
    }

    /**
     * Passes the differences of some kinds: removed and changed ones in the order of the first file, then added ones in
     * that of the second.
     *
     * @throws IOException what the receiver throws
     * @throws tdb2.engine.error.RefusedException when a file cannot be searched by key
     */
    public Result run(Set<Kind> kinds, Progress progress, Receiver receiver) throws IOException {
        long[] counts = new long[2];
        Set<Fault> faults = new LinkedHashSet<>();
        boolean inFlux = false;
        if (kinds.contains(Kind.REMOVED) || kinds.contains(Kind.CHANGED)) {
            Outcome outcome = Records.pass(first, Query.ALL, Fetch.RECORDS, progress, entry -> {
                Optional<Counterpart> there = counterpart(entry, second, faults);
                counts[1] += there.isPresent() && there.get().alike() ? 1 : 0;
                if (there.isPresent() && !there.get().alike() && kinds.contains(there.get().kind())) {
                    counts[0]++;
                    receiver.difference(new Difference(Optional.of(entry), there.get().entry()));
                }
            });
            faults.addAll(outcome.faults());
            inFlux = outcome.inFlux();
        }
        if (kinds.contains(Kind.ADDED)) {
            Outcome outcome = Records.pass(second, Query.ALL, Fetch.RECORDS, progress, entry -> {
                Optional<Counterpart> there = counterpart(entry, first, faults);
                if (there.isPresent() && there.get().entry().isEmpty()) {
                    counts[0]++;
                    receiver.difference(new Difference(Optional.empty(), Optional.of(entry)));
                }
            });
            faults.addAll(outcome.faults());
            inFlux |= outcome.inFlux();
        }
        return new Result(counts[0], counts[1], List.copyOf(faults), inFlux);
    }

    /** What the other file has for a key. */
    private record Counterpart(Optional<Entry> entry, boolean alike) {

        Kind kind() {
            return entry.isPresent() ? Kind.CHANGED : Kind.REMOVED;
        }
    }

    /** Looks a record up in the other file; empty when damage on the way hides whether it is there. */
    private static Optional<Counterpart> counterpart(Entry entry, Tdb other, Set<Fault> faults) {
        try {
            Optional<Entry> found = other.find(entry.key());
            return Optional.of(new Counterpart(found,
                    found.isPresent() && alike(entry.value(), found.get().value())));
        } catch (DamagedException e) {
            faults.add(e.fault());
            return Optional.empty();
        }
    }

    /** Whether two values have the same bytes; long ones are read in parts. */
    static boolean alike(Value one, Value other) {
        if (one.length() != other.length()) {
            return false;
        }
        if (one.whole() && other.whole()) {
            return Arrays.equals(one.preview(), other.preview());
        }
        boolean alike = true;
        for (long at = 0; alike && at < one.length(); at += BLOCK) {
            alike = Arrays.equals(one.read(at, BLOCK), other.read(at, BLOCK));
        }
        return alike;
    }
}
