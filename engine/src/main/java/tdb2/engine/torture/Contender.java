package tdb2.engine.torture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

import tdb2.engine.OpenOptions;
import tdb2.engine.Tdb;
import tdb2.engine.Transaction;
import tdb2.engine.error.LockException;
import tdb2.engine.lock.LockBackend.Mode;

/** One of the processes of a {@link Contention}: keeps locks for a moment, again and again, until its input ends. */
final class Contender {

    /** Few, so that they meet; the first is everybody's favourite. */
    static final List<String> KEYS = List.of("session/alice", "session/bob", "share/public", "share/home",
            "printer/laser", "printer/photo");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int SHORTEST_MILLIS = 20;
    private static final int LONGEST_MILLIS = 400;

    private final Tdb tdb;
    private final SplittableRandom random;
    private volatile boolean stop;

    private Contender(Tdb tdb, SplittableRandom random) {
        this.tdb = tdb;
        this.random = random;
    }

    /** The process: file, seed. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (Tdb tdb = Tdb.open(Path.of(arguments[0]), OpenOptions.WRITE.withLockTimeout(PATIENCE))) {
            var contender = new Contender(tdb, new SplittableRandom(Long.parseLong(arguments[1])));
            Thread.ofPlatform().daemon().start(contender::awaitEnd);
            while (!contender.stop) {
                contender.work();
            }
        }
    }

    /** The end of the input is the sign to stop; it ends when whoever started this dies, too. */
    private void awaitEnd() {
        try {
            while (System.in.read() >= 0) {
                // nobody says anything
            }
        } catch (IOException _) {
            // that is an end, too
        }
        stop = true;
    }

    private void work() throws InterruptedException {
        int dice = random.nextInt(100);
        try {
            if (dice < 75) {
                key(dice < 35 ? Mode.READ : Mode.WRITE);
            } else if (dice < 80) {
                try (var _ = tdb.locks().lockAll(Mode.WRITE)) {
                    rest();
                }
            } else if (dice < 92) {
                try (Transaction transaction = tdb.begin()) {
                    transaction.store(name(), new byte[random.nextInt(200)]);
                    rest();
                    transaction.commit();
                }
            } else {
                rest();
            }
        } catch (LockException _) {
            // somebody was quicker for very long: try something else
        }
    }

    private void key(Mode mode) throws InterruptedException {
        try (var _ = tdb.locks().lock(mode, name())) {
            rest();
        }
    }

    private byte[] name() {
        int number = Math.min(random.nextInt(KEYS.size()), random.nextInt(KEYS.size()));
        return KEYS.get(number).getBytes(StandardCharsets.UTF_8);
    }

    private void rest() throws InterruptedException {
        Thread.sleep(random.nextInt(SHORTEST_MILLIS, LONGEST_MILLIS));
    }
}
