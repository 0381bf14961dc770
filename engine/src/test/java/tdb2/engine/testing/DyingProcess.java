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
import tdb2.engine.posix.DyingCalls;

/** A process that dies at one step of a commit: at one of the system calls between its beginning and its end. */
public final class DyingProcess {

    /** The keys that its transactions store to. */
    public static final String[] KEYS = { "first", "second", "third" };

    private DyingProcess() {}

    /**
     * Runs one to its death or to its end.
     *
     * @param number of the transaction; the one before it is committed first
     * @param step which call of the commit is no longer made, from 1
     * @return whether it died; when it did not, the commit has fewer steps
     */
    public static boolean diesAt(Path file, long number, int step) {
        try {
            Process process = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx64m", "--enable-native-access=ALL-UNNAMED",
                    "-cp", System.getProperty("java.class.path"), DyingProcess.class.getName(), file.toString(),
                    Long.toString(number), Integer.toString(step)).redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (BufferedReader said = process.inputReader(UTF_8)) {
                if (!"ready".equals(said.readLine())) {
                    throw new IllegalStateException("it died before its time");
                }
                boolean survived = said.readLine() != null;
                if (!process.waitFor(1, TimeUnit.MINUTES)) {
                    throw new IllegalStateException("it does not end");
                }
                return !survived;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The process: file, number, step. */
    public static void main(String[] arguments) {
        long number = Long.parseLong(arguments[1]);
        try (Tdb tdb = Tdb.open(Path.of(arguments[0]), OpenOptions.WRITE.withoutMap())) {
            commit(tdb, number - 1);
            System.out.println("ready");
            System.out.flush();
            DyingCalls calls = new DyingCalls(Integer.parseInt(arguments[2]));
            commit(tdb, number);
            System.out.println("done after " + calls.count());
            System.out.flush();
            Runtime.getRuntime().halt(0);
        }
    }

    private static void commit(Tdb tdb, long number) {
        try (Transaction transaction = tdb.begin()) {
            for (String key : KEYS) {
                transaction.store(key.getBytes(UTF_8), CommittingProcess.value(number));
            }
            transaction.commit();
        }
    }
}
