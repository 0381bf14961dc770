package tdb2.engine.repair;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tdb2.engine.CreateOptions;
import tdb2.engine.OpenOptions;
import tdb2.engine.Tdb;
import tdb2.engine.check.Check;
import tdb2.engine.error.CancelledException;
import tdb2.engine.event.Progress;
import tdb2.engine.format.Dialect;

/** A check and a repair end wherever they are cancelled, and leave nothing behind. */
class CancelledTest {

    private static final int RECORDS = 300;
    private static final int TRIED = 40;

    @TempDir
    private Path folder;

    private Path file(Dialect dialect) {
        Path file = folder.resolve("a.tdb");
        try (Tdb tdb = Tdb.create(file, CreateOptions.DEFAULT.withDialect(dialect))) {
            for (int i = 0; i < RECORDS; i++) {
                tdb.store("key %d".formatted(i).getBytes(UTF_8), "value %d".formatted(i).getBytes(UTF_8));
            }
        }
        return file;
    }

    /** Counts how often it is asked, and cancels from some time on. */
    private static final class Patience implements Progress {

        private final int ends;
        private int asked;

        Patience(int ends) {
            this.ends = ends;
        }

        @Override
        public boolean advanced(long done, long total) {
            return ++asked > ends;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCheckEndsWhereverItIsCancelled(Dialect dialect) {
        try (Tdb tdb = Tdb.open(file(dialect))) {
            Patience whole = new Patience(Integer.MAX_VALUE);
            Check.diagnose(tdb, whole);
            for (int ends = 0; ends < whole.asked; ends += Math.max(1, whole.asked / TRIED)) {
                Patience patience = new Patience(ends);
                assertThatThrownBy(() -> Check.diagnose(tdb, patience)).isInstanceOf(CancelledException.class);
                assertThat(patience.asked).as("it goes on not much longer").isLessThan(ends + 4);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRepairEndsWhereverItIsCancelledAndLeavesNothing(Dialect dialect) throws IOException {
        Path file = file(dialect);
        byte[] before = Files.readAllBytes(file);
        Path copy = folder.resolve("copy.tdb");
        Patience whole = new Patience(Integer.MAX_VALUE);
        RepairedCopy.make(file, copy, OpenOptions.DEFAULT, true, whole);
        Files.delete(copy);
        for (int ends = 0; ends < whole.asked; ends += Math.max(1, whole.asked / TRIED)) {
            Patience patience = new Patience(ends);
            assertThatThrownBy(() -> RepairedCopy.make(file, copy, OpenOptions.DEFAULT, true, patience))
                    .isInstanceOf(CancelledException.class);
            assertThat(folder.toFile().list()).containsExactly("a.tdb");
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }
}
