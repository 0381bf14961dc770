package tdb2.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tdb2.engine.check.Check;
import tdb2.engine.disk.SimulatedDisk;
import tdb2.engine.error.LockException;
import tdb2.engine.event.Progress;
import tdb2.engine.format.Tdb2Header;
import tdb2.engine.lock.LockBackend.Mode;
import tdb2.engine.testing.CommittingProcess;
import tdb2.engine.transaction.Durability;

/** What a commit costs, what it leaves when it fails, and what others do when its process dies. */
@Timeout(120)
class DurableCommitTest {

    /** Where a recovery pointer has its salt. */
    private static final int SALT = 40;

    /** On a busy machine a second may pass between two commits, and then the first is settled in the background. */
    private static final OpenOptions WITHOUT_BACKGROUND = OpenOptions.WRITE
            .withCommits(standard -> standard.withDelays(Duration.ZERO, Duration.ZERO));

    @TempDir
    private Path directory;

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static SimulatedDisk disk() {
        return new SimulatedDisk("disk", CreateOptions.DEFAULT.withSeed(7).content());
    }

    private static Tdb open(SimulatedDisk disk) {
        return Tdb.of(disk, OpenOptions.WRITE);
    }

    private static void commit(Tdb tdb, String key, String value) {
        try (Transaction transaction = tdb.begin()) {
            transaction.store(bytes(key), bytes(value));
            transaction.commit();
        }
    }

    /** What was applied is newer than what the older bundle holds, and may stand where that one changed something. */
    @Test
    void theOlderBundleIsNotReplayedOverATransactionWhoseBundleWasDamaged() {
        byte[] image;
        try (Tdb tdb = Tdb.inMemory("a", CreateOptions.DEFAULT.withSeed(5))) {
            for (int i = 0; i < 100; i++) {
                tdb.store(bytes("record " + i), bytes("value %d ".formatted(i).repeat(i % 9 + 1)));
            }
            commit(tdb, "first", "in one piece");
            commit(tdb, "second", "in one piece");
            image = tdb.bytes(0, Math.toIntExact(tdb.refresh().size()));
        }
        ByteBuffer words = ByteBuffer.wrap(image).order(ByteOrder.nativeOrder());
        int pageOfTheSecond = (int) words.getLong(Tdb2Header.RECOVERY_SLOT0);
        words.putLong(pageOfTheSecond + SALT, ~words.getLong(pageOfTheSecond + SALT));
        for (OpenOptions how : List.of(OpenOptions.DEFAULT, OpenOptions.WRITE)) {
            try (Tdb tdb = Tdb.of("damaged", image, how)) {
                assertThat(tdb.fetch(bytes("second"))).hasValue(bytes("in one piece"));
                assertThat(Check.diagnose(tdb, Progress.NONE).recordsSuspect()).isZero();
            }
        }
    }

    private static long syncsOf(int commits) {
        SimulatedDisk disk = disk();
        try (Tdb tdb = Tdb.of(disk, WITHOUT_BACKGROUND)) {
            commit(tdb, "first", "makes the recovery slots");
            for (int i = 0; i < commits; i++) {
                commit(tdb, "key" + i, "value " + i);
            }
        }
        return disk.syncs();
    }

    @Test
    void eachCommitCostsExactlyOneSync() {
        long before = syncsOf(3);
        for (int commits = 4; commits < 40; commits++) {
            long now = syncsOf(commits);
            assertThat(now - before).as("commit number %d", commits).isEqualTo(1);
            before = now;
        }
    }

    @Test
    void aCommitMovesTheTimeOfTheLastChange() throws Exception {
        Path file = directory.resolve("time.tdb");
        try (Tdb tdb = Tdb.create(file, CreateOptions.DEFAULT)) {
            commit(tdb, "k", "1");
            FileTime old = FileTime.from(Instant.parse("2001-02-03T04:05:06Z"));
            Files.setLastModifiedTime(file, old);
            commit(tdb, "k", "2");
            assertThat(Files.getLastModifiedTime(file)).isGreaterThan(old);
        }
    }

