package tdb2.engine.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What coverage-guided fuzzing begins with, and changes of it that are the same each time, through the same targets: a few
 * of them in every build.
 */
class TargetsTest {

    private static final Duration HANG = Duration.ofMinutes(2);

    @ParameterizedTest
    @EnumSource
    void whateverTheBytesAreItEnds(Target target) {
        changed(target, 4);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("long")
    void soItDoesForManyChanges(Target target) {
        changed(target, 5000);
    }

    private static void changed(Target target, int rounds) {
        List<byte[]> seeds = Seeds.of(target);
        assertThat(seeds).isNotEmpty();
        for (int i = 0; i < seeds.size(); i++) {
            byte[] seed = seeds.get(i);
            Mutations mutations = new Mutations(i);
            Assertions.assertTimeoutPreemptively(HANG, () -> target.run(seed.clone()), target + " with a seed");
            for (int round = 0; round < rounds; round++) {
                byte[] changed = mutations.of(seed);
                String name = "%s with seed %d, change %d".formatted(target, i, round);
                Assertions.assertTimeoutPreemptively(HANG, () -> target.run(changed), name);
            }
        }
    }
}
