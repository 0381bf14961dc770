package tdb2.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tdb2.engine.format.Tdb2Header;
import tdb2.engine.testing.SparseStorage;

/** What opening a file reads of it: next to nothing when it is clean, its bundles after a crash. */
@Timeout(120)
class OpeningTest {

    private static final OpenOptions WITHOUT_BACKGROUND = OpenOptions.WRITE
            .withCommits(standard -> standard.withDelays(Duration.ZERO, Duration.ZERO));

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static void commit(Tdb tdb, String key, byte[] value) {
        try (Transaction transaction = tdb.begin()) {
            transaction.store(bytes(key), value);
            transaction.commit();
        }
    }

    private static SparseStorage empty() {
        SparseStorage storage = new SparseStorage();
        byte[] empty = CreateOptions.DEFAULT.withSeed(7).content();
        storage.extend(empty.length);
        storage.write(0, empty, 0, empty.length);
        return storage;
    }

    private static SparseStorage gigabyte() {
        SparseStorage storage = empty();
        try (Tdb tdb = Tdb.of(storage, OpenOptions.WRITE)) {
            commit(tdb, "small", bytes("1"));
            tdb.store(bytes("large"), new byte[1 << 20]);
            for (int i = 0; i < 10; i++) {
                byte[] key = bytes("large");
                long length = tdb.parse(key, value -> value.length()).orElseThrow();
                tdb.append(key, Content.of(new byte[(int) Math.min(length, 1 << 28)]));
            }
        }
        assertThat(storage.size()).isGreaterThan(1 << 30);
        return storage;
    }

    /** Bytes read by opening a file and looking up one record. */
    private static long read(SparseStorage storage, OpenOptions how, String value) {
        long before = storage.bytesRead();
        try (Tdb tdb = Tdb.of(storage, how)) {
            assertThat(tdb.fetch(bytes("small"))).hasValue(bytes(value));
        }
        return storage.bytesRead() - before;
    }

    @Test
    void openingACleanFileOfAGigabyteReadsNextToNothingOfIt() {
        assertThat(read(gigabyte(), OpenOptions.WRITE, "1")).isLessThan(1 << 20);
    }

    @Test
    void afterACrashOpeningReadsWhatTheBundlesHoldHoweverLargeTheFile() {
        SparseStorage storage = gigabyte();
        commit(Tdb.of(storage, WITHOUT_BACKGROUND), "small", bytes("2")); // and its process ends
        reboot(storage);
        for (OpenOptions how : List.of(OpenOptions.DEFAULT, OpenOptions.WRITE)) {
            assertThat(pending(storage)).isTrue();
            assertThat(read(storage, how, "2")).isLessThan(1 << 20);
        }
        assertThat(pending(storage)).isFalse();
        byte[] large = new byte[1 << 20];
        Arrays.fill(large, (byte) 'x');
        commit(Tdb.of(storage, WITHOUT_BACKGROUND), "another", large);
        reboot(storage);
        assertThat(read(storage, OpenOptions.WRITE, "2")).isBetween(1L << 20, 20L << 20);
    }

    private static void reboot(SparseStorage storage) {
        long boot = storage.u64(Tdb2Header.BOOT_ID, ByteOrder.nativeOrder());
        storage.putU64(Tdb2Header.BOOT_ID, boot + 1, ByteOrder.nativeOrder());
    }

    private static boolean pending(SparseStorage storage) {
        return storage.u64(Tdb2Header.RETIRED, ByteOrder.nativeOrder()) < storage.u64(Tdb2Header.COMMITTED,
                ByteOrder.nativeOrder());
    }

    @Test
    void lookingUpARecordDoesNotReadTheBundlesOfOldCommits() {
        SparseStorage storage = empty();
        try (Tdb tdb = Tdb.of(storage, OpenOptions.WRITE)) {
            commit(tdb, "large", bytes("x".repeat(1 << 20)));
            commit(tdb, "small", bytes("1"));
        }
        try (Tdb tdb = Tdb.of(storage, OpenOptions.DEFAULT)) {
            long before = storage.bytesRead();
            assertThat(tdb.fetch(bytes("small"))).hasValue(bytes("1"));
            assertThat(storage.bytesRead() - before).isLessThan(1 << 16);
        }
    }
}
