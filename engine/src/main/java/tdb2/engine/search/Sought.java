package tdb2.engine.search;

/**
 * What is looked for in each file. Immutable; each method gives a changed copy.
 *
 * @param pattern what must match
 * @param keys whether keys are looked into
 * @param values whether values are looked into, however long
 * @param dead whether deleted records that are still in their chains (TDB1) count
 * @param unreached whether records count that nothing leads to: a scan of every byte finds them
 */
public record Sought(Pattern pattern, boolean keys, boolean values, boolean dead, boolean unreached) {

    /** In keys and values of living records. */
    public static Sought of(Pattern pattern) {
        return new Sought(pattern, true, true, false, false);
    }

    /** Looks into keys alone, values alone, or both. */
    public Sought in(boolean intoKeys, boolean intoValues) {
        return new Sought(pattern, intoKeys, intoValues, dead, unreached);
    }

    /** Counts deleted records too, or does not. */
    public Sought withDead(boolean wanted) {
        return new Sought(pattern, keys, values, wanted, unreached);
    }

    /** Counts records that nothing leads to, or does not. */
    public Sought withUnreached(boolean wanted) {
        return new Sought(pattern, keys, values, dead, wanted);
    }
}
