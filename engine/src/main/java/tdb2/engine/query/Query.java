package tdb2.engine.query;

/**
 * Which records are wanted, and in which order.
 *
 * @param filter which
 * @param order in which order
 */
public record Query(Filter filter, Order order) {

    /** All records as the index leads to them. */
    public static final Query ALL = new Query(Filter.ALL, Order.INDEX);

    /** Some records as the index leads to them. */
    public static Query of(Filter filter) {
        return new Query(filter, Order.INDEX);
    }
}
