package tdb2.engine.inspect;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How deep the records of a hash tree stand when every hash is as likely as any other.
 *
 * <pre>
 *  records at level L or above = G(L) * D(N / G(L))        G(L) = 128 * s^L
 * </pre>
 *
 * N is the number of records, s how many groups a level has for each of the level above (8 where a sub-table is one group
 * of 8 slots, 64 where it is eight), and D(m) the mean number of records that stand in a group itself when a
 * Poisson-distributed number of mean m has come to it. A full group gives its fullest bucket a sub-table, which takes one
 * slot; so a group is a Markov chain over the numbers of records in the buckets that have none yet, at most 187 states.
 *
 * <p>That the levels above do not matter is because a bucket without a sub-table has at most 8 records: these would all
 * stand in the first group of the sub-table it has not. A writer passes over a fuller bucket whose home slot
 * is another's; the chain does not know where records stand, so real trees are a little shallower, by up to some hundredths
 * of the records at a level. Trees that were emptied again differ more. Has no state: safe for several threads.
 */
public final class TreeDepths {

    private static final int TOP_GROUPS = 128;
    private static final int SLOTS = 8;
    /** After so many records a group is all pointers, but for some millionths. */
    private static final int MOST = 240;
    private static final double[] STAYING = staying();

    private TreeDepths() {}

    /**
     * How many of so many records are expected at a level.
     *
     * @param level 0 is the top
     * @param groups groups of a sub-table: 1 or 8
     */
    public static double at(int level, long records, int groups) {
        return upTo(level, records, groups) - (level == 0 ? 0 : upTo(level - 1, records, groups));
    }

    private static double upTo(int level, long records, int groups) {
        double all = TOP_GROUPS * Math.pow((double) SLOTS * groups, level);
        double mean = records / all;
        double probability = Math.exp(-mean);
        double stay = 0;
        for (int count = 1; count <= MOST; count++) {
            probability *= mean / count;
            stay += probability * STAYING[count];
        }
        return Math.min(records, all * stay);
    }

    /** The mean number of records that stand in a group itself, by how many came to it. */
    private static double[] staying() {
        Map<List<Integer>, Double> states = Map.of(Collections.nCopies(SLOTS, 0), 1.0);
        Map<List<Integer>, List<List<Integer>>> followers = new HashMap<>();
        double[] means = new double[MOST + 1];
        for (int count = 1; count <= MOST; count++) {
            Map<List<Integer>, Double> next = new HashMap<>();
            states.forEach((state, probability) -> followers.computeIfAbsent(state, TreeDepths::followers)
                    .forEach(follower -> next.merge(follower, probability / SLOTS, Double::sum)));
            states = next;
            means[count] = states.entrySet().stream()
                    .mapToDouble(entry -> entry.getValue() * sum(entry.getKey())).sum();
        }
        return means;
    }

    /** What a group becomes when a record comes to each of its buckets: those with a sub-table let it pass. */
    private static List<List<Integer>> followers(List<Integer> state) {
        List<List<Integer>> followers = new ArrayList<>(Collections.nCopies(SLOTS - state.size(), state));
        for (int bucket = 0; bucket < state.size(); bucket++) {
            followers.add(with(state, bucket));
        }
        return followers;
    }

    /** Counts in ascending order, so that the fullest bucket is the last. */
    private static List<Integer> with(List<Integer> state, int bucket) {
        List<Integer> counts = new ArrayList<>(state);
        while (sum(counts) == counts.size() && bucket < counts.size()) {
            counts.removeLast();
        }
        if (bucket < counts.size()) {
            counts.set(bucket, counts.get(bucket) + 1);
            Collections.sort(counts);
        }
        return List.copyOf(counts);
    }

    private static int sum(List<Integer> counts) {
        return counts.stream().mapToInt(Integer::intValue).sum();
    }
}
