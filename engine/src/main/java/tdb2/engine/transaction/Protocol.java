package tdb2.engine.transaction;

import java.util.List;

/**
 * The order of the steps by which a transaction reaches the disk and is brought back from it. {@link #SPECIFIED} is the
 * one that is right, for the reasons told in the package documentation; every other one is there to show what goes
 * wrong without a step, and that the simulated disk notices. Immutable.
 *
 * @param commit steps of a commit, in order
 * @param recovery steps of a recovery, in order
 * @param settles whether a plain writer settles what was committed before its first store
 */
public record Protocol(List<CommitStep> commit, List<RecoveryStep> recovery, boolean settles) {

    /** What a commit does. */
    public enum CommitStep {
        /** Makes the file as long as it will be. */
        RESERVE,
        /** Says in the header that the transaction is being prepared. */
        ANNOUNCE,
        /** Writes the bundle. */
        BUNDLE,
        /** Overwrites the older pointer. */
        POINTER,
        /** Waits for the disk. */
        SYNC,
        /** Writes the new bytes in place, with everybody locked out. */
        APPLY
    }

    /** What a recovery does. */
    public enum RecoveryStep {
        /** Waits for the disk. */
        SYNC,
        /** Writes the bytes of both valid bundles in place, the older first. */
        REPLAY,
        /** Writes the bytes of the newer bundle only: wrong. */
        REPLAY_NEWEST,
        /** Zeroes the pointers that hold no valid bundle: what is left of one must not become whole under the next. */
        SCRUB,
        /** Says in the header that the bundles need no replay any more. */
        RETIRE
    }

    /** The order of the specification: one sync, before anything is written in place. */
    public static final Protocol SPECIFIED = new Protocol(
            List.of(CommitStep.RESERVE, CommitStep.ANNOUNCE, CommitStep.BUNDLE, CommitStep.POINTER, CommitStep.SYNC,
                    CommitStep.APPLY),
            List.of(RecoveryStep.SYNC, RecoveryStep.REPLAY, RecoveryStep.SCRUB, RecoveryStep.SYNC, RecoveryStep.RETIRE),
            true);

    public Protocol {
        commit = List.copyOf(commit);
        recovery = List.copyOf(recovery);
    }

    /** The same with other steps of a commit. */
    public Protocol committing(CommitStep... steps) {
        return new Protocol(List.of(steps), recovery, settles);
    }

    /** The same with other steps of a recovery. */
    public Protocol recovering(RecoveryStep... steps) {
        return new Protocol(commit, List.of(steps), settles);
    }

    /** The same without settling. */
    public Protocol withoutSettling() {
        return new Protocol(commit, recovery, false);
    }

    /** The steps of a commit before a step, in order. */
    List<CommitStep> before(CommitStep step) {
        return commit.subList(0, commit.indexOf(step));
    }

    /** A step of a commit and those after it, in order. */
    List<CommitStep> from(CommitStep step) {
        return commit.subList(commit.indexOf(step), commit.size());
    }
}
