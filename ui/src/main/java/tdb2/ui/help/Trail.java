package tdb2.ui.help;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The pages that were read, for going back and forward between them. Event thread only. */
final class Trail {

    private final List<String> read = new ArrayList<>();
    private int at = -1;

    /** A page was opened: what lay ahead is forgotten. */
    void add(String topic) {
        if (now().filter(topic::equals).isEmpty()) {
            read.subList(at + 1, read.size()).clear();
            read.add(topic);
            at++;
        }
    }

    Optional<String> now() {
        return at < 0 ? Optional.empty() : Optional.of(read.get(at));
    }

    boolean can(int step) {
        return at + step >= 0 && at + step < read.size();
    }

    /** Goes by a step, and tells the page there. */
    Optional<String> go(int step) {
        if (!can(step)) {
            return Optional.empty();
        }
        at += step;
        return now();
    }
}
