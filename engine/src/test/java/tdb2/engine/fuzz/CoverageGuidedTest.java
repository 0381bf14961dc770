package tdb2.engine.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The targets, guided by coverage. Only with {@code -Pfuzz}, all of them on each input, or one alone:
 * {@code -Dtdb2.fuzz=salvage}. {@link BriefFuzzTest} does the same for a moment in every build,
 * and {@link TargetsTest} tries some inputs.
 */
@Tag("fuzz")
class CoverageGuidedTest {

    private static final Duration HANG = Duration.ofMinutes(2);
    private static final List<Target> TARGETS = Optional.ofNullable(System.getProperty("tdb2.fuzz"))
            .map(name -> List.of(Target.valueOf(name.toUpperCase(Locale.ROOT)))).orElse(List.of(Target.values()));

    static Stream<Arguments> seeds() {
        return TARGETS.stream().flatMap(target -> Seeds.of(target).stream()).distinct()
                .map(content -> Arguments.of((Object) content));
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "30m")
    void whateverTheBytesAreItEnds(byte[] bytes) {
        all(bytes);
    }

    /** Gives an input to all targets. */
    static void all(byte[] bytes) {
        for (Target target : TARGETS) {
            Assertions.assertTimeout(HANG, () -> run(target, bytes), target.name());
        }
    }

    private static void run(Target target, byte[] bytes) throws IOException {
        target.run(bytes.clone());
    }
}
