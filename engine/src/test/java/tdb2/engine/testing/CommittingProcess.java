package tdb2.engine.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import tdb2.engine.OpenOptions;
import tdb2.engine.Tdb;
import tdb2.engine.Transaction;

/**
 * A process of its own that commits without pause: each transaction stores its number under every one of {@link #KEYS},
 * in a value as long as the number asks for, and is acknowledged with a line. It ends when it is killed.
 */
public final class CommittingProcess {

    /** The keys that every transaction stores to. */
    public static final String[] KEYS = { "one", "two", "three" };

    private final Process process;
    private final BufferedReader acknowledged;
    private long last;

    /** Starts one whose first transaction has a number. */
    public CommittingProcess(Path file, long first) {
        last = first - 1;
        try {
            process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx64m", "--enable-native-access=ALL-UNNAMED",
                    "-cp",
                    System.getProperty("java.class.path"), CommittingProcess.class.getName(), file.toString(),
                    Long.toString(first)).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        acknowledged = process.inputReader(UTF_8);
    }

    /** Waits until some more transactions were acknowledged. */
    public void await(int more) {
        for (int i = 0; i < more && next(); i++) {
            // the number is kept
        }
    }

    private boolean next() {
        try {
            String line = acknowledged.readLine();
            if (line != null) {
                last = Long.parseLong(line);
            }
            return line != null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills it at once, wherever it is; answers the number of the last transaction that it acknowledged. */
    public long kill() throws InterruptedException {
        process.toHandle().destroyForcibly(); // what it said can still be read
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("the process does not end");
        }
        while (next()) {
            // what it said before it died
        }
        return last;
    }

    /** The value that a transaction stores. */
    public static byte[] value(long number) {
        return ("%d ".formatted(number) + "x".repeat((int) (number * 37 % 900))).getBytes(UTF_8);
    }

    /** The number of the transaction that stored a value. */
    public static long number(byte[] value) {
        String text = new String(value, UTF_8);
        return Long.parseLong(text.substring(0, text.indexOf(' ')));
    }

    /** The process: file, first number. */
    public static void main(String[] arguments) {
        try (Tdb tdb = Tdb.open(Path.of(arguments[0]), OpenOptions.WRITE)) {
            for (long number = Long.parseLong(arguments[1]);; number++) {
                try (Transaction transaction = tdb.begin()) {
                    for (String key : KEYS) {
                        transaction.store(key.getBytes(UTF_8), value(number));
                    }
                    transaction.commit();
                }
                System.out.println(number);
                System.out.flush();
            }
        }
    }
}
