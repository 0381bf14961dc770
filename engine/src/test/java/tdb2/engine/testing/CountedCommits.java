package tdb2.engine.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.time.Duration;
import tdb2.engine.CreateOptions;
import tdb2.engine.OpenOptions;
import tdb2.engine.Tdb;
import tdb2.engine.Transaction;

/** A process that makes a file, commits some transactions to it, and ends. Nothing is done in the background. */
public final class CountedCommits {

    private CountedCommits() {}

    /** The process: file, number of commits. */
    public static void main(String[] arguments) {
        OpenOptions quiet = OpenOptions.WRITE
                .withCommits(standard -> standard.withDelays(Duration.ZERO, Duration.ZERO));
        try (Tdb tdb = Tdb.create(Path.of(arguments[0]), CreateOptions.DEFAULT.opened(quiet))) {
            for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
                try (Transaction transaction = tdb.begin()) {
                    transaction.store(("key " + i).getBytes(UTF_8), "value".getBytes(UTF_8));
                    transaction.commit();
                }
            }
        }
    }
}
