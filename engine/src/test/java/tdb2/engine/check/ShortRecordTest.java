package tdb2.engine.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tdb2.engine.CreateOptions;
import tdb2.engine.OpenOptions;
import tdb2.engine.Tdb;
import tdb2.engine.check.Diagnosis.Verdict;
import tdb2.engine.check.Finding.Code;
import tdb2.engine.event.Progress;
import tdb2.engine.format.Dialect;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.repair.Doubt;
import tdb2.engine.repair.Repair;

/** A value whose length became smaller is suspect, also where no padding tells it: what stands behind it is no block. */
class ShortRecordTest {

    private static final int RECORDS = 40;
    private static final int DAMAGED = 17;

    static Stream<Arguments> files() {
        CreateOptions plain = CreateOptions.DEFAULT;
        return Stream.of(plain.withVariant(1), plain.withVariant(0), plain.withDialect(Dialect.TDB2_TABLES),
                plain.withDialect(Dialect.NTDB)).flatMap(
                        options -> Stream.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)
                                .map(order -> Arguments.of(options.withOrder(order).withSeed(3), order)));
    }

    private static byte[] key(int number) {
        return "key %04d".formatted(number).getBytes(UTF_8);
    }

    /** One record's value is told 16 bytes shorter than it is. */
    private static byte[] damaged(CreateOptions options, ByteOrder order) {
        try (Tdb tdb = Tdb.inMemory("sound", options)) {
            for (int i = 0; i < RECORDS; i++) {
                tdb.store(key(i), "value %02d".formatted(i).repeat(13).getBytes(UTF_8));
            }
            assertThat(Check.of(tdb, Progress.NONE)).isEmpty();
            RecordHeader record = tdb.find(key(DAMAGED)).orElseThrow().header();
            assertThat(record.padding()).isZero();
            ByteBuffer content =
                    ByteBuffer.wrap(tdb.bytes(0, Math.toIntExact(tdb.refresh().size()))).order(order);
            int lengths = (int) record.offset() + 8;
            long field = content.getLong(lengths - 8) >>> 43 & 31;
            content.putLong(lengths, content.getLong(lengths) - (16L << (2 * field)));
            return content.array();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void isToldByCheckAndSetAsideByRepair(CreateOptions options, ByteOrder order) throws IOException {
        byte[] content = damaged(options, order);
        try (Tdb tdb = Tdb.of("damaged", content, OpenOptions.DEFAULT)) {
            long offset = tdb.find(key(DAMAGED)).orElseThrow().header().offset();
            Diagnosis diagnosis = Check.diagnose(tdb, Progress.NONE);
            assertThat(diagnosis.findings()).filteredOn(finding -> finding.code() == Code.LENGTH).singleElement()
                    .satisfies(finding -> assertThat(finding.offset()).isEqualTo(offset));
            assertThat(diagnosis.recordsSuspect()).isEqualTo(1);
            assertThat(diagnosis.recordsIntact()).isEqualTo(RECORDS - 1);
            assertThat(diagnosis.verdict()).isEqualTo(Verdict.UNCERTAIN);
        }
        try (Repair repair = Repair.of("damaged", content, OpenOptions.DEFAULT, Progress.NONE)) {
            assertThat(repair.asides(RECORDS)).singleElement().satisfies(aside -> {
                assertThat(aside.key()).isEqualTo(key(DAMAGED));
                assertThat(aside.doubt()).isEqualTo(Doubt.END);
            });
            assertThat(repair.plan().recovered()).isEqualTo(RECORDS - 1);
        }
    }
}
