package tdb2.engine.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class OffsetSetTest {

    @Property
    void isATreeSetOfOffsets(@ForAll("offsets") List<Long> members, @ForAll("offsets") List<Long> questions,
            @ForAll("alignments") int alignment) {
        OffsetSet set = new OffsetSet(alignment);
        TreeSet<Long> model = new TreeSet<>();
        for (long offset : members) {
            long aligned = offset - offset % alignment;
            assertThat(set.contains(offset)).isEqualTo(model.contains(aligned));
            assertThat(set.add(offset)).isEqualTo(model.add(aligned));
            assertThat(set.contains(offset)).isTrue();
        }
        assertThat(set.count()).isEqualTo(model.size());
        questions.addAll(members);
        for (long offset : questions) {
            assertThat(set.contains(offset)).isEqualTo(model.contains(offset - offset % alignment));
            assertThat(set.ceiling(offset)).isEqualTo(Objects.requireNonNullElse(model.ceiling(offset), -1L));
            assertThat(set.floor(offset)).isEqualTo(Objects.requireNonNullElse(model.floor(offset), -1L));
        }
    }

    @Property
    void nothingIsBelowZero(@ForAll("offsets") List<Long> members) {
        OffsetSet set = new OffsetSet(8);
        members.forEach(set::add);
        assertThat(set.contains(-8)).isFalse();
        assertThat(set.floor(-1)).isEqualTo(-1);
        assertThat(set.ceiling(-1)).isEqualTo(set.ceiling(0));
    }

    @Property(tries = 20)
    void isTheSameWhetherFewOrManyStandSideBySide(@ForAll long seed, @ForAll("alignments") int alignment) {
        Random random = new Random(seed);
        OffsetSet set = new OffsetSet(alignment);
        TreeSet<Long> model = new TreeSet<>();
        for (int step = 0; step < 12_000; step++) {
            long offset = (long) alignment * random.nextInt(1 << 16);
            if (random.nextInt(8) == 0) {
                assertThat(set.remove(offset)).isEqualTo(model.remove(offset));
            } else {
                assertThat(set.add(offset)).isEqualTo(model.add(offset));
            }
            long question = (long) alignment * random.nextInt(1 << 16);
            assertThat(set.contains(question)).isEqualTo(model.contains(question));
            assertThat(set.ceiling(question)).isEqualTo(Objects.requireNonNullElse(model.ceiling(question), -1L));
            assertThat(set.floor(question)).isEqualTo(Objects.requireNonNullElse(model.floor(question), -1L));
        }
        assertThat(set.count()).isEqualTo(model.size());
        for (long offset : List.copyOf(model)) {
            assertThat(set.remove(offset)).isTrue();
        }
        assertThat(set.ceiling(0)).isEqualTo(-1);
        assertThat(set.count()).isZero();
    }

    /** Near each other, near the edges of what is kept together, and far apart. */
    @Provide
    Arbitrary<List<Long>> offsets() {
        Arbitrary<Long> near = Arbitraries.longs().between(0, 600);
        Arbitrary<Long> edges = Arbitraries.of(1L, 2L, 5L, 63L, 64L, 65L, 128L, 640L).flatMap(
                chunk -> Arbitraries.longs().between(-20, 20).map(delta -> chunk * 8 * (1 << 15) + delta));
        Arbitrary<Long> far = Arbitraries.longs().between(0, 1L << 45);
        return Arbitraries.oneOf(near, edges, far).list().ofMaxSize(40);
    }

    @Provide
    Arbitrary<Integer> alignments() {
        return Arbitraries.of(1, 4, 8, 16);
    }
}
