package tdb2.engine.query;

/** What of a record a filter looks into. */
public enum Where {
    KEYS, VALUES, BOTH;

    boolean inKeys() {
        return this != VALUES;
    }

    boolean inValues() {
        return this != KEYS;
    }
}
