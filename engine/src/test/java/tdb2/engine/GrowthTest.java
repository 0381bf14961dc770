package tdb2.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tdb2.engine.check.Check;
import tdb2.engine.check.Finding;
import tdb2.engine.check.Finding.Code;
import tdb2.engine.error.DamagedException;
import tdb2.engine.event.Progress;
import tdb2.engine.hash.HashChoice;
import tdb2.engine.inspect.Region;
import tdb2.engine.lock.LockFunctions;
import tdb2.engine.lock.SpanLocks;
import tdb2.engine.storage.MemoryStorage;
import tdb2.engine.testing.StoreLog;

/** How a native file grows: its tables as its records become more, and itself when all free space is used up. */
class GrowthTest {

    @TempDir
    private Path folder;

    /** The hash of a key is its first eight bytes. */
    private static final HashChoice STEERED = new HashChoice.Own("first 8 bytes",
            (key, _) -> ByteBuffer.wrap(key).getLong());
    private static final int LARGE_TABLE = 512;
    private static final int HEADERS = 16;

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static Tdb fresh(int variant, HashChoice hash) {
        return Tdb.inMemory("growing", CreateOptions.DEFAULT.withVariant(variant).withSeed(11).withHash(hash));
    }

    private static List<Region> regions(Tdb tdb) {
        List<Region> regions = new ArrayList<>();
        tdb.regions(Progress.NONE).forEach(0, Progress.NONE, regions::add);
        return regions;
    }

    private static long largeTables(Tdb tdb) {
        return regions(tdb).stream()
                .filter(region -> region instanceof Region.SubTable table
                        && table.header().valueLength() == LARGE_TABLE)
                .count();
    }

    /** Keys of one bucket of the top level, spread over the buckets of three tables below it. */
    private static byte[] below(int first, int second, int third, int number) {
        long hash = 0x55L << 57 | 0x3L << 54 | (long) first << 51 | (long) second << 48 | (long) third << 45 | number;
        return ByteBuffer.allocate(9).putLong(hash).put((byte) 'k').array();
    }

    @Test
    void nineSmallTablesBecomeOneLargeWhenAllEightChildrenAreThere() {
        try (Tdb tdb = fresh(1, STEERED)) {
            int records = 0;
            for (int first = 0; first < 8; first++) {
                assertThat(tdb.statistics().orElseThrow().fusions()).as("with %d children at most", first).isZero();
                assertThat(largeTables(tdb)).isZero();
                for (int second = 0; second < 9; second++) {
                    tdb.store(below(first, second % 8, 0, second), bytes("value"));
                    records++;
                }
            }
            for (int number = 100; tdb.statistics().orElseThrow().fusions() == 0; number++) {
                tdb.store(below(number % 8, number / 8 % 8, 0, number), bytes("value"));
                records++;
                assertThat(records).isLessThan(400);
            }
            assertThat(largeTables(tdb)).isEqualTo(1);
            assertThat(Check.of(tdb, Progress.NONE)).as("the nine were given back").isEmpty();
            assertThat(tdb.traverse(Fetch.KEYS, _ -> true)).isEqualTo(records);
            for (int first = 0; first < 8; first++) {
                assertThat(tdb.fetch(below(first, 3, 0, 3))).hasValue(bytes("value"));
            }
        }
    }

    @Test
    void aChildThatIsNoSmallTablePreventsIt() {
        try (Tdb tdb = fresh(1, STEERED)) {
            for (int number = 0; tdb.statistics().orElseThrow().fusions() == 0; number++) {
                tdb.store(below(0, number % 8, number / 8 % 8, number),
                        bytes("in the first child, which becomes large"));
                assertThat(number).isLessThan(400);
            }
            for (int first = 1; first < 8; first++) {
                for (int second = 0; second < 9; second++) {
                    tdb.store(below(first, second % 8, 0, second), bytes("value"));
                }
            }
            assertThat(tdb.statistics().orElseThrow().explosions()).isGreaterThanOrEqualTo(16);
            assertThat(tdb.statistics().orElseThrow().fusions()).isEqualTo(1);
            assertThat(largeTables(tdb)).isEqualTo(1);
            assertThat(Check.of(tdb, Progress.NONE)).isEmpty();
        }
    }

