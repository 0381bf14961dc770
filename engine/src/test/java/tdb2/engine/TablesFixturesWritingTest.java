package tdb2.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tdb2.engine.Specimens.Specimen;
import tdb2.engine.dump.Digest;
import tdb2.engine.event.Progress;
import tdb2.engine.storage.MemoryStorage;
import tdb2.independent.Reading;

/** Files of the C libraries of 2012 and of NTDB are recovered and changed. */
class TablesFixturesWritingTest {

    private static Stream<Specimen> specimens() {
        return Stream.of("tdb2", "ntdb").flatMap(Specimens::in);
    }

    private static Tdb open(Specimen specimen) {
        return Tdb.of(new MemoryStorage(specimen.toString(), specimen.content()),
                OpenOptions.WRITE.withHash(specimen.hash()));
    }

    private static byte[] bytes(Tdb tdb) {
        return tdb.bytes(0, (int) tdb.size());
    }

    /** What the library of 2012 itself damages for want of its last bytes is left out: crash-asis. */
    @TestFactory
    Stream<DynamicTest> whatACrashLeftIsUndoneAsTheCLibraryDoes() {
        return specimens().filter(s -> s.kind().equals("crash") && !s.toString().contains("asis"))
                .map(s -> DynamicTest.dynamicTest(s.toString(), () -> {
                    try (Tdb tdb = open(s)) {
                        assertThat(Digest.of(tdb, Progress.NONE).sha256())
                                .isEqualTo(s.expect().path("keysHash").asText());
                        tdb.store("one more".getBytes(UTF_8), new byte[100]);
                        Reading reading = Reading.of(bytes(tdb));
                        assertThat(reading.pending()).isFalse();
                        assertThat(reading.problems()).noneMatch(problem -> !problem.contains("no block")
                                && !problem.contains("entries that do not end"));
                        assertThat(reading.records()).hasSize(s.expect().path("records").asInt() + 1);
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> filesOfTheCLibrariesAreChangedAndStaySound() {
        return specimens().filter(Specimen::sound)
                .filter(s -> s.expect().path("constantHash").asText().isEmpty())
                .filter(s -> !s.toString().matches(".*(cap-|ftables5|txn|features).*"))
                .map(s -> DynamicTest.dynamicTest(s.toString(), () -> {
                    try (Tdb tdb = open(s)) {
                        for (int i = 0; i < 40; i++) {
                            tdb.store(("more " + i).getBytes(UTF_8), new byte[i * 7]);
                        }
                        for (int i = 0; i < 40; i += 3) {
                            tdb.delete(("more " + i).getBytes(UTF_8));
                        }
                        Reading reading = Reading.of(bytes(tdb));
                        assertThat(reading.problems()).isEmpty();
                        assertThat(reading.records()).hasSize(s.expect().path("records").asInt() + 26);
                    }
                }));
    }
}
