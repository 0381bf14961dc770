package tdb2.engine.observe;

import java.util.List;

/**
 * What one look at the locks on a file showed.
 *
 * @param locks held and wanted, in the order of the kernel, mutexes last
 * @param closedProcesses how many processes did not let us see which files they have open, for lack of rights; 0 where
 *            nobody had to be asked. A lock without a process may be theirs.
 */
public record LockSight(List<ObservedLock> locks, int closedProcesses) {

    /** No lock, nothing hidden. */
    public static final LockSight NOTHING = new LockSight(List.of(), 0);

    public LockSight {
        locks = List.copyOf(locks);
    }

    /** How many locks are told without a process. */
    public int nameless() {
        return (int) locks.stream().filter(lock -> lock.party().isEmpty()).count();
    }

    /** Whether it lacks something that more rights (those of root, or CAP_SYS_PTRACE) would show. */
    public boolean needsMoreRights() {
        return closedProcesses > 0 && nameless() > 0;
    }
}
