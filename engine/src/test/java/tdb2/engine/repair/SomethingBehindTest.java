package tdb2.engine.repair;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tdb2.engine.CreateOptions;
import tdb2.engine.Fetch;
import tdb2.engine.OpenOptions;
import tdb2.engine.Tdb;
import tdb2.engine.event.Progress;
import tdb2.engine.format.Dialect;

/** Files put one behind the other, by a copy that went wrong or a disk that mixed them up: the first one is what is repaired. */
class SomethingBehindTest {

    private static final int OURS = 12;
    private static final int THEIRS = 1500;

    private static byte[] content(Dialect dialect, ByteOrder order, int records, String what) {
        try (Tdb tdb = Tdb.inMemory("made", CreateOptions.DEFAULT.withDialect(dialect).withOrder(order).withSeed(5))) {
            for (int i = 0; i < records; i++) {
                tdb.store((what + i).getBytes(UTF_8), (what + " value " + i).repeat(9).getBytes(UTF_8));
            }
            return tdb.bytes(0, Math.toIntExact(tdb.refresh().size()));
        }
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    @ParameterizedTest
    @CsvSource({ "TDB1, NTDB, LE", "TDB1, TDB2, LE", "TDB1, TDB1, BE", "TDB2, TDB1, LE", "TDB2, NTDB, BE",
            "TDB2_TABLES, NTDB, LE", "NTDB, TDB1, LE", "NTDB, TDB2_TABLES, BE" })
    void aLargerDatabaseOfAnotherKindTakesNothingAway(Dialect ours, Dialect theirs, String order) {
        ByteOrder other = order.equals("LE") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        byte[] both = joined(content(ours, ByteOrder.LITTLE_ENDIAN, OURS, "ours"),
                content(theirs, other, THEIRS, "theirs"));
        try (Repair repair = Repair.of("both", both, OpenOptions.DEFAULT, Progress.NONE);
                Tdb copy = Tdb.inMemory("copy", repair.copyOptions())) {
            assertThat(repair.plan().dialect()).isEqualTo(ours);
            assertThat(repair.plan().reachable()).isEqualTo(OURS);
            repair.fill(copy, Progress.NONE);
            for (int i = 0; i < OURS; i++) {
                assertThat(copy.fetch(("ours" + i).getBytes(UTF_8)))
                        .hasValue(("ours value " + i).repeat(9).getBytes(UTF_8));
            }
        }
    }

    /** A growth that was not used, say: the free record before it ends where nothing begins. */
    @ParameterizedTest
    @EnumSource(Dialect.class)
    void zerosBehindTheEndMakeOfTheLastFreeRecordNothingLost(Dialect dialect) {
        byte[] sound = content(dialect, ByteOrder.nativeOrder(), OURS, "ours");
        try (Tdb tdb = Tdb.of("grown", grown(sound), OpenOptions.DEFAULT)) {
            assertThat(tdb.traverse(Fetch.KEYS, _ -> true)).isEqualTo(OURS);
        }
        try (Repair repair = Repair.of("grown", grown(sound), OpenOptions.DEFAULT, Progress.NONE)) {
            assertThat(repair.plan().reachable()).isEqualTo(OURS);
            assertThat(repair.plan().lostBytes()).isLessThanOrEqualTo(4096);
        }
    }

    private static byte[] grown(byte[] sound) {
        return Arrays.copyOf(sound, sound.length + 4096);
    }
}
