package tdb2.engine.damage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tdb2.engine.Specimens;
import tdb2.engine.Specimens.Specimen;
import tdb2.engine.damage.Truth.Known;

/** Damages are made again by name and seed, and the truth told of them is true. */
class DamageTest {

    private static final List<String> BASES = List.of("tdb1/three-be.tdb", "tdb1/hash1.tdb", "tdb1/dead.tdb",
            "tdb1/mutex-default-hash.tdb", "tdb2/chain100.tdb", "tdb2/seqnum.tdb", "ntdb/chain100.tdb",
            "zoned/collide8.tdb", "zoned/three-be.tdb");

    @TestFactory
    Stream<DynamicTest> theTruthIsTrueOfEveryDamage() {
        return BASES.stream().map(Specimens::named)
                .map(base -> DynamicTest.dynamicTest(base.toString(), () -> everyDamage(base)));
    }

    private static void everyDamage(Specimen base) {
        Healthy healthy = Healthy.of(base.toString(), base.content(), base.hash());
        assertThat(healthy.truth()).hasSize(base.expect().get("records").asInt());
        for (Damage damage : Damage.values()) {
            assertThat(Damage.of(damage.id())).contains(damage);
            for (long seed = 0; seed < 5 && damage.appliesTo(healthy); seed++) {
                Damaged damaged = healthy.inflict(damage, seed);
                assertThat(healthy.inflict(damage, seed).content()).isEqualTo(damaged.content());
                assertThat(healthy.content()).isEqualTo(base.content());
                if (damage != Damage.IMAGE_FRAGMENT) {
                    theTruthIsTrue(base.content(), damaged);
                }
            }
        }
    }

    /** What is told to be untouched is byte for byte there; every byte that differs is told to be touched. */
    private static void theTruthIsTrue(byte[] before, Damaged damaged) {
        byte[] after = damaged.content();
        for (int at = 0; at < before.length; at++) {
            long here = at;
            boolean same = at < after.length && before[at] == after[at];
            if (!same) {
                assertThat(damaged.truth().touched()).as("%s: byte %d", damaged, at)
                        .anyMatch(range -> range.meets(here, here + 1));
            }
        }
        for (Known record : damaged.truth().untouched()) {
            int from = (int) record.protectedFrom();
            int to = (int) record.end();
            assertThat(Arrays.copyOfRange(after, from, to)).as(damaged.toString())
                    .isEqualTo(Arrays.copyOfRange(before, from, to));
        }
    }
}
