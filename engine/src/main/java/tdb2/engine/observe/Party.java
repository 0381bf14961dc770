package tdb2.engine.observe;

import java.util.OptionalInt;

/**
 * Who has a lock or wants one.
 *
 * @param pid number of the process
 * @param thread number of the thread, where that is known: locks of byte ranges belong to whole processes, and only
 *            whoever waits for one, or has a mutex, is a thread
 * @param command name of the process; empty when it has ended, or may not be looked at
 * @param user whose process it is: a name, or a number that has none; empty like {@code command}
 */
public record Party(int pid, OptionalInt thread, String command, String user) {

    /** A process of which no more is known. */
    public static Party of(int pid) {
        return new Party(pid, OptionalInt.empty(), "", "");
    }

    Party withThread(OptionalInt number) {
        return new Party(pid, number, command, user);
    }

    /** Whether it is this process itself. */
    public boolean isUs() {
        return pid == ProcessHandle.current().pid();
    }
}
