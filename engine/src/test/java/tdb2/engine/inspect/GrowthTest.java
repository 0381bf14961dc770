package tdb2.engine.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tdb2.engine.CreateOptions;
import tdb2.engine.Specimens;
import tdb2.engine.Tdb;
import tdb2.engine.event.Progress;
import tdb2.engine.inspect.Growth.Use;

/** What the bytes of a file are good for adds up, and says what a repack does. */
class GrowthTest {

    @ParameterizedTest
    @ValueSource(strings = { "tdb1/dead.tdb", "tdb2/chain100.tdb", "ntdb/chain100.tdb", "zoned/seed0.tdb",
            "zoned/corrupt-truncated60-be.tdb", "tdb1/corrupt-chain-loop.tdb" })
    void everyByteHasOneUse(String name) {
        try (Tdb tdb = Specimens.named(name).open()) {
            RegionMap map = tdb.regions(Progress.NONE);
            Growth growth = Growth.of(map, Progress.NONE);
            Census census = map.survey().census();
            assertThat(growth.bytes().values().stream().mapToLong(Long::longValue).sum()).isEqualTo(tdb.view().size());
            assertThat(growth.size()).isEqualTo(tdb.view().size());
            assertThat(growth.of(Use.LIVE)).isLessThanOrEqualTo(census.keyBytes() + census.valueBytes());
            assertThat(growth.gain()).isBetween(0L, growth.size());
            assertThat(growth.runBytes()).isLessThanOrEqualTo(growth.of(Use.FREE));
        }
    }

    @Test
    void aFileOfDeletedRecordsIsTold() {
        try (Tdb tdb = Tdb.inMemory("grown.tdb", CreateOptions.DEFAULT)) {
            for (int i = 0; i < 3000; i++) {
                tdb.store(key(i), new byte[200]);
            }
            for (int i = 0; i < 2900; i++) {
                tdb.delete(key(i));
            }
            Growth before = Growth.of(tdb.regions(Progress.NONE), Progress.NONE);
            assertThat(before.of(Use.FREE)).isGreaterThan(before.size() / 2);
            long now = tdb.repack().after();
            assertThat((double) before.repacked()).isBetween(now / 2.0, now * 2.0);
            Growth after = Growth.of(tdb.regions(Progress.NONE), Progress.NONE);
            assertThat(after.of(Use.LIVE)).isEqualTo(before.of(Use.LIVE));
        }
    }

    private static byte[] key(int number) {
        return ("key " + number).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
}
