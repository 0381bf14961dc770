package tdb2.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tdb2.engine.check.Check;
import tdb2.engine.check.Finding;
import tdb2.engine.check.Finding.Code;
import tdb2.engine.error.Fault;
import tdb2.engine.error.StorageException;
import tdb2.engine.event.Progress;
import tdb2.engine.format.Dialect;
import tdb2.engine.hash.HashChoice;
import tdb2.engine.storage.MemoryStorage;
import tdb2.engine.storage.WritableStorage;
import tdb2.engine.testing.StoreLog;

/**
 * A process may be killed between any two stores of any operation: the file is sound but for leaked room, every record
 * that was acknowledged is there, and the next writer goes on with it.
 */
class EveryStoreTest {

    /** The hash of a key is what its first bytes say, so that groups fill up as a test wants. */
    private static final HashChoice STEERED = new HashChoice.Own("first 8 bytes",
            (key, _) -> ByteBuffer.wrap(Arrays.copyOf(key, 8)).getLong());

    /** Native files of both variants, and the other dialects whose values are never written over; in both byte orders. */
    static Stream<Named<CreateOptions>> kinds() {
        CreateOptions plain = CreateOptions.DEFAULT.withSeed(7);
        return Stream.of(plain, plain.withVariant(0), plain.withDialect(Dialect.TDB2_TABLES),
                plain.withDialect(Dialect.NTDB).withHashSize(16)).flatMap(EveryStoreTest::inBothOrders);
    }

