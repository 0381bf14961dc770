package tdb2.engine.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.RandomAccessFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tdb2.engine.CreateOptions;
import tdb2.engine.OpenOptions;
import tdb2.engine.RecordLock;
import tdb2.engine.Specimens;
import tdb2.engine.Tdb;
import tdb2.engine.check.Diagnosis.Verdict;
import tdb2.engine.check.Finding.Code;
import tdb2.engine.check.Finding.Severity;
import tdb2.engine.event.Progress;
import tdb2.engine.format.Dialect;
import tdb2.engine.lock.ByteRange;
import tdb2.engine.lock.LockBackend;
import tdb2.engine.lock.LockBackend.Mode;
import tdb2.engine.lock.OfdLocks;
import tdb2.engine.posix.MutexArea;
import tdb2.engine.storage.FileOptions;
import tdb2.engine.storage.WritableFileStorage;
import tdb2.engine.testing.RestlessProcess;

/** A file that others write to is checked without keeping them out: no error that is not there, never sound when unsure. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class LiveCheckTest {

    private static final int RECORDS = 2000;
    private static final int ROUNDS = 4;

    @TempDir
    private Path folder;

    private Path file(Dialect dialect) {
        Path file = folder.resolve("live.tdb");
        try (Tdb tdb = Tdb.create(file, CreateOptions.DEFAULT.withDialect(dialect))) {
            fill(tdb);
        }
        return file;
    }

    /** Only the library makes one; nobody sees from outside which of its chains are locked. */
    private Path fileWithMutexes() throws IOException {
        assumeTrue(MutexArea.isKnownLayout(), "mutexes are laid out otherwise here");
        Path file = Files.write(folder.resolve("mutexes.tdb"),
                Specimens.named("tdb1/mutex-default-hash.tdb").content());
        try (Tdb tdb = Tdb.open(file, OpenOptions.WRITE)) {
            fill(tdb);
        }
        return file;
    }

    private static void fill(Tdb tdb) {
        for (int i = 0; i < RECORDS; i++) {
            tdb.store(key(i), "value %d".formatted(i).repeat(4).getBytes(UTF_8));
        }
    }

    private static byte[] key(int number) {
        return "key %d".formatted(number).getBytes(UTF_8);
    }

    private static Diagnosis check(Path file, Progress progress) {
        try (Tdb tdb = Tdb.open(file)) {
            return Check.diagnose(tdb, progress);
        }
    }

    private static List<Finding> errors(Diagnosis diagnosis) {
        return diagnosis.findings().stream().filter(finding -> finding.severity() == Severity.ERROR).toList();
    }

    /** Changes the file each time the check tells how far it is: no look of it sees the file at rest. */
    private static Progress changing(Tdb writer) {
        int[] number = new int[1];
        return (_, _) -> {
            RestlessProcess.change(writer, number[0]++);
            return false;
        };
    }

    /** The first byte of a record's key is another one, in a file that is open for writing. */
    private static long damage(Path file, int record) throws IOException {
        long offset;
        try (Tdb tdb = Tdb.open(file)) {
            offset = tdb.find(key(record)).orElseThrow().header().keyOffset();
        }
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(offset);
            bytes.write('K');
        }
        return offset;
    }

    @ParameterizedTest
    @EnumSource
    void aFileThatChangesAllTheTimeIsInFluxAndNothingIsWrongWithIt(Dialect dialect) {
        isInFlux(file(dialect));
    }

    @Test
    void aFileWithMutexesThatChangesAllTheTimeIsInFluxAndNothingIsWrongWithIt() throws IOException {
        isInFlux(fileWithMutexes());
    }

    private static void isInFlux(Path file) {
        try (Tdb writer = Tdb.open(file, OpenOptions.WRITE)) {
            Diagnosis diagnosis = check(file, changing(writer));
            assertThat(errors(diagnosis)).isEmpty();
            assertThat(diagnosis.verdict()).isEqualTo(Verdict.IN_FLUX);
            assertThat(diagnosis.recordsIntact()).isGreaterThanOrEqualTo(RECORDS);
            assertThat(diagnosis.recordsSuspect()).isZero();
        }
        assertThat(check(file, Progress.NONE).inFlux()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void aDamagedRecordIsFoundThoughOthersWriteAllTheTime(Dialect dialect) throws IOException {
        Path file = file(dialect);
        long key = damage(file, 7);
        try (Tdb writer = Tdb.open(file, OpenOptions.WRITE)) {
            Diagnosis diagnosis = check(file, changing(writer));
            assertThat(diagnosis.verdict()).isEqualTo(Verdict.DAMAGED);
            assertThat(errors(diagnosis)).anyMatch(finding -> finding.offset() <= key
                    && key < finding.offset() + finding.length());
        }
    }

    @Test
    void aDamagedRecordOfAFileWithMutexesIsFoundThoughOthersWriteAllTheTime() throws IOException {
        Path file = fileWithMutexes();
        long key = damage(file, 7);
        try (Tdb writer = Tdb.open(file, OpenOptions.WRITE)) {
            Diagnosis diagnosis = check(file, changing(writer));
            assertThat(diagnosis.inFlux()).isTrue();
            assertThat(diagnosis.verdict()).isEqualTo(Verdict.DAMAGED);
            assertThat(errors(diagnosis)).anyMatch(finding -> finding.offset() <= key
                    && key < finding.offset() + finding.length());
            assertThat(diagnosis.recordsSuspect()).isEqualTo(1);
        }
    }

    @Test
    void soItIsBesideAnotherProcessThatNeverPauses() throws IOException, InterruptedException {
        Path file = fileWithMutexes();
        damage(file, 7);
        try (RestlessProcess writer = new RestlessProcess(file)) {
            assertThat(check(file, Progress.NONE).verdict()).isEqualTo(Verdict.DAMAGED);
            assertThat(writer.isAlive()).isTrue();
        }
    }

    /** Who has a mutex may stand in the middle of anything, however long. */
    @Test
    void whileSomebodyHasAMutexNothingWrongIsToldAndNothingIsCalledSound() throws IOException {
        Path file = fileWithMutexes();
        damage(file, 7);
        try (Tdb writer = Tdb.open(file, OpenOptions.WRITE)) {
            try (RecordLock _ = writer.locks().lock(Mode.WRITE, key(8))) {
                Diagnosis diagnosis = check(file, Progress.NONE);
                assertThat(errors(diagnosis)).isEmpty();
                assertThat(diagnosis.verdict()).isEqualTo(Verdict.IN_FLUX);
            }
            assertThat(check(file, Progress.NONE).verdict()).isEqualTo(Verdict.DAMAGED);
        }
    }

    @Test
    void aFileWithMutexesThatSomebodyHasOpenAndLeavesAloneIsSound() throws IOException {
        Path file = fileWithMutexes();
        try (Tdb _ = Tdb.open(file, OpenOptions.WRITE)) {
            assertThat(check(file, Progress.NONE).verdict()).isEqualTo(Verdict.SOUND);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anotherProcessThatNeverPausesIsNoDamage(Dialect dialect) throws InterruptedException {
        restlessIsNoDamage(file(dialect));
    }

    @Test
    void anotherProcessThatNeverPausesIsNoDamageToAFileWithMutexes() throws IOException, InterruptedException {
        restlessIsNoDamage(fileWithMutexes());
    }

    private static void restlessIsNoDamage(Path file) throws InterruptedException {
        try (RestlessProcess writer = new RestlessProcess(file)) {
            for (int round = 0; round < ROUNDS; round++) {
                Diagnosis diagnosis = check(file, Progress.NONE);
                assertThat(errors(diagnosis)).as("round %d", round).isEmpty();
                assertThat(diagnosis.recordsSuspect()).isZero();
                assertThat(diagnosis.recordsIntact()).isGreaterThanOrEqualTo(RECORDS);
            }
            assertThat(writer.isAlive()).isTrue();
        }
    }

    @Test
    void ofAPartitionThatSomebodyKeepsNothingIsSaidAndAllOthersAreChecked() throws IOException {
        Path file = file(Dialect.TDB2);
        damage(file, 7);
        int partition;
        ByteRange range;
        try (Tdb tdb = Tdb.open(file)) {
            var index = tdb.view().assembly().index();
            partition = index.partitionOf(tdb.view().hashing().function().hash(key(8), tdb.view().hashing().seed()));
            range = tdb.view().assembly().locks().partition(partition).orElseThrow();
        }
        try (WritableFileStorage storage = WritableFileStorage.open(file, FileOptions.standard())) {
            LockBackend holder = OfdLocks.forWriting(storage);
            assertThat(holder.tryLock(range, Mode.WRITE)).isTrue();
            Diagnosis diagnosis = check(file, Progress.NONE);
            assertThat(diagnosis.inFlux()).isTrue();
            assertThat(diagnosis.verdict()).as("another record is damaged").isEqualTo(Verdict.DAMAGED);
            assertThat(diagnosis.recordsIntact() + diagnosis.recordsSuspect()).isEqualTo(RECORDS);
            assertThat(diagnosis.findings()).anyMatch(finding -> finding.code() == Code.UNCHECKED
                    && finding.message().contains(" nor 1 of "));
            holder.unlock(range);
            assertThat(check(file, Progress.NONE).inFlux()).isFalse();
        }
    }

    /** Somebody who stands in the middle of a store may have left a record that nothing leads to yet. */
    @Test
    void whatCannotBeConfirmedWhileSomebodyKeepsAPartitionIsNotTold() throws IOException {
        Path file = file(Dialect.TDB1);
        int chain;
        ByteRange range;
        try (Tdb tdb = Tdb.open(file)) {
            chain = tdb.view().assembly().index().partitionOf(tdb.view().hashing().function().hash(key(8), 0));
            range = tdb.view().assembly().locks().partition(chain).orElseThrow();
        }
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(172); // behind the head of the free list
            bytes.write(new byte[4 * chain]);
        }
        try (WritableFileStorage storage = WritableFileStorage.open(file, FileOptions.standard())) {
            LockBackend holder = OfdLocks.forWriting(storage);
            assertThat(holder.tryLock(range, Mode.WRITE)).isTrue();
            assertThat(check(file, Progress.NONE).findings()).noneMatch(LiveCheckTest::isLost);
            holder.unlock(range);
            assertThat(check(file, Progress.NONE).findings()).anyMatch(LiveCheckTest::isLost);
        }
    }

    private static boolean isLost(Finding finding) {
        return finding.code() == Code.UNREACHABLE;
    }
}
