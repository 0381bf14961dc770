package tdb2.engine.inspect;

/** Puts short shared locks around bounded reads. Safe for several threads. */
@FunctionalInterface
public interface ReadGuard {

    /** Takes no lock. */
    ReadGuard NONE = (_, read) -> read.run();

    /**
     * Runs one bounded read of a partition: under its shared lock when that is granted at once, else without (the
     * implementation remembers that the result is in flux).
     */
    void read(int partition, Runnable read);

    /** Whether something was read so far while others could have been changing it. */
    default boolean inFlux() {
        return false;
    }
}
