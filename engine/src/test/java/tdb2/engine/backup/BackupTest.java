package tdb2.engine.backup;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tdb2.engine.CreateOptions;
import tdb2.engine.OpenOptions;
import tdb2.engine.Specimens;
import tdb2.engine.Specimens.Specimen;
import tdb2.engine.Tdb;
import tdb2.engine.Transaction;
import tdb2.engine.check.Diagnosis.Verdict;
import tdb2.engine.error.CancelledException;
import tdb2.engine.error.LockException;
import tdb2.engine.error.NotATdbException;
import tdb2.engine.error.RefusedException;
import tdb2.engine.event.Progress;
import tdb2.engine.format.Dialect;
import tdb2.engine.format.Tdb1Header;
import tdb2.engine.format.Tdb2Header;
import tdb2.engine.testing.Neighbour;

/** Backups are of one moment, sound, and never in the place of something better. */
@Timeout(300)
class BackupTest {

    private static final BackupOptions OPTIONS = BackupOptions.DEFAULT.withLimits(Duration.ofSeconds(60),
            Duration.ofSeconds(60));

    @TempDir
    Path folder;
    private Path file;
    private Path target;

    @BeforeEach
    void places() {
        file = folder.resolve("a.tdb");
        target = folder.resolve("a.tdb.bak");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(US_ASCII);
    }

    private Tdb made(Path path, String... keys) {
        Tdb tdb = Tdb.create(path, CreateOptions.DEFAULT);
        for (String key : keys) {
            tdb.store(bytes(key), bytes("value of " + key));
        }
        return tdb;
    }

    private BackupResult make(BackupOptions options) {
        return Backup.make(file, target, options, Progress.NONE);
    }

    private void assertNothingElse(String... names) {
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder(names);
    }

    /** What the library of 2012 left as it is ("asis") undoes wrongly, so that some of it is damaged. */
    static Stream<Specimen> sound() {
        return Specimens.all().filter(specimen -> specimen.sound()
                || (specimen.kind().equals("crash") && !specimen.toString().contains("asis")));
    }

    @ParameterizedTest
    @MethodSource("sound")
    void isTheSameByteForByteInEveryDialect(Specimen specimen) throws IOException {
        Files.copy(specimen.path(), file);
        make(OPTIONS.opened(OpenOptions.DEFAULT.withHash(specimen.hash())));
        assertThat(target).hasSameBinaryContentAs(specimen.path());
        assertThat(file).as("the file is only read").hasSameBinaryContentAs(specimen.path());
        assertNothingElse("a.tdb", "a.tdb.bak");
    }

    @Test
    void isOfOneMomentWhileOthersWrite() throws IOException {
        int accounts = 500;
        try (Tdb tdb = made(file)) {
            for (int i = 0; i < accounts; i++) {
                tdb.store(bytes("account " + i), amount(1000));
            }
            AtomicBoolean stop = new AtomicBoolean();
            CompletableFuture<Long> transfers = CompletableFuture.supplyAsync(() -> transfer(tdb, accounts, stop));
            try {
                for (int i = 0; i < 10; i++) {
                    BackupResult result = make(OPTIONS.withDigest());
                    assertThat(result.records()).isEqualTo(accounts);
                    assertThat(result.sha256()).isPresent();
                    assertThat(total(accounts)).as("backup %d", i).isEqualTo(1000L * accounts);
                }
            } finally {
                stop.set(true);
            }
            assertThat(transfers.join()).isPositive();
        }
    }

    private static byte[] amount(long amount) {
        return ByteBuffer.allocate(8).putLong(amount).array();
    }

    /** Moves money about, one transaction after the other, now and then with a value that needs new room. */
    private static long transfer(Tdb tdb, int accounts, AtomicBoolean stop) {
        Random random = new Random(7);
        long count = 0;
        while (!stop.get()) {
            try (Transaction transaction = tdb.begin()) {
                byte[] from = bytes("account " + random.nextInt(accounts));
                byte[] to = bytes("account " + random.nextInt(accounts));
                long moved = random.nextInt(10);
                transaction.store(from, amount(ByteBuffer.wrap(transaction.fetch(from).get()).getLong() - moved));
                byte[] more = ByteBuffer.allocate(8 + random.nextInt(2000))
                        .putLong(ByteBuffer.wrap(transaction.fetch(to).get()).getLong() + moved).array();
                transaction.store(to, more);
                transaction.commit();
            }
            count++;
        }
        return count;
    }

