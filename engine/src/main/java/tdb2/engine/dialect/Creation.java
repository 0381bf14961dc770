package tdb2.engine.dialect;

/** A new file of some dialect. */
public interface Creation {

    /** The whole file, without a record. */
    byte[] content();
}
