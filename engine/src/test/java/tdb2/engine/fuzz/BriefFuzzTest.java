package tdb2.engine.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@link CoverageGuidedTest} does, for a moment: in every build, in a process of its own. */
@Tag("brief-fuzz")
class BriefFuzzTest {

    @MethodSource("tdb2.engine.fuzz.CoverageGuidedTest#seeds")
    @FuzzTest(maxDuration = "30s")
    void whateverTheBytesAreItEnds(byte[] bytes) {
        CoverageGuidedTest.all(bytes);
    }
}
