package tdb2.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tdb2.engine.check.Check;
import tdb2.engine.check.Finding;
import tdb2.engine.check.Finding.Code;
import tdb2.engine.event.Progress;
import tdb2.engine.format.Tdb2Header;
import tdb2.engine.lock.LockEvent;
import tdb2.engine.lock.LockMeaning;

/** Room that an open file keeps for itself: what it saves, and that nobody is harmed by it. */
class ReserveTest {

    private static final long MOST = 4096;

    @TempDir
    private Path folder;

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static void require(Tdb tdb, Map<String, byte[]> records) {
        records.forEach((key, value) -> assertThat(tdb.fetch(bytes(key))).as(key).hasValue(value));
        assertThat(tdb.traverse(Fetch.KEYS, _ -> true)).isEqualTo(records.size());
    }

    /** What another handle finds: that it looks changes nothing. */
    private static List<Finding> seen(Path file) {
        try (Tdb reader = Tdb.open(file)) {
            return Check.of(reader, Progress.NONE);
        }
    }

    @Test
    void aValueIsReplacedWithoutTheLockOfAFreeList() {
        List<LockMeaning> taken = new ArrayList<>();
        OpenOptions listening = OpenOptions.WRITE.withLockListener(event -> {
            if (event.kind() == LockEvent.Kind.GRANTED) {
                taken.add(event.meaning());
            }
        });
        Path file = folder.resolve("replaced.tdb");
        try (Tdb tdb = Tdb.create(file, CreateOptions.DEFAULT.opened(listening))) {
            tdb.store(bytes("key"), new byte[100]);
            tdb.store(bytes("key"), new byte[101]);
            taken.clear();
            for (int i = 0; i < 50; i++) {
                tdb.store(bytes("key"), bytes("%090d".formatted(i)));
            }
            assertThat(taken).hasSize(50).allMatch(LockMeaning.Partitions.class::isInstance);
        }
    }

    @Test
    void newRecordsAreCutFromAPieceThatIsKept() {
        try (Tdb tdb = Tdb.inMemory("inserted", CreateOptions.DEFAULT)) {
            for (int i = 0; i < 5_000; i++) {
                tdb.store(bytes("key " + i), new byte[100]);
            }
            assertThat(tdb.statistics().orElseThrow().passed()).as("free records looked at").isLessThan(5_000);
        }
    }

    @Test
    void roomThatDeletedRecordsHaveLeftIsTakenWithoutLongSearches() {
        try (Tdb tdb = Tdb.inMemory("inserted again", CreateOptions.DEFAULT)) {
            int records = 20_000;
            for (int i = 0; i < records; i++) {
                tdb.store(bytes("key " + i), new byte[100]);
            }
            for (int i = 0; i < records; i++) {
                tdb.delete(bytes("key " + i));
            }
            long before = tdb.statistics().orElseThrow().passed();
            long size = tdb.size();
            for (int i = 0; i < records; i++) {
                tdb.store(bytes("key " + i), new byte[100]);
            }
            assertThat(tdb.statistics().orElseThrow().passed() - before).as("free records looked at")
                    .isLessThan(10L * records);
            assertThat(tdb.size()).isEqualTo(size);
        }
    }

    @Test
    void whatIsKeptIsGivenBackWhenTheFileIsClosed() {
        Path file = folder.resolve("closed.tdb");
        try (Tdb tdb = Tdb.create(file, CreateOptions.DEFAULT)) {
            for (int i = 0; i < 100; i++) {
                tdb.store(bytes("key " + i % 70), new byte[i]);
            }
            assertThat(seen(file)).isNotEmpty().hasSizeLessThan(3)
                    .allMatch(finding -> finding.code() == Code.LEAK && finding.length() <= MOST);
        }
        assertThat(seen(file)).isEmpty();
    }

    @Test
    void aLookThroughTheWritingHandleFindsNothingOnNoList() {
        try (Tdb tdb = Tdb.inMemory("looked at", CreateOptions.DEFAULT)) {
            for (int i = 0; i < 100; i++) {
                tdb.store(bytes("key " + i % 70), new byte[i]);
            }
            assertThat(Check.of(tdb, Progress.NONE)).isEmpty();
        }
    }