    @Test
    void aFileOfVariantZeroGetsLargeTablesAlone() {
        try (Tdb tdb = fresh(0, STEERED)) {
            for (int number = 0; number < 100; number++) {
                tdb.store(below(number % 8, number / 8 % 8, 0, number), bytes("value"));
            }
            assertThat(regions(tdb).stream().filter(Region.SubTable.class::isInstance)).isNotEmpty()
                    .allMatch(table -> ((Region.SubTable) table).header().valueLength() == LARGE_TABLE);
        }
    }

    /** Bytes that a record takes at least. */
    private static long wanted(byte[] key, byte[] value) {
        return Math.max(2 * HEADERS, HEADERS + key.length + value.length + 7 & -8L);
    }

    /** The longest stretch of free records that lie side by side. */
    private static long mostRoom(List<Region> regions) {
        long most = 0;
        long here = 0;
        for (Region region : regions) {
            here = region instanceof Region.Free ? here + region.length() : 0;
            most = Math.max(most, here);
        }
        return most;
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, 1 })
    void theFileGrowsOnlyWhenNoFreeSpaceIsLargeEnough(int variant) {
        Random random = new Random(variant);
        try (Tdb tdb = fresh(variant, new HashChoice.Automatic())) {
            int grown = 0;
            for (int i = 0; i < 1500; i++) {
                byte[] key = bytes("key " + random.nextInt(400));
                if (random.nextInt(3) == 0) {
                    tdb.delete(key);
                    continue;
                }
                byte[] value = new byte[random.nextInt(i % 50 == 0 ? 4000 : 300)];
                List<Region> before = regions(tdb);
                long growths = tdb.statistics().orElseThrow().growths();
                long tables = tdb.statistics().orElseThrow().explosions();
                tdb.store(key, value);
                boolean tableMade = tdb.statistics().orElseThrow().explosions() > tables;
                if (tdb.statistics().orElseThrow().growths() > growths && !tableMade) {
                    assertThat(mostRoom(before)).as("operation %d", i).isLessThan(wanted(key, value));
                    grown++;
                }
            }
            assertThat(grown).isGreaterThan(10);
            assertThat(Check.of(tdb, Progress.NONE)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, 1 })
    void allThatWasDeletedIsUsedAgainBeforeTheFileGrows(int variant) {
        try (Tdb tdb = fresh(variant, new HashChoice.Automatic())) {
            for (int i = 0; i < 2000; i++) {
                tdb.store(bytes("key %04d".formatted(i)), new byte[100]);
            }
            for (int round = 0; round < 3; round++) {
                for (int i = round; i < 2000; i += 3) {
                    tdb.delete(bytes("key %04d".formatted(i)));
                }
                long size = tdb.refresh().size();
                for (int i = round; i < 2000; i += 3) {
                    tdb.store(bytes("key %04d".formatted(i)), new byte[100]);
                }
                assertThat(tdb.refresh().size()).isEqualTo(size);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, 1 })
    void aStepIsASixteenthOfTheFileAtMost(int variant) {
        try (Tdb tdb = fresh(variant, new HashChoice.Automatic())) {
            long size = tdb.refresh().size();
            int steps = 0;
            for (int i = 0; i < 12_000; i++) {
                tdb.store(bytes("key " + i), new byte[i % 120]);
                long now = tdb.refresh().size();
                if (now > size) {
                    assertThat(now - size).as("from %d to %d", size, now)
                            .isLessThanOrEqualTo(Math.max(1024, size / 16));
                    steps++;
                }
                size = now;
            }
            assertThat(steps).isGreaterThan(20);
            assertThat(size).isGreaterThan(1_000_000);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, 1 })
    void aProcessKilledWhileTheFileGrowsLeavesASoundFileThatGrowsOn(int variant) {
        byte[] before;
        try (Tdb tdb = fresh(variant, new HashChoice.Automatic())) {
            for (int i = 0; i < 100; i++) {
                tdb.store(bytes("key " + i), new byte[i]);
            }
            before = tdb.bytes(0, (int) tdb.size());
        }
        StoreLog log = new StoreLog(before);
        Tdb growing = Tdb.of(log, OpenOptions.WRITE);
        log.begin();
        growing.store(bytes("large"), new byte[90_000]); // fills the last zone up and makes new ones
        assertThat(growing.refresh().size()).isGreaterThan(before.length + 90_000L);
        for (byte[] image : log.killed()) {
            MemoryStorage storage = new MemoryStorage("killed", image);
            try (Tdb after = Tdb.of(storage, OpenOptions.WRITE)) {
                assertThat(bad(after)).isEmpty();
                after.store(bytes("larger"), new byte[120_000]);
                after.store(bytes("small"), new byte[100]);
                assertThat(bad(after)).isEmpty();
                assertThat(after.fetch(bytes("larger"))).hasValue(new byte[120_000]);
                for (int i = 0; i < 100; i++) {
                    assertThat(after.fetch(bytes("key " + i))).hasValue(new byte[i]);
                }
            }
        }
    }

    /** Runs something once, just before the lock of growth is taken. */
    private static UnaryOperator<LockFunctions> beforeGrowth(Runnable once) {
        AtomicBoolean done = new AtomicBoolean();
        return functions -> (LockFunctions) Proxy.newProxyInstance(GrowthTest.class.getClassLoader(),
                new Class<?>[] { LockFunctions.class }, (_, method, arguments) -> {
                    if (method.getName().equals("tryLock") && arguments[0].equals(SpanLocks.zoned(1).expansion())
                            && done.compareAndSet(false, true)) {
                        once.run();
                    }
                    return method.invoke(functions, arguments);
                });
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, 1 })
    void twoWritersWhoGrowTheFileAtOnceGetDifferentRoom(int variant) {
        Path file = folder.resolve("grown by two.tdb");
        Tdb.create(file, CreateOptions.DEFAULT.withVariant(variant).withHash(STEERED)).close();
        OpenOptions options = OpenOptions.WRITE.withHash(STEERED);
        byte[] here = ByteBuffer.allocate(8).putLong(1L << 60).array();
        byte[] there = ByteBuffer.allocate(8).putLong(2L << 60).array(); // of another group, so that both may work at once
        byte[] value = new byte[900];
        Arrays.fill(value, (byte) 0x5A);
        try (Tdb other = Tdb.open(file, options);
                Tdb tdb = Tdb.open(file, options
                        .withLockFunctions(beforeGrowth(() -> other.store(there, value))))) {
            tdb.store(here, value);
            assertThat(tdb.fetch(here)).hasValue(value);
            assertThat(tdb.fetch(there)).hasValue(value);
            assertThat(Check.of(other, Progress.NONE)).allMatch(finding -> finding.code() == Code.LEAK);
        }
        try (Tdb tdb = Tdb.open(file, options)) {
            assertThat(Check.of(tdb, Progress.NONE)).isEmpty();
        }
    }

    @Test
    void zerosInTheMiddleOfAPlainFileAreDamageAndNotRoomForZones() {
        byte[] content;
        try (Tdb tdb = fresh(0, new HashChoice.Automatic())) {
            tdb.store(bytes("large"), new byte[90_000]);
            tdb.store(bytes("behind"), bytes("value"));
            content = tdb.bytes(0, (int) tdb.size());
        }
        int secondZone = 8504 + (1 << 16);
        Arrays.fill(content, secondZone, secondZone + 4096, (byte) 0);
        try (Tdb tdb = Tdb.of("damaged", content, OpenOptions.WRITE)) {
            assertThat(bad(tdb)).isNotEmpty();
            assertThatThrownBy(() -> tdb.store(bytes("new"), new byte[500_000])).isInstanceOf(DamagedException.class);
        }
    }

    private static List<Finding> bad(Tdb tdb) {
        return Check.of(tdb, Progress.NONE).stream()
                .filter(finding -> finding.code() != Code.LEAK && finding.code() != Code.UNREACHABLE
                        && finding.code() != Code.BACK_LINK)
                .toList();
    }

    @Test
    void theHintThatRecordsAreVolatileChangesNoByte() {
        byte[][] files = new byte[2][];
        for (int hinted = 0; hinted < 2; hinted++) {
            OpenOptions options = hinted == 1 ? OpenOptions.WRITE.withFlags(Flag.VOLATILE) : OpenOptions.WRITE;
            try (Tdb tdb = Tdb.inMemory("hint", CreateOptions.DEFAULT.withSeed(11).opened(options))) {
                Random random = new Random(3);
                for (int i = 0; i < 800; i++) {
                    byte[] key = bytes("key " + random.nextInt(90));
                    if (random.nextBoolean()) {
                        tdb.store(key, new byte[random.nextInt(200)]);
                    } else {
                        tdb.delete(key);
                    }
                }
                files[hinted] = tdb.bytes(0, (int) tdb.refresh().size());
            }
        }
        assertThat(files[1]).isEqualTo(files[0]);
    }
}
