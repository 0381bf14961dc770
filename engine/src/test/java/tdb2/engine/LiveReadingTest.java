package tdb2.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tdb2.engine.event.Progress;
import tdb2.engine.inspect.Position;
import tdb2.engine.transaction.RecoveryState;

/** Reads files that Samba's own library is writing at the same moment. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class LiveReadingTest {

    private static final String PYTHON = "/usr/bin/python3";

    @TempDir
    Path folder;

    @BeforeAll
    static void needsTheCLibrary() throws Exception {
        assumeTrue(Files.isExecutable(Path.of(PYTHON))
                && new ProcessBuilder(PYTHON, "-c", "import tdb").start().waitFor() == 0,
                "python3-tdb is not installed");
    }

    @Test
    void seesOnlyWholeRecordsWhileOthersStoreAndDelete() throws Exception {
        Path file = folder.resolve("live.tdb");
        try (Peer writer = new Peer("""
                import sys, tdb, os
                t = tdb.Tdb(sys.argv[1], 131, tdb.DEFAULT, os.O_RDWR|os.O_CREAT)
                print("ready", flush=True)
                n = 0
                while True:
                    k = b"key-%d" % (n * 7919 % 1000)
                    if n % 3 == 2 and k in t: t.delete(k)
                    else: t.store(k, (b"%d." % n) * (n % 400 + 1))
                    n += 1
                """, file)) {
            writer.expect("ready");
            try (Tdb tdb = Tdb.open(file)) {
                int calm = 0;
                for (int round = 0; round < 60; round++) {
                    tdb.refresh();
                    RecordCursor cursor = tdb.cursor(Position.START, Fetch.RECORDS);
                    boolean damaged = false;
                    while (cursor.next()) {
                        damaged |= !sound(cursor.entry().value().bytes());
                    }
                    if (!cursor.inFlux()) {
                        calm++;
                        assertThat(damaged).as("a torn value in round %d", round).isFalse();
                        assertThat(cursor.faults()).as("round %d", round).isEmpty();
                    }
                    tdb.find(bytes("key-1"));
                }
                assertThat(calm).as("rounds in which every lock was granted at once").isPositive();
            }
            assertThat(writer.process.isAlive()).isTrue();
        }
    }

    @Test
    void readsUnlockedAndSaysSoWhileAnotherHoldsTheWholeFile() throws Exception {
        Path file = folder.resolve("held.tdb");
        try (Peer holder = new Peer("""
                import sys, tdb, os
                t = tdb.Tdb(sys.argv[1], 131, tdb.DEFAULT, os.O_RDWR|os.O_CREAT)
                for n in range(100): t.store(b"key-%d" % n, b"value")
                t.lock_all()
                print("locked", flush=True)
                sys.stdin.readline()
                """, file)) {
            holder.expect("locked");
            try (Tdb tdb = Tdb.open(file)) {
                RecordCursor cursor = tdb.cursor(Position.START, Fetch.RECORDS);
                int records = 0;
                while (cursor.next()) {
                    records++;
                }
                assertThat(records).isEqualTo(100);
                assertThat(cursor.inFlux()).isTrue();
            }
        }
    }

    @Test
    void keepsNoLockBetweenReads() throws Exception {
        Path file = folder.resolve("free.tdb");
        try (Peer other = new Peer("""
                import sys, tdb, os
                t = tdb.Tdb(sys.argv[1], 131, tdb.DEFAULT, os.O_RDWR|os.O_CREAT)
                for n in range(1000): t.store(b"key-%d" % n, b"value")
                print("stored", flush=True)
                sys.stdin.readline()
                t.lock_all(); t.unlock_all()
                t.transaction_start(); t.store(b"more", b"more"); t.transaction_commit()
                print("committed", flush=True)
                sys.stdin.readline()
                """, file)) {
            other.expect("stored");
            try (Tdb tdb = Tdb.open(file)) {
                RecordCursor cursor = tdb.cursor(Position.START, Fetch.RECORDS);
                assertThat(cursor.next()).isTrue();
                tdb.regions(Progress.NONE);
                other.say();
                other.expect("committed");
                assertThat(tdb.find(bytes("more"))).isPresent();
            }
        }
    }

    @Test
    void showsTheStateBeforeATransactionThatIsBeingCommittedAndDoesNotTakeItForACrash() throws Exception {
        Path file = folder.resolve("commit.tdb");
        try (Peer other = new Peer("""
                import sys, tdb, os
                t = tdb.Tdb(sys.argv[1], 131, tdb.DEFAULT, os.O_RDWR|os.O_CREAT)
                t.store(b"old", b"old")
                t.transaction_start()
                t.store(b"old", b"new"); t.store(b"more", b"more")
                t.transaction_prepare_commit()
                print("prepared", flush=True)
                sys.stdin.readline()
                t.transaction_commit()
                print("committed", flush=True)
                sys.stdin.readline()
                """, file)) {
            other.expect("prepared");
            try (Tdb tdb = Tdb.open(file)) {
                assertThat(tdb.view().previewed()).isTrue();
                assertThat(tdb.view().recovery().status()).isEqualTo(RecoveryState.Status.SETTLED);
                assertThat(tdb.view().recovery().summary()).contains("committing");
                assertThat(tdb.find(bytes("old")).orElseThrow().value().bytes()).isEqualTo(bytes("old"));
                other.say();
                other.expect("committed");
                assertThat(tdb.find(bytes("old")).orElseThrow().value().bytes()).isEqualTo(bytes("new"));
                assertThat(tdb.view().previewed()).isFalse();
            }
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A value is a number and a dot, again and again. */
    private static boolean sound(byte[] value) {
        String text = new String(value, StandardCharsets.US_ASCII);
        int dot = text.indexOf('.');
        return dot > 0 && text.equals(text.substring(0, dot + 1).repeat(text.length() / (dot + 1)));
    }

    /** A process that uses the C library; ended when the test ends. */
    private static final class Peer implements AutoCloseable {

        private final Process process;
        private final BufferedReader out;

        Peer(String script, Path file) throws IOException {
            process = new ProcessBuilder(PYTHON, "-c", script, file.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT).start();
            out = process.inputReader(StandardCharsets.US_ASCII);
        }

        void expect(String line) throws IOException {
            assertThat(out.readLine()).isEqualTo(line);
        }

        void say() throws IOException {
            process.outputWriter(StandardCharsets.US_ASCII).append("go\n").flush();
        }

        @Override
        public void close() throws InterruptedException {
            process.destroyForcibly().waitFor();
        }
    }
}
