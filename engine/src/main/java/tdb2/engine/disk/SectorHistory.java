package tdb2.engine.disk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What one sector held since the last sync, oldest first: the medium may have any of it, and where the power went while
 * it was being written, a mixture that changes over at an 8-byte word.
 */
final class SectorHistory {

    private static final int WORD = 8;

    private final List<byte[]> versions = new ArrayList<>();

    /** @param durable what the medium holds for sure */
    SectorHistory(byte[] durable) {
        versions.add(durable);
    }

    /** Takes note of a new content. */
    void add(byte[] now) {
        if (!Arrays.equals(versions.getLast(), now)) {
            versions.add(now);
        }
    }

    /** Everything the medium may hold, the durable content first, the newest whole one last; none twice. */
    List<byte[]> outcomes(boolean torn) {
        List<byte[]> outcomes = new ArrayList<>();
        outcomes.add(versions.getFirst());
        if (torn) {
            for (int i = 1; i < versions.size(); i++) {
                tears(versions.get(i - 1), versions.get(i), outcomes);
            }
            tears(versions.getFirst(), versions.getLast(), outcomes);
        }
        versions.subList(1, versions.size()).forEach(version -> addNew(version, outcomes));
        byte[] newest = versions.getLast();
        if (outcomes.size() > 1 && outcomes.removeIf(outcome -> Arrays.equals(outcome, newest))) {
            outcomes.add(newest); // a tear behind the last word that differs is no tear
        }
        return outcomes;
    }

    /** The newer content up to every word that differs, the older from there on, and the other way round. */
    private static void tears(byte[] older, byte[] newer, List<byte[]> outcomes) {
        for (int cut = WORD; cut < older.length; cut += WORD) {
            if (!Arrays.equals(older, cut - WORD, cut, newer, cut - WORD, cut)) {
                addNew(joined(newer, older, cut), outcomes);
                addNew(joined(older, newer, cut), outcomes);
            }
        }
    }

    private static byte[] joined(byte[] first, byte[] second, int cut) {
        byte[] sector = second.clone();
        System.arraycopy(first, 0, sector, 0, cut);
        return sector;
    }

    private static void addNew(byte[] outcome, List<byte[]> outcomes) {
        if (outcomes.stream().noneMatch(there -> Arrays.equals(there, outcome))) {
            outcomes.add(outcome);
        }
    }
}
