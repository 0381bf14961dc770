package tdb2.engine.repair;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tdb2.engine.CreateOptions;
import tdb2.engine.OpenOptions;
import tdb2.engine.Tdb;
import tdb2.engine.check.Check;
import tdb2.engine.check.Diagnosis;
import tdb2.engine.event.Progress;
import tdb2.engine.format.Dialect;
import tdb2.engine.repair.Plan.Kind;
import tdb2.engine.storage.FileStorage;

/** Holes of a file are stepped over: what they would cost to read is not spent, and what lies behind them is found. */
class SparseFileTest {

    private static final int RECORDS = 1000;
    private static final int HOLE = 3 << 20;
    /** Where the fragment begins in its file: behind the header of every dialect. */
    private static final int FIRST = 168;
    private static final Duration HANG = Duration.ofMinutes(2);
    private static final long HUNDRED_GIB = 100L << 30;

    @TempDir
    private Path folder;

    private Path make(Dialect dialect) {
        Path file = folder.resolve(dialect.id() + ".tdb");
        try (Tdb tdb = Tdb.create(file, CreateOptions.DEFAULT.withDialect(dialect))) {
            for (int i = 0; i < RECORDS; i++) {
                tdb.store(("key " + i).getBytes(UTF_8), ("value " + i).getBytes(UTF_8));
            }
        }
        return file;
    }

    private static void lengthen(Path file, long size) throws IOException {
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.setLength(size);
        }
    }

    @Test
    void aStorageTellsWhereDataBegins() throws IOException {
        Path file = folder.resolve("holes");
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.write(1);
            out.seek(1L << 24);
            out.write(2);
            out.setLength(1L << 26);
        }
        try (FileStorage storage = FileStorage.open(file)) {
            assertThat(storage.nextData(0)).isZero();
            assertThat(storage.nextData(1L << 20)).isBetween(1L << 20, 1L << 24);
            assertThat(storage.nextData(1L << 24)).isEqualTo(1L << 24);
            assertThat(storage.nextData(1L << 25)).isIn(1L << 25, 1L << 26);
        }
    }

    /** Offsets that do not fit into 32 bits, with or without a sign. */
    @Test
    void itTellsSoFarBehindTheStartOfAFile() throws IOException {
        Path file = folder.resolve("far");
        for (long there : List.of(3L << 30, 6L << 30, (100L << 30) - 1)) {
            Files.deleteIfExists(file);
            try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
                out.seek(there);
                out.write(1);
            }
            try (FileStorage storage = FileStorage.open(file)) {
                assertThat(storage.nextData(1 << 20)).isBetween(there - (1 << 16), there);
            }
        }
    }

    /** A fragment without a header, far behind where it was, with zeros before and behind it: in holes, or written. */
    private Plan fragment(byte[] content, boolean written) throws IOException {
        Path moved = folder.resolve("moved " + written);
        try (RandomAccessFile out = new RandomAccessFile(moved.toFile(), "rw")) {
            out.setLength(HOLE + content.length + HOLE);
            if (written) {
                out.write(new byte[HOLE + content.length + HOLE]);
            }
            out.seek(HOLE);
            out.write(content, FIRST, content.length - FIRST);
        }
        try (Repair repair = Repair.of(moved, OpenOptions.DEFAULT, Progress.NONE)) {
            return repair.plan();
        }
    }

    /** Without what is lost: written zeros beside something that is no block count as lost, holes never. */
    private static List<Plan.Step> steps(Plan plan) {
        return plan.steps().stream().filter(step -> step.kind() != Kind.LOST).toList();
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void aHoleIsAsGoodAsZeros(Dialect dialect) throws IOException {
        byte[] content = Files.readAllBytes(make(dialect));
        Plan holes = fragment(content, false);
        Plan zeros = fragment(content, true);
        assertThat(holes.recovered()).isGreaterThan(RECORDS / 2).isEqualTo(zeros.recovered());
        assertThat(steps(holes)).usingRecursiveComparison().isEqualTo(steps(zeros));
        assertThat(holes.lostBytes()).isLessThanOrEqualTo(zeros.lostBytes());
    }

    /** No more than a file of a few hundred kilobytes is read, and most of the memory stays free. */
    @Test
    @Tag("large")
    void aFileOfHundredGibibytesThatIsNearlyAllHolesIsCheckedAndRepaired() throws IOException {
        Path file = make(Dialect.TDB2);
        lengthen(file, HUNDRED_GIB);
        Assertions.assertTimeoutPreemptively(HANG, () -> {
            try (Tdb tdb = Tdb.open(file)) {
                Diagnosis diagnosis = Check.diagnose(tdb, Progress.NONE);
                assertThat(diagnosis.recordsIntact()).isEqualTo(RECORDS);
            }
            Path copy = folder.resolve("copy.tdb");
            RepairedCopy made = RepairedCopy.make(file, copy, OpenOptions.DEFAULT, true, Progress.NONE);
            assertThat(made.plan().recovered()).isEqualTo(RECORDS);
        });
    }

    @Test
    @Tag("large")
    void soIsOneWhoseHeaderIsLost() throws IOException {
        Path file = make(Dialect.TDB2);
        lengthen(file, HUNDRED_GIB);
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.write(new byte[312]);
        }
        Assertions.assertTimeoutPreemptively(HANG, () -> {
            try (Repair repair = Repair.of(file, OpenOptions.DEFAULT, Progress.NONE)) {
                assertThat(repair.plan().recovered() + repair.plan().suspect()).isEqualTo(RECORDS);
                assertThat(repair.plan().bytes(Kind.LOST)).isLessThan(1L << 20);
            }
        });
    }
}
