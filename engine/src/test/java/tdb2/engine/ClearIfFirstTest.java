package tdb2.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tdb2.engine.error.Fault;
import tdb2.engine.error.RefusedException;
import tdb2.engine.format.Dialect;
import tdb2.engine.testing.InteropWorker;
import tdb2.engine.testing.InteropWorker.Plan;
import tdb2.engine.testing.SambaTools;

/** Files that are cleared by whoever opens them first (spec c-formats, section 1, active lock). */
class ClearIfFirstTest {

    private static final byte[] KEY = "key".getBytes(UTF_8);

    @TempDir
    private Path folder;
    private Path file;
    private final List<Fault> told = new ArrayList<>();
    private final OpenOptions clearing = OpenOptions.WRITE.clearingIfFirst().withLog(told::add);

    @BeforeEach
    void aFileWithARecord() {
        file = folder.resolve("sessions.tdb");
        try (Tdb tdb = Tdb.create(file, CreateOptions.DEFAULT.withDialect(Dialect.TDB1))) {
            tdb.store(KEY, new byte[5]);
        }
    }

    @Test
    void theFirstFindsItEmptyAndIsToldAndTheSecondFindsWhatTheFirstStored() {
        try (Tdb first = Tdb.open(file, clearing)) {
            assertThat(first.exists(KEY)).isFalse();
            assertThat(told).singleElement().satisfies(fault -> assertThat(fault.found()).contains("deleted"));
            first.store(KEY, new byte[6]);
            try (Tdb second = Tdb.open(file, clearing)) {
                assertThat(second.fetch(KEY)).hasValue(new byte[6]);
            }
        }
        assertThat(told).hasSize(1);
    }

    @Test
    void withoutTheWishNothingIsDeleted() {
        try (Tdb tdb = Tdb.open(file, OpenOptions.WRITE)) {
            assertThat(tdb.exists(KEY)).isTrue();
        }
    }

    @Test
    void theLibraryClearsNoFileThatWeHaveOpenSo() throws InterruptedException {
        SambaTools.require("tdbtool");
        try (Tdb tdb = Tdb.open(file, clearing)) {
            tdb.store(KEY, new byte[7]);
            InteropWorker library = new InteropWorker(file,
                    new Plan("libtdb", "w.", 1, 1, 20, 0, InteropWorker.CLEAR_IF_FIRST));
            assertThat(library.await()).isZero();
            assertThat(tdb.fetch(KEY)).hasValue(new byte[7]);
        }
    }

    @Test
    void filesOfOtherDialectsAndWithMutexesAreRefusedAndKeepWhatTheyHold() throws IOException {
        Path other = folder.resolve("native.tdb");
        try (Tdb tdb = Tdb.create(other, CreateOptions.DEFAULT)) {
            tdb.store(KEY, new byte[5]);
        }
        Path mutexes = Files.write(folder.resolve("mutexes.tdb"),
                Specimens.named("tdb1/mutex-default-hash.tdb").content());
        for (Path kept : List.of(other, mutexes)) {
            assertThatThrownBy(() -> Tdb.open(kept, clearing)).isInstanceOf(RefusedException.class);
            try (Tdb tdb = Tdb.open(kept)) {
                assertThat(tdb.firstKey()).isPresent();
            }
        }
    }
}
