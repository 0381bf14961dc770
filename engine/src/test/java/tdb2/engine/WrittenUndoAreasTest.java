package tdb2.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tdb2.engine.event.Progress;
import tdb2.engine.dump.Digest;
import tdb2.engine.format.Dialect;
import tdb2.engine.storage.MemoryStorage;
import tdb2.engine.testing.SambaTools;
import tdb2.engine.testing.StoreLog;
import tdb2.independent.Reading;
import tdb2.independent.Undo;

/** A reader that shares no code with the engine undoes what the engine's undo areas keep, and has what was there before. */
class WrittenUndoAreasTest {

    private static final int RECORDS = 60;

    @TempDir
    private Path folder;

    static Stream<Arguments> dialects() {
        return Stream.of(Dialect.TDB1, Dialect.TDB2_TABLES, Dialect.NTDB).flatMap(dialect -> Stream
                .of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN).map(order -> Arguments.of(dialect, order)));
    }

    private static CreateOptions options(Dialect dialect, ByteOrder order) {
        return CreateOptions.DEFAULT.withDialect(dialect).withOrder(order).withHashSize(64);
    }

    private static byte[] start(CreateOptions options) {
        try (Tdb tdb = Tdb.inMemory("start", options)) {
            for (int i = 0; i < RECORDS; i++) {
                tdb.store(key(i), value(i, 40 + i * 3));
            }
            for (int i = 0; i < RECORDS; i += 4) {
                tdb.delete(key(i));
            }
            return tdb.bytes(0, (int) tdb.size());
        }
    }

    private static byte[] key(int number) {
        return ("key " + number).getBytes(UTF_8);
    }

    private static byte[] value(int number, int length) {
        byte[] value = new byte[length];
        Arrays.fill(value, (byte) (number + 1));
        return value;
    }

    /** Changes, deletes and adds records; {@code most} bytes to a value. */
    private static void work(Transaction transaction, int round, int most) {
        for (int i = 1; i < RECORDS; i += 3) {
            transaction.store(key(i), value(i + round, 10 + (i * 37 + round * 11) % most));
        }
        transaction.delete(key(2 + round));
        transaction.store(("new " + round).getBytes(UTF_8), value(round, most));
    }

    /** The first area, one that is used again, and one that takes the place of another that was too small. */
    @ParameterizedTest
    @MethodSource("dialects")
    void theOldBytesOfEveryUndoAreaThatAKillLeavesMakeTheFileWhatItWas(Dialect dialect, ByteOrder order) {
        CreateOptions options = options(dialect, order);
        StoreLog log = new StoreLog(start(options));
        try (Tdb tdb = Tdb.of(log, options.open())) {
            int[] most = { 60, 90, 200_000 };
            for (int round = 0; round < most.length; round++) {
                byte[] before = log.content();
                log.begin();
                try (Transaction transaction = tdb.begin()) {
                    work(transaction, round, most[round]);
                    transaction.prepare();
                    assertThat(Undo.of(log.content()).pending()).isTrue();
                    transaction.commit();
                }
                assertThat(undone(log.killed(), before)).as("kills between prepare and the end").isGreaterThan(20);
                isEmptied(log.content());
            }
        }
    }

    /**
     * Number of images with a pending area. A commit that made the file grow is followed by a second one that lays it out
     * anew: what was before that is the last file of that size in which nothing was pending.
     */
    private static int undone(List<byte[]> images, byte[] start) {
        int undone = 0;
        Map<Long, byte[]> settled = new TreeMap<>();
        for (byte[] image : images) {
            Undo undo = Undo.of(image);
            if (undo.pending()) {
                isUndone(undo, undo.fileEnd() == start.length ? start : settled.get(undo.fileEnd()));
                undone++;
            } else {
                settled.put((long) image.length, image);
            }
        }
        return undone;
    }

    private static void isUndone(Undo undo, byte[] before) {
        assertThat(undo.problems()).isEmpty();
        assertThat(undo.entries()).isPositive();
        assertThat(undo.fileEnd()).isEqualTo(before.length);
        isAsBefore(undo, before);
    }

    /** The area itself, and the word that names it, are no part of what was there. */
    private static void isAsBefore(Undo undo, byte[] before) {
        byte[] after = Arrays.copyOf(undo.undone(), before.length);
        if (undo.at() != Undo.of(before).at()) {
            System.arraycopy(before, undo.named(), after, undo.named(), isTdb1(undo) ? 4 : 8);
        }
        int from = (int) Math.min(undo.at(), before.length);
        int to = (int) Math.min(undo.end(), before.length);
        assertThat(Arrays.copyOf(after, from)).isEqualTo(Arrays.copyOf(before, from));
        assertThat(Arrays.copyOfRange(after, to, after.length)).isEqualTo(Arrays.copyOfRange(before, to, after.length));
        if (!isTdb1(undo)) {
            Reading reading = Reading.of(after);
            Reading old = Reading.of(before);
            assertThat(reading.problems()).isEmpty();
            assertThat(reading.records()).isEqualTo(old.records());
            assertThat(reading.seqnum()).isEqualTo(old.seqnum());
        }
    }

    private static boolean isTdb1(Undo undo) {
        return undo.named() == 44;
    }

    private static void isEmptied(byte[] content) {
        Undo undo = Undo.of(content);
        assertThat(undo.at()).isPositive();
        assertThat(undo.pending()).isFalse();
        assertThat(undo.problems()).isEmpty();
        if (!isTdb1(undo)) {
            assertThat(Reading.of(content).problems()).isEmpty();
            assertThat(Reading.of(content).pending()).isFalse();
        }
    }

    /** What Samba's library makes of a pending area of ours is what the independent reader makes of it. */
    @ParameterizedTest
    @CsvSource({ "true", "false" })
    void sambasLibraryUndoesAPendingAreaOfTdb1(boolean little) throws IOException, InterruptedException {
        SambaTools.require("tdbtool");
        CreateOptions options = options(Dialect.TDB1, little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        byte[] start = start(options);
        StoreLog log = new StoreLog(start);
        try (Tdb tdb = Tdb.of(log, options.open()); Transaction transaction = tdb.begin()) {
            work(transaction, 0, 5000);
            transaction.commit();
        }
        List<byte[]> pending = log.killed().stream().filter(image -> Undo.of(image).pending()
                && Undo.of(image).fileEnd() == start.length).toList();
        byte[] halfDone = pending.get(pending.size() / 2);
        Path file = Files.write(folder.resolve("half.tdb"), halfDone);
        SambaTools.run(List.of("tdbtool", file.toString(), "check"));
        byte[] theirs = Files.readAllBytes(file);
        assertThat(Undo.of(theirs).pending()).isFalse();
        assertThat(Arrays.copyOf(theirs, start.length)).isEqualTo(start)
                .isEqualTo(Arrays.copyOf(Undo.of(halfDone).undone(), start.length));
        assertThat(digest(theirs)).isEqualTo(digest(start));
    }

    private static String digest(byte[] file) {
        try (Tdb tdb = Tdb.of(new MemoryStorage("recovered", file), OpenOptions.DEFAULT)) {
            return Digest.of(tdb, Progress.NONE).sha256();
        }
    }
}