    @Test
    void aFileOfVariantZeroHasNoWordForItAndKeepsNothing() {
        Path file = folder.resolve("plain.tdb");
        try (Tdb tdb = Tdb.create(file, CreateOptions.DEFAULT.withVariant(0))) {
            for (int i = 0; i < 100; i++) {
                tdb.store(bytes("key " + i % 70), new byte[i]);
            }
            assertThat(seen(file)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "wipe", "repack" })
    void whatIsKeptIsWorthNothingWhenAnotherHasLaidOutTheFileAnew(String how) {
        Path file = folder.resolve("anew.tdb");
        Map<String, byte[]> records = new HashMap<>();
        try (Tdb tdb = Tdb.create(file, CreateOptions.DEFAULT); Tdb other = Tdb.open(file, OpenOptions.WRITE)) {
            for (int i = 0; i < 200; i++) {
                byte[] value = bytes("%0100d".formatted(i));
                tdb.store(bytes("key " + i % 50), value);
                records.put("key " + i % 50, value);
            }
            assertThat(seen(file)).as("something is kept").isNotEmpty();
            if (how.equals("wipe")) {
                other.wipe();
                records.clear();
            } else {
                other.repack();
            }
            for (int i = 0; i < 60; i++) {
                byte[] value = bytes("%0100d".formatted(1000 + i));
                other.store(bytes("another " + i), value);
                records.put("another " + i, value);
            }
            for (int i = 0; i < 30; i++) {
                byte[] value = bytes("%0100d".formatted(2000 + i));
                tdb.store(bytes("key " + i), value);
                records.put("key " + i, value);
            }
            require(other, records);
            require(tdb, records);
        }
        assertThat(seen(file)).isEmpty();
    }

    private static long layout(Tdb tdb) {
        return tdb.refresh().header() instanceof Tdb2Header header ? header.word(Tdb2Header.LAYOUT) : -1;
    }

    @Test
    void theWordThatTellsLayoutsApartChangesWithWipeAndRepackAndNothingElse() {
        try (Tdb tdb = Tdb.create(folder.resolve("layouts.tdb"), CreateOptions.DEFAULT)) {
            tdb.store(bytes("key"), bytes("value"));
            try (Transaction transaction = tdb.begin()) {
                transaction.store(bytes("another"), new byte[100_000]);
                transaction.commit();
            }
            assertThat(layout(tdb)).isZero();
            tdb.repack();
            long repacked = layout(tdb);
            assertThat(repacked).isPositive();
            tdb.wipe();
            long wiped = layout(tdb);
            assertThat(wiped).isGreaterThan(repacked);
            try (Transaction transaction = tdb.begin()) {
                transaction.wipe();
                transaction.cancel();
            }
            assertThat(layout(tdb)).isEqualTo(wiped);
            try (Transaction transaction = tdb.begin()) {
                transaction.wipe();
                transaction.commit();
            }
            assertThat(layout(tdb)).isGreaterThan(wiped);
        }
    }

    /** Two handles, as two programs have them, with everything that can befall what one of them keeps. */
    @ParameterizedTest
    @ValueSource(longs = { 1, 2, 3 })
    void severalHandlesOnOneFileLoseNothing(long seed) {
        Path file = folder.resolve("shared.tdb");
        Random random = new Random(seed);
        Map<String, byte[]> records = new HashMap<>();
        try (Tdb one = Tdb.create(file, CreateOptions.DEFAULT); Tdb two = Tdb.open(file, OpenOptions.WRITE)) {
            for (int i = 0; i < 1500; i++) {
                Tdb tdb = random.nextBoolean() ? one : two;
                String key = "key " + random.nextInt(60);
                byte[] value = new byte[random.nextInt(20) == 0 ? random.nextInt(6000) : 90 + random.nextInt(8)];
                random.nextBytes(value);
                switch (random.nextInt(200)) {
                    case 0 -> {
                        tdb.wipe();
                        records.clear();
                    }
                    case 1, 2 -> tdb.repack();
                    case 3, 4, 5 -> {
                        try (Transaction transaction = tdb.begin()) {
                            transaction.store(bytes(key), value);
                            transaction.commit();
                        }
                        records.put(key, value);
                    }
                    default -> {
                        if (random.nextInt(4) == 0) {
                            tdb.delete(bytes(key));
                            records.remove(key);
                        } else {
                            tdb.store(bytes(key), value);
                            records.put(key, value);
                        }
                    }
                }
                if (i % 100 == 0) {
                    require(one, records);
                    assertThat(seen(file)).allMatch(finding -> finding.code() == Code.LEAK).hasSizeLessThan(5);
                }
            }
            require(two, records);
        }
        assertThat(seen(file)).isEmpty();
    }

    @Test
    void aKilledProcessLeaksWhatItKeptAndARepackTakesItBack() throws IOException {
        Path file = folder.resolve("living.tdb");
        Path image = folder.resolve("killed.tdb");
        try (Tdb tdb = Tdb.create(file, CreateOptions.DEFAULT)) {
            for (int i = 0; i < 300; i++) {
                tdb.store(bytes("key " + i % 70), new byte[i]);
            }
            Files.copy(file, image);
        }
        List<Finding> leaks = seen(image);
        assertThat(leaks).isNotEmpty().hasSizeLessThan(3)
                .allMatch(finding -> finding.code() == Code.LEAK && finding.length() <= MOST);
        try (Tdb tdb = Tdb.open(image, OpenOptions.WRITE)) {
            tdb.repack();
        }
        assertThat(seen(image)).isEmpty();
    }
}
