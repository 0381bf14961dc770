package tdb2.engine.search;

import tdb2.engine.query.Filter;

/**
 * What is looked for in each file. Immutable.
 *
 * @param filter what a record must hold to be found, and where
 * @param dead whether deleted records that are still in their chains (TDB1) count
 * @param unreached whether records count that nothing leads to: a scan of every byte finds them
 */
public record Sought(Filter filter, boolean dead, boolean unreached) {

    /** In living records. */
    public static Sought of(Filter filter) {
        return new Sought(filter, false, false);
    }

    /** Counts deleted records too, or does not. */
    public Sought withDead(boolean wanted) {
        return new Sought(filter, wanted, unreached);
    }

    /** Counts records that nothing leads to, or does not. */
    public Sought withUnreached(boolean wanted) {
        return new Sought(filter, dead, wanted);
    }
}
