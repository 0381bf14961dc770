package tdb2.engine.repair;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Opening, checking and repairing any bytes end, and throw nothing but typed errors: coverage-guided, from small files of
 * every dialect on. Only with {@code -Pfuzz}; {@link EveryBitTest} tries damages by name and by bit in every build.
 */
@Tag("fuzz")
class CoverageGuidedTest {

    private static final Duration HANG = Duration.ofMinutes(2);

    /** Read without {@code Specimens}: what that needs would be instrumented too. */
    static Stream<Arguments> files() {
        Path folder = Path.of(System.getProperty("tdb2.root", ".."), "engine/src/test/resources/fixtures");
        return Stream.of("tdb1/three.tdb", "tdb2/three.tdb", "zoned/three-be.tdb", "ntdb/three-be.tdb")
                .map(folder::resolve).filter(Files::exists).map(CoverageGuidedTest::content);
    }

    private static Arguments content(Path file) {
        try {
            return Arguments.of((Object) Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @MethodSource("files")
    @FuzzTest(maxDuration = "30m")
    void whateverTheBytesAreOpeningCheckingAndRepairingEnd(byte[] image) {
        Assertions.assertTimeout(HANG, () -> EveryBitTest.use("fuzzed", image, true));
    }
}
