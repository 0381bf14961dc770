package tdb2.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tdb2.engine.check.Check;
import tdb2.engine.event.Progress;
import tdb2.engine.format.Dialect;
import tdb2.engine.testing.PairWriter;
import tdb2.engine.testing.SambaTools;

/**
 * tdbbackup, tdbdump and tdbrestore work on a TDB1 file while this engine and Samba's library write to it. A backup has
 * all of each transaction, or nothing, and so has what is dumped of it and restored. Of tdbdump on the file itself that
 * cannot be asked: it opens the file for reading, where the library takes no locks (docs/interop.md).
 */
@Timeout(300)
class ToolsBesideWritersTest {

    private static final int ROUNDS = 8;

    @TempDir
    private Path folder;
    private Path file;

    @BeforeEach
    void tools() {
        List.of("tdbbackup", "tdbdump", "tdbrestore", "tdbtool").forEach(SambaTools::require);
        file = folder.resolve("shared.tdb");
    }

    @Test
    void theirBackupsAndDumpsHaveWholeTransactionsOfBothKindsOfWriters() throws IOException, InterruptedException {
        AtomicBoolean enough = new AtomicBoolean();
        try (Tdb tdb = Tdb.create(file, CreateOptions.DEFAULT.withDialect(Dialect.TDB1).withHashSize(13))) {
            Process theirs = PairWriter.start(file, "theirs");
            try {
                CompletableFuture<Long> ours = CompletableFuture.supplyAsync(() -> write(tdb, enough),
                        task -> Thread.ofPlatform().daemon().start(task));
                awaitBoth(tdb);
                long[] first = grown(backup(0), new long[2]);
                long[] last = first;
                for (int round = 1; round < ROUNDS; round++) {
                    Path backup = backup(round);
                    long[] dumped = grown(restored(backup), last);
                    last = grown(backup, last);
                    assertThat(dumped).isEqualTo(last);
                    dumpsNothingButTheirRecords();
                }
                assertThat(last[0]).isGreaterThan(first[0]);
                assertThat(last[1]).isGreaterThan(first[1]);
                enough.set(true);
                long written = ours.join();
                theirs.getOutputStream().write(1);
                theirs.getOutputStream().close();
                assertThat(theirs.waitFor(1, TimeUnit.MINUTES)).isTrue();
                assertThat(theirs.exitValue()).isZero();
                assertThat(PairWriter.transactions(tdb, "ours")).isEqualTo(written);
                assertThat(Check.of(tdb, Progress.NONE)).isEmpty();
            } finally {
                enough.set(true);
                theirs.destroyForcibly();
            }
        }
        assertThat(SambaTools.check(file)).contains("integrity is OK");
    }

    private static long write(Tdb tdb, AtomicBoolean enough) {
        long number = 0;
        while (!enough.get()) {
            number++;
            try (Transaction transaction = tdb.begin()) {
                transaction.store(PairWriter.key("ours", "a", number), PairWriter.value(number));
                transaction.store(PairWriter.key("ours", "b", number), PairWriter.value(number));
                transaction.commit();
            }
        }
        return number;
    }

    private static void awaitBoth(Tdb tdb) throws InterruptedException {
        while (tdb.fetch(PairWriter.key("ours", "b", 1)).isEmpty()
                || tdb.fetch(PairWriter.key("theirs", "b", 1)).isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private Path backup(int round) throws IOException, InterruptedException {
        assertThat(SambaTools.run(List.of("tdbbackup", "-s", ".b" + round, file.toString()))).isEmpty();
        return folder.resolve("shared.tdb.b" + round);
    }

    private Path restored(Path backup) throws IOException, InterruptedException {
        Path dump = folder.resolve("dump");
        Path restored = folder.resolve("restored.tdb");
        assertThat(SambaTools.run(List.of("sh", "-c", "tdbdump \"$0\" > \"$1\" && tdbrestore \"$2\" < \"$1\"",
                backup.toString(), dump.toString(), restored.toString()))).isEmpty();
        return restored;
    }

    /** A dump of the file as it changes ends, and has keys of the writers alone; it may meet a commit and be refused. */
    private void dumpsNothingButTheirRecords() throws IOException, InterruptedException {
        String dump = SambaTools.run(List.of("tdbdump", file.toString()));
        if (!dump.contains("attempt to recover read only database")) {
            assertThat(dump.lines().filter(line -> line.startsWith("key("))).isNotEmpty()
                    .allMatch(line -> line.matches("key\\(\\d+\\) = \"(ours|theirs)\\.[ab]\\.\\d+\""));
        }
    }

    /** Requires whole transactions in a copy, and no fewer of either kind than an earlier one had. */
    private static long[] grown(Path copy, long[] before) throws IOException, InterruptedException {
        assertThat(SambaTools.check(copy)).contains("integrity is OK");
        try (Tdb tdb = Tdb.open(copy, OpenOptions.DEFAULT)) {
            long[] now = { PairWriter.transactions(tdb, "ours"), PairWriter.transactions(tdb, "theirs") };
            assertThat(now[0]).isGreaterThanOrEqualTo(before[0]);
            assertThat(now[1]).isGreaterThanOrEqualTo(before[1]);
            return now;
        } finally {
            Files.delete(copy);
        }
    }
}
