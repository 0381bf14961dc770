package tdb2.app;

import java.util.List;

/**
 * What is measured.
 *
 * @param records how many in all
 * @param keyBytes of each key, 8 or more
 * @param valueBytes of each value, 0 or more
 * @param durable whether each change is a transaction of its own, on the disk when it returns
 * @param processes how many share the work
 */
record BenchPlan(long records, int keyBytes, int valueBytes, boolean durable, int processes) {

    /** For another process. */
    List<String> words() {
        return List.of(Long.toString(records), Integer.toString(keyBytes), Integer.toString(valueBytes),
                Boolean.toString(durable), Integer.toString(processes));
    }

    static BenchPlan of(List<String> words) {
        return new BenchPlan(Long.parseLong(words.get(0)), Integer.parseInt(words.get(1)),
                Integer.parseInt(words.get(2)),
                Boolean.parseBoolean(words.get(3)), Integer.parseInt(words.get(4)));
    }
}
