package tdb2.app;

import java.io.IOException;
import java.util.List;

/**
 * A program run in a process of its own, with this process's standard streams.
 *
 * @param streams for what is said when it cannot be started
 * @param command the program and its arguments
 */
record Child(Streams streams, List<String> command) {

    /** What shells answer for a program that cannot be started. */
    private static final int NOT_STARTED = 127;

    /** Runs it to its end, also when this process is asked to end meanwhile; answers its exit status. */
    int run() throws InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(command).inheritIO().start();
        } catch (IOException e) {
            streams.err().println("tdb2: " + e.getMessage());
            return NOT_STARTED;
        }
        Thread last = new Thread(() -> end(process), "ends " + command.getFirst());
        Runtime.getRuntime().addShutdownHook(last);
        try {
            return process.waitFor();
        } finally {
            if (!process.isAlive()) {
                forget(last);
            }
        }
    }

    /** Whoever holds something for a process must not end before it. */
    private static void end(Process process) {
        process.destroy();
        boolean over = false;
        while (!over) {
            try {
                process.waitFor();
                over = true;
            } catch (InterruptedException _) {
                // wait on: it has been asked to end
            }
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // this process is ending
        }
    }
}
