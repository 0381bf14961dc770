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
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tdb2.engine.check.Check;
import tdb2.engine.error.RefusedException;
import tdb2.engine.event.Progress;
import tdb2.engine.format.Dialect;
import tdb2.engine.hash.HashChoice;
import tdb2.engine.inspect.FreeLists;
import tdb2.engine.storage.MemoryStorage;
import tdb2.engine.testing.SambaTools;
import tdb2.engine.testing.StoreLog;

/** TDB1 files that we write are files that Samba's library could have written. */
class Tdb1WritingTest {

    private static final long ALMOST = 0xFFFF_F000L;

    @TempDir
    private Path folder;

    static Stream<Arguments> kinds() {
        return Stream.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN).flatMap(order -> Stream
                .of(new HashChoice.Default(), new HashChoice.Jenkins()).map(hash -> Arguments.of(order, hash)));
    }

    private static CreateOptions tdb1(ByteOrder order, HashChoice hash) {
        return CreateOptions.DEFAULT.withDialect(Dialect.TDB1).withOrder(order).withHash(hash);
    }

    private static CreateOptions plain() {
        return tdb1(ByteOrder.nativeOrder(), new HashChoice.Default());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    /** Stores, deletes and lengthens records at random; what must be there then. */
    private static Map<String, byte[]> work(Editable tdb, int operations, Map<String, byte[]> records, Random random) {
        for (int i = 0; i < operations; i++) {
            String key = "key %d".formatted(random.nextInt(400));
            if (random.nextInt(3) == 0) {
                tdb.delete(bytes(key));
                records.remove(key);
            } else {
                byte[] value = new byte[random.nextInt(random.nextInt(20) == 0 ? 5000 : 120)];
                random.nextBytes(value);
                tdb.store(bytes(key), value);
                records.put(key, value);
            }
        }
        return records;
    }

    private static void holds(Tdb tdb, Map<String, byte[]> records) {
        records.forEach((key, value) -> assertThat(tdb.fetch(bytes(key))).hasValue(value));
        assertThat(tdb.traverse(Fetch.KEYS, _ -> true)).isEqualTo(records.size());
        assertThat(Check.of(tdb, Progress.NONE)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void sambasToolsFindNothingWrongWithWhatWeWrote(ByteOrder order, HashChoice hash)
            throws IOException, InterruptedException {
        SambaTools.require("tdbtool");
        Path file = folder.resolve("ours.tdb");
        Map<String, byte[]> records = new TreeMap<>();
        try (Tdb tdb = Tdb.create(file, tdb1(order, hash).withHashSize(37))) {
            assertThat(SambaTools.check(file)).contains("integrity is OK and has 0 records");
            work(tdb, 3000, records, new Random(1));
            assertThat(SambaTools.check(file)).contains("integrity is OK and has " + records.size() + " records");
            for (int round = 0; round < 4; round++) {
                try (Transaction transaction = tdb.begin()) {
                    work(transaction, 500, records, new Random(round));
                    transaction.commit();
                }
                assertThat(SambaTools.check(file)).contains("integrity is OK and has " + records.size());
            }
            holds(tdb, records);
            tdb.repack();
            assertThat(SambaTools.check(file)).contains("integrity is OK and has " + records.size() + " records");
            holds(tdb, records);
            tdb.wipe();
            assertThat(SambaTools.check(file)).contains("integrity is OK and has 0 records");
        }
    }

    @Test
    void sambasToolsReadCopyAndRestoreWhatWeWroteAndWeReadTheirCopies() throws IOException, InterruptedException {
        SambaTools.require("tdbbackup");
        Path file = folder.resolve("ours.tdb");
        Map<String, byte[]> records;
        try (Tdb tdb = Tdb.create(file, plain())) {
            records = work(tdb, 2000, new TreeMap<>(), new Random(2));
        }
        assertThat(SambaTools.run(List.of("tdbbackup", file.toString()))).isEmpty();
        try (Tdb copy = Tdb.open(folder.resolve("ours.tdb.bak"), OpenOptions.WRITE)) {
            holds(copy, records);
            work(copy, 500, records, new Random(3));
            holds(copy, records);
        }
        Path dump = folder.resolve("dump");
        Files.writeString(dump, SambaTools.run(List.of("tdbdump", file + ".bak")));
        Path restored = folder.resolve("restored.tdb");
        SambaTools.run(List.of("sh", "-c", "tdbrestore %s < %s".formatted(restored, dump)));
        try (Tdb tdb = Tdb.open(restored, OpenOptions.WRITE)) {
            holds(tdb, records);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aNewFileIsTheOneThatTheLibraryMakes(ByteOrder order, HashChoice hash) {
        String suffix = order == ByteOrder.BIG_ENDIAN ? "-be" : "";
        boolean jenkins = hash instanceof HashChoice.Jenkins;
        byte[] theirs = Specimens.named("tdb1/%s%s.tdb".formatted(jenkins ? "jenkins" : "empty", suffix)).content();
        try (Tdb tdb = Tdb.inMemory("new", tdb1(order, hash))) {
            byte[] ours = tdb.bytes(0, (int) tdb.size());
            assertThat(ours).hasSize(696);
            // there is no empty file of the other hash: all before the free list is the same
            int compared = jenkins ? 168 : ours.length;
            assertThat(Arrays.copyOf(ours, compared)).isEqualTo(Arrays.copyOf(theirs, compared));
        }
    }

    @Test
    void aFileThatWasCutAnywhereIsWrittenToAfterAWipe() {
        for (int size = 4096; size < 4104; size++) {
            byte[] cut = Arrays.copyOf(plain().content(), size);
            try (Tdb tdb = Tdb.of("cut", cut, OpenOptions.WRITE)) {
                tdb.wipe();
                work(tdb, 100, new TreeMap<>(), new Random(size))
                        .forEach((key, value) -> assertThat(tdb.fetch(bytes(key))).hasValue(value));
            }
        }
    }

    /** Half-written records behind the old end are zeros after our recovery; the library leaves them there. */
    @TestFactory
    Stream<DynamicTest> recoveryLeavesTheBytesThatTheLibraryLeaves() {
        return Specimens.in("tdb1").filter(specimen -> specimen.expect().has("recoveredFileSha256"))
                .map(specimen -> DynamicTest.dynamicTest(specimen.toString(), () -> {
                    MemoryStorage copy = new MemoryStorage(specimen.toString(), specimen.content());
                    OpenOptions options = OpenOptions.WRITE.withHash(specimen.hash());
                    assertThat(Tdb.recover(copy, options))
                            .isEqualTo(specimen.expect().get("recoveryPending").asBoolean());
                    if (!specimen.toString().contains("gap3-half-written")) {
                        assertThat(sha256(copy)).isEqualTo(specimen.expect().get("recoveredFileSha256").asText());
                    }
                    assertThat(Tdb.recover(copy, options)).isFalse();
                    try (Tdb tdb = Tdb.of(copy, options)) {
                        assertThat(tdb.traverse(Fetch.KEYS, _ -> true))
                                .isEqualTo(specimen.expect().get("records").asLong());
                    }
                }));
    }

    private static String sha256(MemoryStorage storage) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256")
                .digest(storage.bytes(0, (int) storage.size())));
    }

    @Test
    void openingForWritingRecoversACrashAndSambasCheckFindsNothingWrongThen() throws IOException, InterruptedException {
        SambaTools.require("tdbtool");
        Specimens.Specimen crash = Specimens.named("tdb1/crash-gap3-half-written.tdb");
        Path file = Files.write(folder.resolve("crash.tdb"), crash.content());
        try (Tdb tdb = Tdb.open(file, OpenOptions.WRITE)) {
            assertThat(tdb.traverse(Fetch.KEYS, _ -> true)).isEqualTo(crash.expect().get("records").asLong());
            assertThat(SambaTools.check(file)).contains("integrity is OK");
        }
    }

    /** Makes a file as large as its format allows, but for a page. Nothing is in what it comes to have. */
    private static void lengthen(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[1]), ALMOST - 1);
        }
    }

    @Test
    void aFileThatCannotGrowAnyMoreIsRefusedBeforeItIsTooLarge() throws IOException {
        Path file = folder.resolve("large.tdb");
        Tdb.create(file, plain()).close();
        lengthen(file);
        try (Tdb tdb = Tdb.open(file, OpenOptions.WRITE)) {
            assertThatThrownBy(() -> tdb.store(bytes("key"), new byte[10])).isInstanceOf(RefusedException.class)
                    .hasMessageContaining("4 GiB").hasMessageContaining("convert");
            assertThat(tdb.size()).isEqualTo(ALMOST);
            assertThat(tdb.fetch(bytes("key"))).isEmpty();
        }
    }

    @Test
    void aCommitWhoseUndoAreaDoesNotFitIntoTheFormatIsRefusedAndPlainStoresGoOn() throws IOException {
        Path file = folder.resolve("large.tdb");
        try (Tdb tdb = Tdb.create(file, plain())) {
            tdb.store(bytes("room"), new byte[1000]);
            tdb.delete(bytes("room"));
        }
        lengthen(file);
        try (Tdb tdb = Tdb.open(file, OpenOptions.WRITE)) {
            try (Transaction transaction = tdb.begin()) {
                transaction.store(bytes("key"), new byte[10]);
                assertThatThrownBy(transaction::commit).isInstanceOf(RefusedException.class)
                        .hasMessageContaining("undo area").hasMessageContaining("convert");
            }
            assertThat(tdb.size()).isEqualTo(ALMOST);
            assertThat(tdb.fetch(bytes("key"))).isEmpty();
            tdb.store(bytes("key"), new byte[10]);
            assertThat(tdb.fetch(bytes("key"))).hasValue(new byte[10]);
        }
    }

    @Test
    void aCommitThatMadeTheFileGrowLeavesItLaidOutAnewAsTheLibraryDoes() {
        try (Tdb tdb = Tdb.inMemory("growing", plain())) {
            for (int i = 0; i < 200; i++) {
                tdb.store(bytes("key " + i), new byte[100]);
            }
            for (int i = 0; i < 200; i += 2) {
                tdb.delete(bytes("key " + i));
            }
            commit(tdb, "fits into a gap", 50);
            assertThat(gaps(tdb)).isGreaterThan(90);
            commit(tdb, "makes it grow", 100_000);
            assertThat(gaps(tdb)).as("the room that is left, and an undo area").isLessThanOrEqualTo(2);
            assertThat(tdb.traverse(Fetch.KEYS, _ -> true)).isEqualTo(102);
        }
    }

    private static void commit(Tdb tdb, String key, int length) {
        try (Transaction transaction = tdb.begin()) {
            transaction.store(bytes(key), new byte[length]);
            transaction.commit();
        }
    }

    private static long gaps(Tdb tdb) {
        return FreeLists.of(tdb.view().assembly(), Progress.NONE).records();
    }

    @Test
    void theSequenceNumberCountsEachChangeOfHandlesThatAskForIt() {
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            CreateOptions options = tdb1(order, new HashChoice.Default());
            try (Tdb tdb = Tdb.inMemory("counted", options.opened(OpenOptions.WRITE.withFlags(Flag.SEQNUM)))) {
                tdb.store(bytes("one"), bytes("1"));
                tdb.store(bytes("one"), bytes("1"));
                tdb.append(bytes("one"), Content.of(bytes("2")));
                tdb.delete(bytes("one"));
                tdb.delete(bytes("one"));
                assertThat(tdb.seqnum()).isEqualTo(4);
                tdb.wipe();
                assertThat(tdb.seqnum()).isEqualTo(5);
                try (Transaction transaction = tdb.begin()) {
                    transaction.store(bytes("two"), bytes("2"));
                    transaction.delete(bytes("two"));
                    transaction.commit();
                }
                assertThat(tdb.seqnum()).isEqualTo(7);
            }
        }
    }

    /** Values that do not fit into the room of the old one are never torn, and no other record is lost. */
    @ParameterizedTest
    @MethodSource("kinds")
    void aProcessKilledAfterAnyStoreLosesNothingButRoom(ByteOrder order, HashChoice hash) {
        CreateOptions options = tdb1(order, hash).withHashSize(5);
        byte[] empty;
        try (Tdb fresh = Tdb.inMemory("fresh", options)) {
            empty = fresh.bytes(0, (int) fresh.size());
        }
        StoreLog log = new StoreLog(empty);
        Map<String, byte[]> records = new TreeMap<>();
        Random random = new Random(4);
        try (Tdb tdb = Tdb.of(log, options.open())) {
            for (int i = 0; i < 150; i++) {
                String key = "key " + random.nextInt(40);
                byte[] old = records.remove(key);
                byte[] value = old != null && random.nextInt(3) == 0 ? null : longer(old, random);
                log.begin();
                if (value == null) {
                    tdb.delete(bytes(key));
                } else {
                    tdb.store(bytes(key), value);
                }
                for (byte[] image : log.killed()) {
                    survives(new MemoryStorage("killed", image), options.open(), records, key, old, value);
                }
                if (value != null) {
                    records.put(key, value);
                }
            }
        }
    }

    /** Too long for the quarter that the old one had as a reserve. */
    private static byte[] longer(byte[] old, Random random) {
        int before = old == null || old.length > 1000 ? 0 : old.length;
        byte[] value =
                new byte[before * 3 / 2 + 20 + random.nextInt(60) + (old != null && old.length > 1000 ? 2500 : 0)];
        random.nextBytes(value);
        return value;
    }

    private static void survives(MemoryStorage image, OpenOptions options, Map<String, byte[]> others, String key,
            byte[] old, byte[] value) {
        try (Tdb after = Tdb.of(image, options)) {
            others.forEach((k, v) -> assertThat(after.fetch(bytes(k))).hasValue(v));
            assertThat(after.fetch(bytes(key)).orElse(null)).isIn(old, value);
            // who comes next works on, and takes no room that is in use
            for (int i = 0; i < 12; i++) {
                after.store(bytes("another " + i), new byte[20 + 30 * i]);
                after.delete(bytes("another " + (i - 3)));
            }
            after.store(bytes(key), new byte[77]);
            others.forEach((k, v) -> assertThat(after.fetch(bytes(k))).hasValue(v));
            assertThat(after.fetch(bytes(key))).hasValue(new byte[77]);
            assertThat(Check.diagnose(after, Progress.NONE).recordsSuspect()).isZero();
        }
    }
}
