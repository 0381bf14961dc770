package tdb2.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tdb2.engine.error.RefusedException;
import tdb2.engine.testing.NeedsCLibrary;
import tdb2.engine.transaction.Durability;
import tdb2.engine.transaction.RecoveryState;

/** Commits that do not wait for the disk: who sees them, and when. */
@Timeout(120)
class SoftCommitTest {

    /** A busy machine may be late for nearly all of them. */
    private static final int ATTEMPTS = 1000;

    @TempDir
    private Path directory;

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    @Test
    void plainReadsSeeSoftCommitsWhenTheyAreAppliedAndTransactionsSeeThemAtOnce() {
        Path file = directory.resolve("soft.tdb");
        Tdb.create(file, CreateOptions.DEFAULT).close();
        OpenOptions never = OpenOptions.WRITE
                .withCommits(standard -> standard.withDelays(Duration.ZERO, Duration.ZERO));
        try (Tdb tdb = Tdb.open(file, never)) {
            long number = softly(tdb, "soft");
            assertThat(tdb.committed()).isLessThan(number);
            assertThat(tdb.fetch(bytes("k"))).isEmpty();
            tdb.syncUpTo(number);
            assertThat(tdb.committed()).isEqualTo(number);
            assertThat(tdb.fetch(bytes("k"))).hasValue(bytes("soft"));
            assertThat(standsOnASoftOne(tdb)).isTrue();
        }
    }

    /** Whether a transaction saw a soft commit before it was applied; one that begins late has it applied first. */
    private static boolean standsOnASoftOne(Tdb tdb) {
        for (int i = 0; i < ATTEMPTS; i++) {
            long number = softly(tdb, "soft " + i);
            try (Transaction next = tdb.begin()) {
                assertThat(next.fetch(bytes("k"))).hasValue(bytes("soft " + i));
                if (tdb.committed() < number) {
                    return true;
                }
            }
        }
        return false;
    }

    private static long softly(Tdb tdb, String value) {
        try (Transaction transaction = tdb.begin()) {
            transaction.store(bytes("k"), bytes(value));
            return transaction.commit(Durability.SOFT);
        }
    }

    @Test
    @NeedsCLibrary // without it a transaction that is not on the disk yet keeps readers out
    void otherHandlesTakeASoftCommitForNoCrashAndSeeItWhenItIsApplied() {
        Path file = directory.resolve("softly.tdb");
        Tdb.create(file, CreateOptions.DEFAULT).close();
        OpenOptions never = OpenOptions.WRITE
                .withCommits(standard -> standard.withDelays(Duration.ZERO, Duration.ZERO));
        try (Tdb tdb = Tdb.open(file, never); Tdb reader = Tdb.open(file, OpenOptions.DEFAULT);
                Tdb writer = Tdb.open(file, OpenOptions.WRITE)) {
            long number = softly(tdb, "soft");
            for (Tdb other : List.of(reader, writer)) {
                assertThat(other.fetch(bytes("k"))).isEmpty();
                assertThat(other.view().previewed()).isFalse();
                assertThat(other.view().recovery().status()).isNotEqualTo(RecoveryState.Status.PENDING);
            }
            tdb.syncUpTo(number);
            for (Tdb other : List.of(reader, writer)) {
                assertThat(other.fetch(bytes("k"))).hasValue(bytes("soft"));
                assertThat(other.view().previewed()).isFalse();
            }
        }
    }

    /** It would wait for the commit, and the commit for it. */
    @Test
    void whoHasAReadTransactionDoesNotWaitForASoftCommitThatWaitsForHim() {
        Path file = directory.resolve("waits.tdb");
        Tdb.create(file, CreateOptions.DEFAULT).close();
        OpenOptions never = OpenOptions.WRITE
                .withCommits(standard -> standard.withDelays(Duration.ZERO, Duration.ZERO));
        try (Tdb tdb = Tdb.open(file, never)) {
            long number = softly(tdb, "soft");
            try (ReadTransaction _ = tdb.beginRead()) {
                assertThatThrownBy(() -> tdb.syncUpTo(number)).isInstanceOf(RefusedException.class)
                        .hasMessageContaining("close the read transaction");
                tdb.syncUpTo(tdb.committed());
            }
            tdb.syncUpTo(number);
            assertThat(tdb.fetch(bytes("k"))).hasValue(bytes("soft"));
        }
    }

    @Test
    void closingAFileDoesNotWaitForAReadTransactionOfItsOwn() {
        Path file = directory.resolve("closed.tdb");
        Tdb.create(file, CreateOptions.DEFAULT).close();
        OpenOptions never = OpenOptions.WRITE
                .withCommits(standard -> standard.withDelays(Duration.ZERO, Duration.ZERO));
        Tdb tdb = Tdb.open(file, never);
        softly(tdb, "soft");
        ReadTransaction reading = tdb.beginRead();
        tdb.close();
        assertThatThrownBy(() -> reading.fetch(bytes("k"))).isInstanceOf(RefusedException.class);
        reading.close();
        try (Tdb again = Tdb.open(file)) {
            assertThat(again.fetch(bytes("k"))).hasValue(bytes("soft"));
        }
    }

    /** The area that the first one got is too small for both, and large enough for each. */
    @Test
    void theBundleOfTwoSoftCommitsHasRoomForBoth() {
        Path file = directory.resolve("both.tdb");
        Tdb.create(file, CreateOptions.DEFAULT).close();
        OpenOptions never = OpenOptions.WRITE
                .withCommits(standard -> standard.withDelays(Duration.ZERO, Duration.ZERO));
        byte[] large = new byte[60_000];
        new Random(1).nextBytes(large);
        try (Tdb tdb = Tdb.open(file, never)) {
            for (int i = 0; i < 4; i++) {
                large[i]++;
                long number = softly(tdb, "first " + i, large);
                number = Math.max(number, softly(tdb, "second " + i, large));
                tdb.syncUpTo(number);
                assertThat(tdb.fetch(bytes("first " + i))).hasValue(large);
                assertThat(tdb.fetch(bytes("second " + i))).hasValue(large);
                large = new byte[large.length * 2];
                new Random(i).nextBytes(large);
            }
        }
    }

    private static long softly(Tdb tdb, String key, byte[] value) {
        try (Transaction transaction = tdb.begin()) {
            transaction.store(bytes(key), value);
            return transaction.commit(Durability.SOFT);
        }
    }
}
