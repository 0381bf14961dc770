package tdb2.engine.dump;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tdb2.engine.Specimens;
import tdb2.engine.Specimens.Specimen;
import tdb2.engine.Tdb;
import tdb2.engine.event.Progress;

/** The digest does not depend on how much of the file is kept in memory. */
class DigestTest {

    @TestFactory
    Stream<DynamicTest> manyPassesGiveTheSameAsOne() {
        return Stream.of("tdb1/jenkins.tdb", "tdb2/chain100.tdb", "ntdb/chain100.tdb", "tdb1/three.tdb")
                .map(Specimens::named).map(s -> DynamicTest.dynamicTest(s.toString(), () -> manyPasses(s)));
    }

    private static void manyPasses(Specimen specimen) {
        try (Tdb tdb = specimen.open()) {
            for (long budget : new long[] { 1, 2_000, 20_000, Long.MAX_VALUE }) {
                Digest.Result result = Digest.of(tdb, budget, Progress.NONE);
                assertThat(result.sha256()).isEqualTo(specimen.expect().get("keysHash").asText());
                assertThat(result.outcome().records()).isEqualTo(specimen.expect().get("records").asLong());
            }
        }
    }
}