    @Test
    void aBundleIsReplayedOnceAndNotAgainAfterTheNextReboot() {
        SimulatedDisk disk = disk();
        Tdb killed = open(disk);
        commit(killed, "k", "value");
        SimulatedDisk rebooted = afterReboot(disk);
        assertThat(word(rebooted, Tdb2Header.RETIRED)).isLessThan(word(rebooted, Tdb2Header.COMMITTED));
        open(rebooted);
        assertThat(word(rebooted, Tdb2Header.RETIRED)).isEqualTo(word(rebooted, Tdb2Header.COMMITTED));
        SimulatedDisk again = afterReboot(rebooted);
        open(again);
        assertThat(again.syncs()).isZero();
        assertThat(Tdb.recover(again, OpenOptions.WRITE)).isFalse();
    }

    @Test
    void aRecoveryWaitsForThoseWhoRead() throws IOException {
        Path file = directory.resolve("read.tdb");
        try (Tdb reader = Tdb.create(file, CreateOptions.DEFAULT);
                Tdb impatient = Tdb.open(file, OpenOptions.WRITE.withLockTimeout(Duration.ofMillis(50)))) {
            commit(reader, "k", "1");
            try (RecordLock _ = reader.locks().lockAll(Mode.READ)) {
                tx(file, 4); // another has died while he prepared
                assertThatThrownBy(impatient::beginRead).isInstanceOf(LockException.class);
                assertThat(tx(reader)).isEqualTo(4);
            }
            impatient.beginRead().close();
            assertThat(tx(reader)).isZero();
        }
    }

    /** Whoever reads keeps a recovery waiting, and that keeps whoever finds it due. */
    @Test
    void aLimitOfLockWaitsBoundsARecoveryToo() throws IOException {
        Path file = directory.resolve("bounded.tdb");
        OpenOptions hurried = OpenOptions.WRITE.withLockTimeout(Duration.ofMillis(50));
        byte[] key = "k".getBytes(UTF_8);
        try (Tdb reader = Tdb.create(file, CreateOptions.DEFAULT); Tdb impatient = Tdb.open(file, hurried)) {
            commit(reader, "k", "1");
            try (RecordLock _ = reader.locks().lockAll(Mode.READ)) {
                tx(file, 4); // another has died while he prepared
                assertThatThrownBy(() -> impatient.fetch(key)).isInstanceOf(LockException.class);
                assertThatThrownBy(() -> impatient.store(key, key)).isInstanceOf(LockException.class);
                assertThatThrownBy(() -> impatient.locks().lock(Mode.READ, key)).isInstanceOf(LockException.class);
                assertThat(impatient.locks().tryLock(Mode.READ, key)).isEmpty();
                assertThatThrownBy(() -> Tdb.open(file, hurried)).isInstanceOf(LockException.class);
                assertThat(tx(reader)).isEqualTo(4);
            }
            assertThat(impatient.fetch(key)).isPresent();
            assertThat(tx(reader)).isZero();
        }
    }

    @Test
    void whoKeepsLocksHasRecoveredTheFileFirst() throws IOException {
        Path file = directory.resolve("kept.tdb");
        try (Tdb tdb = Tdb.create(file, CreateOptions.DEFAULT)) {
            commit(tdb, "k", "1");
            tx(file, 4); // another has died while he prepared
            try (RecordLock _ = tdb.locks().lock(Mode.READ, "k".getBytes(UTF_8))) {
                assertThat(tx(tdb)).isZero();
            }
        }
    }

    private static long tx(Tdb tdb) {
        return ByteBuffer.wrap(tdb.bytes(Tdb2Header.TX, Long.BYTES)).order(ByteOrder.nativeOrder()).getLong();
    }

