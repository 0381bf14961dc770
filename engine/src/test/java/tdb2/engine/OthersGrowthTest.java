package tdb2.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tdb2.engine.check.Check;
import tdb2.engine.event.Progress;
import tdb2.engine.format.Dialect;
import tdb2.engine.posix.FailingCalls;
import tdb2.engine.posix.FailingCalls.Way;

/** A file that another handle has made longer: found at once where something leads there, and looked at no sooner. */
class OthersGrowthTest {

    private static final int RECORDS = 2_000;

    @TempDir
    private Path folder;
    private Path file;

    @BeforeEach
    void aFile() {
        file = folder.resolve("growing.tdb");
    }

    static Stream<Arguments> kinds() {
        return Stream.of(Dialect.values())
                .flatMap(dialect -> Stream.of(OpenOptions.WRITE, OpenOptions.WRITE.withoutMap())
                        .map(options -> Arguments.of(dialect, options)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static void fill(Tdb tdb, String name, int records) {
        for (int i = 0; i < records; i++) {
            tdb.store(bytes(name + i), new byte[100]);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void recordsThatItBroughtAreReadAndChangedAtOnce(Dialect dialect, OpenOptions options) {
        try (Tdb here = Tdb.create(file, CreateOptions.DEFAULT.withDialect(dialect).opened(options));
                Tdb other = Tdb.open(file, options)) {
            here.store(bytes("first"), bytes("value"));
            fill(other, "their ", RECORDS);
            assertThat(here.fetch(bytes("their " + (RECORDS - 1)))).hasValue(new byte[100]);
            fill(here, "our ", RECORDS);
            for (int i = 0; i < RECORDS; i++) {
                assertThat(here.delete(bytes("their " + i))).isTrue();
                assertThat(other.fetch(bytes("our " + i))).isPresent();
            }
            assertThat(other.traverse(Fetch.KEYS, _ -> true)).isEqualTo(RECORDS + 1);
            here.close();
            assertThat(Check.of(other, Progress.NONE)).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aWipeMakesItFree(Dialect dialect, OpenOptions options) {
        try (Tdb here = Tdb.create(file, CreateOptions.DEFAULT.withDialect(dialect).opened(options));
                Tdb other = Tdb.open(file, options)) {
            here.store(bytes("first"), bytes("value"));
            fill(other, "their ", RECORDS);
            here.wipe();
            here.refresh();
            long size = here.size();
            fill(here, "our ", RECORDS / 2);
            here.refresh();
            assertThat(here.size()).isEqualTo(size);
        }
    }

    @Test
    void aTdb1FileIsReadAndWrittenOverWithoutAskingHowLongItIs() {
        try (Tdb tdb = Tdb.create(file, CreateOptions.DEFAULT.withDialect(Dialect.TDB1).opened(OpenOptions.WRITE))) {
            fill(tdb, "our ", RECORDS);
            try (FailingCalls _ = new FailingCalls("statx", 1, true, Way.EIO)) {
                for (int i = 0; i < RECORDS; i++) {
                    tdb.store(bytes("our " + i), new byte[90]);
                    assertThat(tdb.fetch(bytes("our " + i))).hasValue(new byte[90]);
                }
            }
        }
    }
}
