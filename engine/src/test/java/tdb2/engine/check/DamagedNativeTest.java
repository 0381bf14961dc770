package tdb2.engine.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tdb2.engine.CreateOptions;
import tdb2.engine.Fetch;
import tdb2.engine.OpenOptions;
import tdb2.engine.Tdb;
import tdb2.engine.check.Finding.Code;
import tdb2.engine.event.Progress;
import tdb2.engine.format.Tdb2Header;
import tdb2.engine.inspect.Region;

/** Native files that are damaged on purpose, one word each: check finds it, in both variants and byte orders. */
class DamagedNativeTest {

    private static final int RECORDS = 40;

    /** One damage: what is done to a file, and what check says of it. */
    private enum Damage {
        AN_ENTRY_THAT_LEADS_OUTSIDE(Code.DAMAGED, (file, subject) -> file.put(subject.entry, 1L << 40)),
        AN_ENTRY_THAT_LEADS_INTO_A_RECORD(Code.DAMAGED, (file, subject) -> file.add(subject.entry, 8)),
        AN_ENTRY_THAT_IS_GONE(Code.UNREACHABLE, (file, subject) -> file.put(subject.entry, 0)),
        AN_ENTRY_WITH_OTHER_HASH_BITS(Code.NOT_BY_KEY, (file, subject) -> file.add(subject.entry, 1L << 57)),
        TWO_ENTRIES_OF_ONE_RECORD(Code.DAMAGED,
                (file, subject) -> file.put(subject.other,
                        (file.get(subject.entry) & ~7) | (file.get(subject.other) & 7))),
        A_KEY_THAT_IS_NOT_WHAT_IT_WAS(Code.NOT_FOUND, (file, subject) -> file.add(subject.record + 16, 1)),
        A_RECORD_WITHOUT_ITS_MAGIC(Code.DAMAGED, (file, subject) -> file.put(subject.record, 0)),
        A_RECORD_THAT_REACHES_OVER_THE_NEXT(Code.USED_TWICE, (file, subject) -> file.add(subject.record, 64L << 11)),
        A_FREE_RECORD_THAT_IS_TOO_LONG(Code.USED_TWICE, (file, subject) -> file.add(subject.free + 8, 64)),
        A_FREE_RECORD_THAT_LEADS_TO_ITSELF(Code.DAMAGED, (file, subject) -> file.put(subject.free + 16, subject.free)),
        A_FREE_LIST_THAT_LEADS_INTO_A_RECORD(Code.DAMAGED, (file, subject) -> file.put(subject.free + 16,
                subject.record)),
        A_ZONE_WITHOUT_ITS_SIZE(Code.DAMAGED, (file, subject) -> file.put(Tdb2Header.LENGTH, 99));

        private final Code code;
        private final BiConsumer<Image, Subject> done;

        Damage(Code code, BiConsumer<Image, Subject> done) {
            this.code = code;
            this.done = done;
        }
    }

    /** The bytes of a file. */
    private record Image(ByteBuffer bytes) {

        long get(long offset) {
            return bytes.getLong((int) offset);
        }

        void put(long offset, long word) {
            bytes.putLong((int) offset, word);
        }

        void add(long offset, long more) {
            put(offset, get(offset) + more);
        }
    }

    /** What is damaged: offsets of a record, its entry and another one, and a free record on a list. */
    private record Subject(long record, long entry, long other, long free) {}

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static byte[] file(int variant, ByteOrder order) {
        try (Tdb tdb = Tdb.inMemory("sound", CreateOptions.DEFAULT.withVariant(variant).withOrder(order).withSeed(3))) {
            for (int i = 0; i < RECORDS; i++) {
                tdb.store(bytes("key %05d".formatted(i)), new byte[200]);
            }
            for (int i = 0; i < RECORDS; i += 10) {
                tdb.delete(bytes("key %05d".formatted(i)));
            }
            assertThat(Check.of(tdb, Progress.NONE)).isEmpty();
            return tdb.bytes(0, (int) tdb.refresh().size());
        }
    }

    private static Subject subject(byte[] content, Image image) {
        try (Tdb tdb = Tdb.of("sound", content, OpenOptions.DEFAULT)) {
            List<Long> free = new ArrayList<>();
            tdb.regions(Progress.NONE).forEach(0, Progress.NONE, region -> {
                if (region instanceof Region.Free room && room.listed()) {
                    free.add(room.offset());
                }
                return true;
            });
            List<Long> entries = Stream.iterate((long) Tdb2Header.HASHTABLE, at -> at < Tdb2Header.LENGTH, at -> at + 8)
                    .filter(at -> image.get(at) != 0 && image.get(at) >>> 56 != 0xFF).toList();
            long record = image.get(entries.getFirst()) & (1L << 56) - 8;
            assertThat(tdb.at(record, Fetch.KEYS)).isPresent();
            return new Subject(record, entries.getFirst(), entries.get(1), free.getFirst());
        }
    }

    static Stream<Arguments> damages() {
        return Stream.of(Damage.values()).flatMap(damage -> Stream.of(1, 0)
                .flatMap(variant -> Stream.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)
                        .map(order -> Arguments.of(damage, variant, order))));
    }

    @ParameterizedTest
    @MethodSource("damages")
    void isFoundAndNothingIsThrown(Damage damage, int variant, ByteOrder order) {
        byte[] content = file(variant, order);
        byte[] bytes = content.clone();
        Image image = new Image(ByteBuffer.wrap(bytes).order(order));
        damage.done.accept(image, subject(content, image));
        try (Tdb tdb = Tdb.of("damaged", bytes, OpenOptions.DEFAULT)) {
            assertThat(Check.of(tdb, Progress.NONE)).anyMatch(finding -> finding.code() == damage.code);
        }
    }

    @Test
    void aFileThatIsNotDamagedHasNoFinding() {
        try (Tdb tdb = Tdb.of("sound", file(1, ByteOrder.BIG_ENDIAN), OpenOptions.DEFAULT)) {
            assertThat(Check.of(tdb, Progress.NONE)).isEmpty();
        }
    }
}
