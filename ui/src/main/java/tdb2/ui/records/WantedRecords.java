package tdb2.ui.records;

import java.util.function.Consumer;
import tdb2.engine.query.Filter;
import tdb2.engine.query.Order;
import tdb2.engine.query.Query;

/** Which records the user wants to see, put together from what was typed, chosen in the tree and clicked. Event thread only. */
final class WantedRecords {
    private final Consumer<Query> changed;
    private Filter typed = Filter.ALL;
    private Filter below = Filter.ALL;
    private Query query = Query.ALL;

    /**
     * @param changed told of each query before it becomes the one that is wanted
     */
    WantedRecords(Consumer<Query> changed) {
        this.changed = changed;
    }

    Query query() {
        return query;
    }

    boolean isAll() {
        return query.equals(Query.ALL);
    }

    /** Those that the filter bar asks for. */
    void filter(Filter wanted) {
        typed = wanted;
        become(new Query(below.and(typed), query.order()));
    }

    /** Those below a node of the tree of keys. */
    void filterBelow(Filter wanted) {
        if (!wanted.equals(below)) {
            below = wanted;
            become(new Query(below.and(typed), query.order()));
        }
    }

    /** A click on a heading: upwards, then downwards, then as the index has it. */
    void sortNext(Order.By by) {
        var now = query.order();
        sort(now.by() != by ? new Order(by, false) : now.descending() ? Order.INDEX : new Order(by, true));
    }

    void sort(Order order) {
        become(new Query(query.filter(), order));
    }

    private void become(Query wanted) {
        changed.accept(wanted);
        query = wanted;
    }
}
