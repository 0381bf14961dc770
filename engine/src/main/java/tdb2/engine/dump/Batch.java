package tdb2.engine.dump;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The records that come next in order, as many as fit into a budget of memory. All of the file are offered to it. */
final class Batch {

    private final Optional<Encoded> after;
    private final long budget;
    private final List<Encoded> kept = new ArrayList<>();
    private long weight;
    private Optional<Encoded> limit = Optional.empty();

    /**
     * @param after the last record of the batch before; empty for the first batch
     * @param budget about how many bytes are kept in the end; a quarter more for a while
     */
    Batch(Optional<Encoded> after, long budget) {
        this.after = after;
        this.budget = budget;
    }

    /** Keeps a record that belongs into the batch. */
    void offer(Encoded record) {
        if ((after.isPresent() && record.compareTo(after.get()) <= 0)
                || (limit.isPresent() && record.compareTo(limit.get()) > 0)) {
            return;
        }
        kept.add(record);
        weight += record.weight();
        if (weight > budget + budget / 4) {
            cut();
        }
    }

    /** The batch in order, once all records have been offered. */
    List<Encoded> inOrder() {
        cut();
        return kept;
    }

    /** Puts the records in order and drops those behind the budget; of equal ones all stay or none. */
    private void cut() {
        Collections.sort(kept);
        int count = 0;
        weight = 0;
        while (count < kept.size() && (weight < budget || count == 0
                || kept.get(count).compareTo(kept.get(count - 1)) == 0)) {
            weight += kept.get(count++).weight();
        }
        if (count < kept.size()) {
            kept.subList(count, kept.size()).clear();
            limit = Optional.of(kept.get(count - 1));
        }
    }
}
