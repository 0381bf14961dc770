package tdb2.engine.torture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tdb2.engine.torture.Deed.End;

/**
 * What each record may be after many deeds. A deed's result may be what is there unless another, acknowledged one began
 * after it had ended; a deed that was under way when its worker died was done or not. Takes deeds in any order and keeps
 * of them only what still matters.
 */
final class Expectations {

    private final Map<String, Candidates> records = new HashMap<>();

    /** What one record may be. */
    private static final class Candidates {
        private final List<Deed> deeds = new ArrayList<>();
        private long superseded = Long.MIN_VALUE;

        boolean mayBeTorn() {
            return deeds.stream().anyMatch(deed -> deed.end() == End.IN_FLIGHT && deed.kind().equals("store"));
        }

        void add(Deed deed) {
            deeds.add(deed);
            if (deed.end() == End.ACKNOWLEDGED && deed.began() > superseded) {
                superseded = deed.began();
                deeds.removeIf(older -> older.ended() < superseded);
            } else if (deed.ended() < superseded) {
                deeds.removeLast();
            }
        }
    }

    /** Takes note of a deed. */
    void add(Deed deed) {
        if (deed.end() != End.REFUSED && !deed.result().equals(Deed.UNKNOWN)) {
            records.computeIfAbsent(deed.key(), _ -> new Candidates()).add(deed);
        }
    }

    /**
     * Whether a record may be so.
     *
     * @param tearing whether the dialect writes over values, so that a kill in the midst of a store leaves a part of each
     */
    boolean allows(String name, String sum, boolean tearing) {
        return of(name).contains(sum) || (tearing && records.containsKey(name) && records.get(name).mayBeTorn());
    }

    /** The names that something was done to. */
    Set<String> names() {
        return records.keySet();
    }

    /** What a record may be now: sums of values, or absent. */
    Set<String> of(String name) {
        Set<String> results = new HashSet<>();
        Candidates candidates = records.getOrDefault(name, new Candidates());
        candidates.deeds.forEach(deed -> results.add(deed.result()));
        if (candidates.superseded == Long.MIN_VALUE) {
            results.add(Contents.ABSENT); // as it was before all of them
        }
        return results;
    }
}
