package tdb2.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tdb2.engine.check.Check;
import tdb2.engine.check.Finding;
import tdb2.engine.disk.SimulatedDisk;
import tdb2.engine.event.Progress;
import tdb2.engine.format.Dialect;
import tdb2.engine.format.NtdbHeader;
import tdb2.engine.format.Tdb1Header;
import tdb2.engine.format.Tdb2Header;

/** A pending undo area whose word for the old end of the file is damaged: that word alone cuts nothing off. */
@Timeout(60)
class DamagedUndoAreaTest {

    private static final ByteOrder ORDER = ByteOrder.BIG_ENDIAN;
    private static final int RECORDS = 50;

    private static byte[] file(Dialect dialect) {
        SimulatedDisk disk = new SimulatedDisk("disk",
                CreateOptions.DEFAULT.withDialect(dialect).withOrder(ORDER).content());
        try (Tdb tdb = Tdb.of(disk, OpenOptions.WRITE)) {
            for (int i = 1; i < RECORDS; i++) {
                tdb.store(("k" + i).getBytes(UTF_8), new byte[50]);
            }
            for (int i = 0; i < 2; i++) {
                try (Transaction transaction = tdb.begin()) {
                    transaction.store("key".getBytes(UTF_8), new byte[i]);
                    transaction.commit();
                }
            }
        }
        return disk.content();
    }

    /** Says that the area is pending; where it stands. */
    private static long pending(Dialect dialect, ByteBuffer words, long end) {
        if (dialect == Dialect.TDB1) {
            int area = words.getInt(Tdb1Header.RECOVERY_START);
            words.putInt(area + 20, 0xF53BC0E7).putInt(area + 8, (int) end);
            return area;
        }
        int area = (int) words.getLong(dialect == Dialect.NTDB ? NtdbHeader.RECOVERY : Tdb2Header.RECOVERY);
        words.putLong(area, 0xF53BC0E7AD124589L).putLong(area + 24, end);
        return area;
    }

    @ParameterizedTest
    @CsvSource({ "TDB1", "TDB2_TABLES", "NTDB" })
    void recoveringDoesNotZeroWhatAHeadOfTheIndexLeadsTo(Dialect dialect) {
        byte[] whole = file(dialect);
        long area = pending(dialect, ByteBuffer.wrap(whole.clone()).order(ORDER), 0);
        for (long end : List.of(0L, 100L, 700L, area / 2 & -8, area + 64, Long.MIN_VALUE, 1L << 31,
                Long.MAX_VALUE)) {
            byte[] content = whole.clone();
            pending(dialect, ByteBuffer.wrap(content).order(ORDER), end);
            SimulatedDisk disk = new SimulatedDisk("damaged", content);
            try (Tdb tdb = Tdb.of(disk, OpenOptions.WRITE)) {
                assertThat(tdb.traverse(Fetch.RECORDS, _ -> true)).as("end at %d", end).isEqualTo(RECORDS);
            }
            assertThat(Check.of(Tdb.of("again", disk.content(), OpenOptions.DEFAULT), Progress.NONE))
                    .as("end at %d", end).noneMatch(finding -> finding.severity() == Finding.Severity.ERROR);
        }
    }
}
