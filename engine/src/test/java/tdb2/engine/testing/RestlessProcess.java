package tdb2.engine.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import tdb2.engine.OpenOptions;
import tdb2.engine.Tdb;

/** A process of its own that stores and deletes records of a file without pause, no transactions, until it is closed. */
public final class RestlessProcess implements AutoCloseable {

    private static final int KEYS = 300;
    private static final int READY_AFTER = 1000;

    private final Process process;

    /** Starts one; returns when it is at work. */
    public RestlessProcess(Path file) {
        try {
            process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx64m", "--enable-native-access=ALL-UNNAMED",
                    "-cp", System.getProperty("java.class.path"), RestlessProcess.class.getName(), file.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT).start();
            if (process.inputReader(UTF_8).readLine() == null) {
                throw new IllegalStateException("the process did not begin");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it is still at work. */
    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("the process does not end");
        }
    }

    /** Stores or deletes what has a number. */
    public static void change(Tdb tdb, int number) {
        byte[] key = "restless %d".formatted(number * 7919 % KEYS).getBytes(UTF_8);
        if (number % 3 != 2 || !tdb.delete(key)) {
            tdb.store(key, "x".repeat(number * 37 % 900).getBytes(UTF_8));
        }
    }

    /** The process: file. */
    public static void main(String[] arguments) {
        try (Tdb tdb = Tdb.open(Path.of(arguments[0]), OpenOptions.WRITE)) {
            for (int number = 0;; number = number + 1 & Integer.MAX_VALUE >>> 14) {
                change(tdb, number);
                if (number == READY_AFTER) {
                    System.out.println("ready");
                    System.out.flush();
                }
            }
        }
    }
}
