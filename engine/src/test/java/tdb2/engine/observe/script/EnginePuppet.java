package tdb2.engine.observe.script;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

import tdb2.engine.OpenOptions;
import tdb2.engine.Tdb;
import tdb2.engine.Transaction;
import tdb2.engine.error.TdbException;
import tdb2.engine.lock.LockBackend.Mode;

/** A program of this engine that keeps locks on a native file until it is told to give them back. */
final class EnginePuppet {

    private EnginePuppet() {}

    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Deque<AutoCloseable> kept = new ArrayDeque<>();
        try (Tdb tdb = Tdb.open(Path.of(arguments[0]), OpenOptions.WRITE.withLockTimeout(Duration.ofDays(1)));
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            out.println("ready");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                out.println(obey(tdb, line.split(" "), kept));
            }
        }
    }

    private static String obey(Tdb tdb, String[] words, Deque<AutoCloseable> kept) {
        try {
            switch (words[0]) {
                case "key" -> kept.push(tdb.locks().lock(mode(words[2]), words[1].getBytes(StandardCharsets.UTF_8)));
                case "all" -> kept.push(tdb.locks().lockAll(mode(words[1])));
                case "transaction" -> {
                    Transaction transaction = tdb.begin();
                    kept.push(transaction::close);
                }
                case "release" -> kept.pop().close();
                default -> throw new IllegalArgumentException(words[0]);
            }
            return "done";
        } catch (TdbException e) {
            return "failed: " + e.getMessage();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Mode mode(String word) {
        return word.equals("read") ? Mode.READ : Mode.WRITE;
    }
}