    private static void tx(Path file, long value) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder()).putLong(0, value),
                    Tdb2Header.TX);
        }
    }

    private static long word(SimulatedDisk disk, long offset) {
        return disk.u64(offset, ByteOrder.nativeOrder());
    }

    private static SimulatedDisk afterReboot(SimulatedDisk disk) {
        SimulatedDisk next = new SimulatedDisk("rebooted", disk.content());
        next.putU64(Tdb2Header.BOOT_ID, word(next, Tdb2Header.BOOT_ID) + 1, ByteOrder.nativeOrder());
        return next;
    }

    @Test
    void everyBundleHasASaltOfItsOwn() {
        Set<Long> salts = new HashSet<>();
        for (int handle = 0; handle < 2; handle++) {
            SimulatedDisk disk = disk();
            try (Tdb tdb = open(disk)) {
                for (int i = 0; i < 10; i++) {
                    commit(tdb, "k", "value " + i);
                    long slot = Tdb2Header.RECOVERY_SLOT0 + 8 * (tdb.committed() & 1);
                    salts.add(word(disk, word(disk, slot) + SALT));
                }
            }
        }
        assertThat(salts).hasSize(20).doesNotContain(0L);
    }

    @Test
    void processesThatAreAliveGoOnWhereAKilledOneLeftOff() throws Exception {
        Path file = directory.resolve("killed.tdb");
        Random random = new Random(3);
        try (Tdb tdb = Tdb.create(file, CreateOptions.DEFAULT)) {
            commit(tdb, "mine", "0");
            long first = 1;
            for (int round = 0; round < 5; round++) {
                var process = new CommittingProcess(file, first);
                process.await(1 + random.nextInt(30));
                long acknowledged = process.kill();
                long seen = seen(tdb);
                assertThat(seen).as("round %d", round).isBetween(acknowledged, acknowledged + 1);
                commit(tdb, "mine", "after " + round);
                assertThat(seen(tdb)).isEqualTo(seen);
                assertThat(tdb.regions((_, _) -> false).faults()).isEmpty();
                first = seen + 1;
            }
        }
    }

    /** The transaction that all keys are of. */
    private static long seen(Tdb tdb) {
        try (ReadTransaction reading = tdb.beginRead()) {
            List<Long> numbers = new ArrayList<>();
            for (String key : CommittingProcess.KEYS) {
                numbers.add(CommittingProcess.number(reading.fetch(bytes(key)).orElseThrow()));
            }
            assertThat(numbers).containsOnly(numbers.getFirst());
            return numbers.getFirst();
        }
    }

    @RepeatedTest(5)
    void softCommitsOfManyThreadsArriveWhileTheFlusherNeverRests() throws Exception {
        Path file = directory.resolve("soft.tdb");
        OpenOptions restless = OpenOptions.WRITE
                .withCommits(standard -> standard.withDelays(Duration.ofNanos(1), Duration.ofNanos(1)));
        Tdb.create(file, CreateOptions.DEFAULT).close();
        try (Tdb tdb = Tdb.open(file, restless); var threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> work = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                String mine = "thread " + thread;
                work.add(threads.submit(() -> {
                    for (int i = 1; i <= 150; i++) {
                        long number = softly(tdb, mine, i);
                        if (i % 10 == 0) {
                            tdb.syncUpTo(number);
                            assertThat(tdb.fetch(bytes(mine))).hasValue(bytes(Integer.toString(i)));
                        }
                    }
                }));
            }
            for (Future<?> one : work) {
                one.get(100, TimeUnit.SECONDS);
            }
        }
        try (Tdb tdb = Tdb.open(file)) {
            for (int thread = 0; thread < 4; thread++) {
                assertThat(tdb.fetch(bytes("thread " + thread))).hasValue(bytes("150"));
            }
        }
    }

    private static long softly(Tdb tdb, String key, int value) {
        try (Transaction transaction = tdb.begin()) {
            transaction.store(bytes(key), bytes(Integer.toString(value)));
            return transaction.commit(Durability.SOFT);
        }
    }
}