    private static Stream<Named<CreateOptions>> inBothOrders(CreateOptions options) {
        return Stream.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN).map(options::withOrder)
                .map(one -> Named.of("%s, variant %d, %s".formatted(one.dialect().id(), one.variant(), one.order()),
                        one));
    }

    /** A file under test, and what must be in it. */
    private static final class Subject {

        private final OpenOptions options;
        private final StoreLog log;
        private final Tdb tdb;
        private final Map<String, byte[]> records = new HashMap<>();
        private final Random random = new Random(5);

        Subject(CreateOptions options) {
            this(options, new byte[0]);
        }

        /** Of a file with something behind its end. */
        Subject(CreateOptions options, byte[] behind) {
            this.options = options.open();
            Tdb fresh = Tdb.inMemory("fresh", options);
            byte[] content = Arrays.copyOf(fresh.bytes(0, (int) fresh.size()), (int) fresh.size() + behind.length);
            System.arraycopy(behind, 0, content, content.length - behind.length, behind.length);
            log = new StoreLog(content);
            tdb = Tdb.of(log, this.options);
            log.begin();
        }

        void store(byte[] key, byte[] value) {
            log.begin();
            tdb.store(key, value);
            survives(key, Optional.of(value));
        }

        void append(byte[] key, byte[] more) {
            byte[] old = records.getOrDefault(name(key), new byte[0]);
            byte[] whole = Arrays.copyOf(old, old.length + more.length);
            System.arraycopy(more, 0, whole, old.length, more.length);
            log.begin();
            tdb.append(key, Content.of(more));
            survives(key, Optional.of(whole));
        }

        void delete(byte[] key) {
            log.begin();
            tdb.delete(key);
            survives(key, Optional.empty());
        }

        void wipe() {
            log.begin();
            tdb.wipe();
            for (byte[] image : log.killed()) {
                sound(image);
            }
            records.clear();
            whole(log.content());
        }

        byte[] anyKey() {
            List<String> keys = records.keySet().stream().sorted().toList();
            return keys.get(random.nextInt(keys.size())).getBytes(UTF_8);
        }

        /** Every image of a kill holds the old or the new value of one key and all others; then the operation counts. */
        private void survives(byte[] key, Optional<byte[]> value) {
            Optional<byte[]> old = Optional.ofNullable(records.remove(name(key)));
            List<byte[]> images = log.killed();
            for (int i = 0; i < images.size(); i++) {
                try (Tdb after = sound(images.get(i))) {
                    records.forEach((k, v) -> assertThat(after.fetch(k.getBytes(UTF_8))).hasValue(v));
                    assertThat(after.traverse(Fetch.KEYS, _ -> true)).isBetween((long) records.size(),
                            records.size() + 1L);
                    Optional<byte[]> there = after.fetch(key);
                    assertThat(same(there, old) || same(there, value)).as("old or new value at store %d", i).isTrue();
                    if (i % 3 == 0) {
                        goOn(after, key);
                    }
                }
            }
            value.ifPresent(v -> records.put(name(key), v));
            whole(log.content());
        }

        /** The next writer works on, in the same partition and elsewhere. */
        private void goOn(Tdb after, byte[] key) {
            after.store(key, new byte[40]);
            after.store("another key".getBytes(UTF_8), new byte[100]);
            after.delete(key);
            after.append("another key".getBytes(UTF_8), Content.of(new byte[60]));
            assertThat(bad(Check.of(after, Progress.NONE))).isEmpty();
            assertThat(after.traverse(Fetch.KEYS, _ -> true)).isEqualTo(records.size() + 1L);
            records.forEach((k, v) -> assertThat(after.fetch(k.getBytes(UTF_8))).hasValue(v));
        }

        private Tdb sound(byte[] image) {
            Tdb after = Tdb.of(new MemoryStorage("killed", image), options);
            assertThat(bad(Check.of(after, Progress.NONE))).isEmpty();
            return after;
        }

        /** Nothing is lost but what the open file keeps for itself: what was freed last, and a piece to cut from. */
        private void whole(byte[] image) {
            try (Tdb after = Tdb.of(new MemoryStorage("whole", image), options)) {
                List<Finding> kept = Check.of(after, Progress.NONE);
                assertThat(kept).hasSizeLessThan(3).allMatch(finding -> finding.code() == Code.LEAK
                        && finding.length() <= 4096);
            }
        }

        /** Closing gives back what was kept; it may be killed at that as well. */
        void close() {
            log.begin();
            tdb.close();
            for (byte[] image : log.killed()) {
                sound(image).close();
            }
            try (Tdb after = Tdb.of(new MemoryStorage("closed", log.content()), options)) {
                assertThat(Check.of(after, Progress.NONE)).isEmpty();
                assertThat(after.traverse(Fetch.KEYS, _ -> true)).isEqualTo(records.size());
            }
        }
    }

    private static List<Finding> bad(List<Finding> findings) {
        return findings.stream().filter(f -> f.code() != Code.LEAK && f.code() != Code.UNREACHABLE
                && f.code() != Code.BACK_LINK).toList();
    }

    private static boolean same(Optional<byte[]> one, Optional<byte[]> other) {
        return Arrays.equals(one.orElse(null), other.orElse(null));
    }

    private static String name(byte[] key) {
        return new String(key, UTF_8);
    }

    /** A key with a hash whose first bits are chosen; all its bytes are ASCII. */
    private static byte[] key(int group, int number) {
        byte[] key = ("%c%c".formatted(group, '0' + number % 10) + "abcdef-" + number).getBytes(UTF_8);
        return key;
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void randomOperations(CreateOptions options) {
        Subject subject = new Subject(options);
        Random random = new Random(options.variant());
        for (int i = 0; i < 150; i++) {
            byte[] key = ("key " + random.nextInt(60)).getBytes(UTF_8);
            byte[] value = new byte[random.nextInt(random.nextInt(10) == 0 ? 3000 : 120)];
            random.nextBytes(value);
            switch (random.nextInt(4)) {
                case 0 -> subject.delete(key);
                case 1 -> subject.append(key, value);
                default -> subject.store(key, value);
            }
        }
        subject.wipe();
        subject.store("one more".getBytes(UTF_8), new byte[70]);
        subject.store("one more".getBytes(UTF_8), new byte[71]);
        subject.close();
    }

    /** Bundles lie behind the end; what they leave there becomes part of the file when it grows over it. */
    @ParameterizedTest
    @MethodSource("withAnEnd")
    void growingOverWhatIsBehindTheEnd(CreateOptions options) {
        byte[] behind = new byte[100_000];
        new Random(1).nextBytes(behind);
        Subject subject = new Subject(options, behind);
        for (int i = 0; subject.log.size() <= behind.length + 10_000; i++) {
            subject.store(("key " + i).getBytes(UTF_8), new byte[5000]);
        }
        subject.close();
    }

    /** The files whose header tells where they end. */
    static Stream<Named<CreateOptions>> withAnEnd() {
        return inBothOrders(CreateOptions.DEFAULT.withSeed(7));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void groupsThatExplodeAndShrink(CreateOptions options) {
        Subject subject = new Subject(options.withHash(STEERED));
        Random random = new Random(3);
        for (int i = 0; i < 60; i++) {
            subject.store(key('a' + random.nextInt(2), i), new byte[random.nextInt(30)]);
        }
        while (!subject.records.isEmpty()) {
            subject.delete(subject.anyKey());
        }
        subject.close();
    }

    /** Records of one home bucket, spread over all 64 that the next two levels have. */
    @Test
    void nineSmallTablesThatBecomeALargeOne() {
        Subject subject = new Subject(CreateOptions.DEFAULT.withSeed(7).withHash(STEERED));
        List<Integer> buckets = new ArrayList<>(IntStream.range(0, 64).boxed().toList());
        Collections.shuffle(buckets, new Random(11));
        for (int bucket : buckets) {
            subject.store(("a%cabcdef".formatted(64 + bucket)).getBytes(UTF_8), new byte[bucket % 5]);
        }
        assertThat(subject.tdb.statistics().orElseThrow().fusions()).isPositive();
        subject.close();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void keysOfOneHash(CreateOptions options) {
        Subject subject = new Subject(options.withHash(HashChoice.constant(0x0123_4567_89AB_CDEFL)));
        int most = options.variant() == 0 ? 6 : 30;
        for (int i = 0; i < most; i++) {
            subject.store(("key " + i).getBytes(UTF_8), new byte[i]);
        }
        for (int i = 0; i < most; i += 2) {
            subject.delete(("key " + i).getBytes(UTF_8));
        }
        for (int i = 0; i < most; i++) {
            subject.store(("key " + i).getBytes(UTF_8), new byte[i + 9]);
        }
        subject.close();
    }

    /** A write that fails may have reached the file all the same, on a server say: what it led to is not given away. */
    @ParameterizedTest
    @MethodSource("kinds")
    void aStoreThatReachesTheFileAndIsReportedAsFailed(CreateOptions options) {
        byte[] content;
        try (Tdb tdb = Tdb.inMemory("fresh", options)) {
            for (int i = 0; i < 40; i++) {
                tdb.store(("key " + i).getBytes(UTF_8), new byte[i]);
            }
            content = tdb.bytes(0, (int) tdb.size());
        }
        boolean failed = true;
        for (int number = 1; failed; number++) {
            FailingStores stores = new FailingStores(content, number);
            try (Tdb tdb = Tdb.of(stores.storage(), options.open())) {
                tdb.store("key 7".getBytes(UTF_8), new byte[70]);
                tdb.store("another".getBytes(UTF_8), new byte[70]);
            } catch (StorageException e) {
                assertThat(e).hasMessageContaining("reported");
            }
            failed = stores.failed;
            try (Tdb after = Tdb.of("after", stores.memory.bytes(0, (int) stores.memory.size()), options.open())) {
                assertThat(bad(Check.of(after, Progress.NONE))).as("store %d", number).isEmpty();
                assertThat(after.traverse(Fetch.KEYS, _ -> true)).isBetween(40L, 41L);
                after.store("one more".getBytes(UTF_8), new byte[70]);
                assertThat(bad(Check.of(after, Progress.NONE))).as("store %d", number).isEmpty();
            }
        }
    }

    /** Makes every store, and says of one that it failed. */
    private static final class FailingStores {

        private final MemoryStorage memory;
        private int left;
        private boolean failed;

        FailingStores(byte[] content, int number) {
            memory = new MemoryStorage("failing", content);
            left = number;
        }

        WritableStorage storage() {
            return (WritableStorage) Proxy.newProxyInstance(getClass().getClassLoader(),
                    new Class<?>[] { WritableStorage.class }, (_, method, arguments) -> {
                        Object result = method.invoke(memory, arguments);
                        if (method.getName().matches("write|putU32|putU64") && --left == 0) {
                            failed = true;
                            throw new StorageException(new Fault("failing", Fault.NOWHERE, "a store",
                                    "one that is reported as failed", ""));
                        }
                        return result;
                    });
        }
    }
}
