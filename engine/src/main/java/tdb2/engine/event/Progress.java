package tdb2.engine.event;

import tdb2.engine.error.CancelledException;
import tdb2.engine.error.Fault;

/** Told how far a long job is, and asked whether it should go on. Called from the thread that does the work. */
public interface Progress {

    /** Nobody watches and nobody cancels. */
    Progress NONE = (done, total) -> false;

    /**
     * @param done units done
     * @param total units in all, 0 when unknown
     * @return true to cancel
     */
    boolean advanced(long done, long total);

    /** Tells how far the job is and throws {@link CancelledException} when it should end. */
    default void check(String file, long done, long total) {
        if (advanced(done, total)) {
            throw new CancelledException(new Fault(file, Fault.NOWHERE, "the job to run to its end",
                    "a request to cancel it", ""));
        }
    }
}
