package tdb2.engine.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tdb2.engine.CreateOptions;
import tdb2.engine.OpenOptions;
import tdb2.engine.Tdb;
import tdb2.engine.Transaction;
import tdb2.engine.event.Progress;
import tdb2.engine.format.Dialect;
import tdb2.engine.repair.Repair;

/** A file of which the end is missing, in the midst of the area that its last transaction left behind. */
class CutOffFileTest {

    private static final int RECORDS = 50;
    /** The size of an NTDB file is a multiple of this. */
    private static final int NTDB_STEP = 16_384;

    @TempDir
    private Path directory;

    private static byte[] key(int number) {
        return ("key " + number).getBytes(UTF_8);
    }

    /** A file that ends within its undo area. */
    private Path cutOff(Dialect dialect) throws IOException {
        Path file = directory.resolve(dialect.name());
        try (Tdb tdb = Tdb.create(file, CreateOptions.DEFAULT.withDialect(dialect));
                Transaction transaction = tdb.begin()) {
            for (int i = 0; i < RECORDS; i++) {
                transaction.store(key(i), new byte[100]);
            }
            transaction.commit();
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(Files.size(file) - (dialect == Dialect.NTDB ? NTDB_STEP : 512));
        }
        return file;
    }

    private static Diagnosis diagnose(Path file) {
        try (Tdb tdb = Tdb.open(file, OpenOptions.DEFAULT)) {
            return Check.diagnose(tdb, Progress.NONE);
        }
    }

    private static boolean tellsIt(Finding finding) {
        return finding.severity() == Finding.Severity.ERROR && finding.message().contains("area");
    }

    @ParameterizedTest
    @EnumSource(value = Dialect.class, names = { "TDB1", "TDB2_TABLES", "NTDB" })
    void isNotCalledSound(Dialect dialect) throws IOException {
        Path file = cutOff(dialect);
        Diagnosis diagnosis = diagnose(file);
        assertThat(diagnosis.verdict()).isEqualTo(Diagnosis.Verdict.DAMAGED);
        assertThat(diagnosis.findings()).anyMatch(CutOffFileTest::tellsIt);
        assertThat(diagnosis.recordsIntact()).as("%s", diagnosis.findings()).isEqualTo(RECORDS);
        try (Repair repair = Repair.of(file, OpenOptions.DEFAULT, Progress.NONE)) {
            assertThat(repair.plan().recovered()).isEqualTo(RECORDS);
        }
    }

    @ParameterizedTest
    @EnumSource(value = Dialect.class, names = { "TDB1", "TDB2_TABLES", "NTDB" })
    void itsNextTransactionGetsAnAreaThatIsThere(Dialect dialect) throws IOException {
        Path file = cutOff(dialect);
        try (Tdb tdb = Tdb.open(file, OpenOptions.WRITE); Transaction transaction = tdb.begin()) {
            for (int i = 0; i < RECORDS; i++) {
                transaction.store(key(RECORDS + i), new byte[100]);
            }
            transaction.commit();
        }
        assertThat(diagnose(file).findings()).noneMatch(CutOffFileTest::tellsIt);
        try (Tdb tdb = Tdb.open(file, OpenOptions.DEFAULT)) {
            for (int i = 0; i < 2 * RECORDS; i++) {
                assertThat(tdb.fetch(key(i))).contains(new byte[100]);
            }
        }
    }
}