    private long total(int accounts) {
        try (Tdb copy = Tdb.open(target)) {
            long total = 0;
            for (int i = 0; i < accounts; i++) {
                total += ByteBuffer.wrap(copy.fetch(bytes("account " + i)).get()).getLong();
            }
            return total;
        }
    }

    @Test
    void keepsTheModeAndReplacesAnOlderBackup() throws IOException {
        made(file, "one").close();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThat(make(OPTIONS).replaced()).isFalse();
        try (Tdb tdb = Tdb.open(file, OpenOptions.WRITE)) {
            tdb.store(bytes("two"), bytes("more"));
        }
        BackupResult second = make(OPTIONS);
        assertThat(second.replaced()).isTrue();
        assertThat(second.records()).isEqualTo(2);
        assertThat(target).hasSameBinaryContentAs(file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target))).isEqualTo("rw-r-----");
    }

    @Test
    void ofADamagedFileIsNoneUnlessForced() throws IOException {
        try (Tdb tdb = made(file)) {
            for (int i = 0; i < 200; i++) {
                tdb.store(bytes("key " + i), new byte[100]);
            }
        }
        make(OPTIONS);
        byte[] good = Files.readAllBytes(target);
        byte[] bad = good.clone();
        for (int i = 0; i < bad.length; i += 97) {
            bad[i] = i < 4096 ? bad[i] : (byte) 0xA5;
        }
        Files.write(file, bad);
        assertThatThrownBy(() -> make(OPTIONS)).isInstanceOf(RefusedException.class).hasMessageContaining("damaged");
        assertThat(target).hasBinaryContent(good);
        assertNothingElse("a.tdb", "a.tdb.bak");
        assertThat(make(OPTIONS.byForce()).diagnosis().verdict()).isEqualTo(Verdict.DAMAGED);
        assertThat(target).hasBinaryContent(bad);
    }

    /** What a killed writer leaves looks the same, so it is a warning of check. */
    @Test
    void ofAFileThatMayHaveLostARecordDoesNotTakeThePlaceOfAnOlderOne() throws IOException {
        made(file, "one", "two", "three").close();
        make(OPTIONS);
        byte[] good = Files.readAllBytes(target);
        byte[] bad = good.clone();
        try (Tdb tdb = Tdb.open(file)) {
            ByteBuffer words = ByteBuffer.wrap(bad).order(tdb.view().header().order());
            int slot = Tdb2Header.HASHTABLE;
            while (words.getLong(slot) == 0) {
                slot += 8;
            }
            words.putLong(slot, 0);
        }
        Files.write(file, bad);
        assertThatThrownBy(() -> make(OPTIONS)).isInstanceOf(RefusedException.class)
                .hasMessageContaining("may be lost");
        assertThat(target).hasBinaryContent(good);
        assertThat(make(OPTIONS.byForce()).diagnosis().verdict()).isEqualTo(Verdict.UNCERTAIN);
        assertThat(target).hasBinaryContent(bad);
    }

    @Test
    void neverTakesThePlaceOfAnotherDatabase() throws IOException {
        made(file, "one", "two").close();
        made(target, "three").close();
        byte[] other = Files.readAllBytes(target);
        assertThatThrownBy(() -> make(OPTIONS)).isInstanceOf(RefusedException.class)
                .hasMessageContaining("none of its keys");
        assertThat(target).hasBinaryContent(other);
        make(OPTIONS.byForce());
        assertThat(target).hasSameBinaryContentAs(file);
    }

    @Test
    void neverTakesThePlaceOfWhatIsNoDatabase() throws IOException {
        made(file, "one").close();
        Files.writeString(target, "a letter");
        assertThatThrownBy(() -> make(OPTIONS)).isInstanceOf(RefusedException.class)
                .hasMessageContaining("no sound database");
        assertThat(target).hasContent("a letter");
    }

    @Test
    void ofAFileThatLostItsRecordsDoesNotTakeThePlaceOfOneThatHasThem() {
        made(file, "one").close();
        make(OPTIONS);
        try (Tdb tdb = Tdb.open(file, OpenOptions.WRITE)) {
            tdb.wipe();
        }
        assertThatThrownBy(() -> make(OPTIONS)).isInstanceOf(RefusedException.class)
                .hasMessageContaining("has none now");
    }

    /** All chains lost: there are no records, but for another reason than that somebody deleted them. */
    @Test
    void ofAFileThatIsDamagedSaysSoAndNothingAboutTheOlderOne() throws IOException {
        CreateOptions tdb1 = CreateOptions.DEFAULT.withDialect(Dialect.TDB1).withHashSize(7);
        try (Tdb tdb = Tdb.create(file, tdb1)) {
            for (int i = 0; i < 100; i++) {
                tdb.store(bytes("key " + i), bytes("value"));
            }
        }
        make(OPTIONS);
        byte[] good = Files.readAllBytes(target);
        byte[] bad = good.clone();
        Arrays.fill(bad, Tdb1Header.CHAINS, Tdb1Header.CHAINS + 7 * 4, (byte) 0);
        Files.write(file, bad);
        assertThatThrownBy(() -> make(OPTIONS)).isInstanceOf(RefusedException.class)
                .hasMessageContaining("a sound copy of " + file).hasMessageContaining("the file is damaged");
        assertThat(target).hasBinaryContent(good);
    }

    @Test
    void knowsAnOlderBackupOfAFileThatWasMadeAnewByItsKeys() throws IOException {
        made(file, "one", "two").close();
        make(OPTIONS);
        Files.delete(file);
        made(file, "two", "three").close();
        make(OPTIONS);
        assertThat(target).hasSameBinaryContentAs(file);
    }

    @Test
    void isNeverTheFileItself() throws IOException {
        made(file, "one").close();
        Files.createSymbolicLink(target, file);
        assertThatThrownBy(() -> make(OPTIONS.byForce())).isInstanceOf(RefusedException.class)
                .hasMessageContaining("the file itself");
    }

    @Test
    void saysWhoseLockItWaitedForInVain() {
        made(file, "one").close();
        try (Neighbour neighbour = new Neighbour(file)) {
            assertThat(neighbour.lock(64, 1, false)).isTrue();
            assertThatThrownBy(() -> make(OPTIONS.withLimits(Duration.ofMillis(100), Duration.ofSeconds(5))))
                    .isInstanceOf(LockException.class).hasMessageContaining(Long.toString(neighbour.pid()));
            assertNothingElse("a.tdb");
            neighbour.unlock();
            make(OPTIONS);
        }
        assertThat(target).hasSameBinaryContentAs(file);
    }

    @Test
    void holdsTheLockNoLongerThanItMay() {
        made(file, "one").close();
        assertThatThrownBy(() -> make(OPTIONS.withLimits(Duration.ofSeconds(60), Duration.ZERO)))
                .isInstanceOf(LockException.class).hasMessageContaining("--hold");
        assertNothingElse("a.tdb");
    }

    /** Writers do not wait for what was never written. */
    @Test
    void doesNotReadTheHolesOfAFile() throws IOException {
        made(file, "one", "two").close();
        long size = 100L << 30;
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.setLength(size);
        }
        BackupResult result = make(OPTIONS.withLimits(Duration.ofSeconds(60), Duration.ofSeconds(3)));
        assertThat(result.records()).isEqualTo(2);
        assertThat(target).hasSize(size);
        try (Tdb copy = Tdb.open(target)) {
            assertThat(copy.fetch(bytes("two"))).contains(bytes("value of two"));
        }
    }

    @Test
    void leavesNothingWhenItIsCancelledOrTheFileIsNoDatabase() throws IOException {
        made(file, "one").close();
        assertThatThrownBy(() -> Backup.make(file, target, OPTIONS, (_, _) -> true))
                .isInstanceOf(CancelledException.class);
        Files.writeString(file, "no database");
        assertThatThrownBy(() -> make(OPTIONS)).isInstanceOf(NotATdbException.class);
        assertNothingElse("a.tdb");
    }
}
