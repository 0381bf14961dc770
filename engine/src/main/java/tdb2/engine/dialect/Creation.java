package tdb2.engine.dialect;

/** A new file of some dialect. Used by one thread at a time. */
public interface Creation {

    /** The whole file, without a record. */
    byte[] content();
}
