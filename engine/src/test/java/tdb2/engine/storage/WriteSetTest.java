package tdb2.engine.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

import tdb2.engine.error.DamagedException;
import tdb2.engine.error.RefusedException;
import tdb2.engine.storage.WriteSet.Run;
import tdb2.engine.storage.WriteSet.Unknown;

class WriteSetTest {

    private static final int BELOW = 3 * WriteSet.PAGE - 100;

    /** A store, a growth or a cut, told by its kind. */
    record Step(int kind, int offset, byte[] bytes) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<byte[]> bytes = Arbitraries.bytes().between((byte) 0, (byte) 2).array(byte[].class).ofMinSize(1)
                .ofMaxSize(40);
        Arbitrary<Integer> near = Arbitraries.of(0, WriteSet.PAGE - 20, 2 * WriteSet.PAGE - 8, BELOW - 30, BELOW)
                .flatMap(base -> Arbitraries.integers().between(0, 60).map(more -> base + more));
        return Combinators.combine(Arbitraries.frequency(Tuple.of(8, 0), Tuple.of(1, 1),
                Tuple.of(1, 2)), near, bytes).as(Step::new).list().ofMaxSize(25);
    }

    @Property(tries = 300)
    void readsAsAnArrayThatWasWrittenToAndTellsExactlyWhatChanged(@ForAll("steps") List<Step> steps,
            @ForAll boolean stacked) {
        byte[] start = new byte[BELOW];
        Arrays.fill(start, (byte) 1);
        HeapStorage file = new HeapStorage("file", start);
        WriteSet lower = new WriteSet(file);
        WriteSet set = stacked ? new WriteSet(lower) : lower;
        byte[] model = start.clone();
        for (Step step : steps) {
            model = apply(step, set, model);
        }
        if (stacked) {
            assertThat(lower.differences(0, 0, List.of())).isEmpty();
            lower.absorb(set);
        }
        assertThat(lower.size()).isEqualTo(model.length);
        assertThat(lower.bytes(0, model.length)).isEqualTo(model);
        for (int at = 0; at + 8 <= model.length; at += 7) {
            assertThat(lower.u64(at, ByteOrder.BIG_ENDIAN)).isEqualTo(Words.u64(model, at, ByteOrder.BIG_ENDIAN));
            assertThat(lower.u32(at, ByteOrder.LITTLE_ENDIAN)).isEqualTo(Words.u32(model, at, ByteOrder.LITTLE_ENDIAN));
        }
        assertThat(file.bytes(0, BELOW)).isEqualTo(start);
        byte[] grown = Arrays.copyOf(start, model.length);
        assertThat(patched(grown, lower, lower.differences(0, 0, List.of()))).isEqualTo(model);
        assertThat(patched(grown, lower, lower.differences(WriteSet.PAGE, 16, List.of()))).isEqualTo(model);
        for (Run run : lower.differences(0, 0, List.of())) {
            for (long at = run.offset(); at < run.end(); at++) {
                assertThat(model[(int) at]).isNotEqualTo(grown[(int) at]);
            }
            assertThat(lower.before(run)).isEqualTo(Arrays.copyOfRange(grown, (int) run.offset(), (int) run.end()));
        }
    }

    private static byte[] apply(Step step, WriteSet set, byte[] model) {
        if (step.kind == 1) {
            set.extend(step.offset);
            return Arrays.copyOf(model, Math.max(model.length, step.offset));
        }
        if (step.kind == 2) {
            set.truncate(step.offset);
            return Arrays.copyOf(model, Math.min(model.length, step.offset));
        }
        int length = Math.clamp(model.length - step.offset, 0, step.bytes.length);
        if (length > 0) {
            set.write(step.offset, step.bytes, 0, length);
            System.arraycopy(step.bytes, 0, model, step.offset, length);
        }
        return model;
    }

    private static byte[] patched(byte[] start, WriteSet set, List<Run> runs) {
        byte[] bytes = start.clone();
        for (Run run : runs) {
            System.arraycopy(set.bytes(run.offset(), run.length()), 0, bytes, (int) run.offset(), run.length());
        }
        return bytes;
    }

    @Example
    void sameBytesBetweenTwoChangesAreCountedInWhereAllowed() {
        WriteSet set = new WriteSet(new HeapStorage("file", new byte[1000]));
        for (int at : new int[] { 100, 110, 500, 516, 540 }) {
            set.write(at, new byte[] { 1 }, 0, 1);
        }
        assertThat(set.differences(0, 0, List.of())).hasSize(5);
        assertThat(set.differences(312, 16, List.of())).containsExactly(new Run(100, 1), new Run(110, 1),
                new Run(500, 17),
                new Run(540, 1));
    }

    @Example
    void whatLiesBeyondTheEndOfTheStateBelowIsToldWhole() {
        WriteSet set = new WriteSet(new HeapStorage("file", new byte[3 * WriteSet.PAGE]));
        set.write(WriteSet.PAGE + 10, new byte[] { 1 }, 0, 1);
        set.write(2 * WriteSet.PAGE, new byte[1], 0, 1);
        assertThat(set.differences(0, 0, List.of(Unknown.from(WriteSet.PAGE + 100)))).containsExactly(
                new Run(WriteSet.PAGE + 10, 1),
                new Run(WriteSet.PAGE + 100, 2 * WriteSet.PAGE - 100));
    }

    @Example
    void aSetThatGrowsBeyondItsLimitRefuses() {
        WriteSet set = new WriteSet(new HeapStorage("file", new byte[3 * WriteSet.PAGE]), 2 * WriteSet.PAGE);
        set.putU64(0, 1, ByteOrder.LITTLE_ENDIAN);
        set.putU64(WriteSet.PAGE, 1, ByteOrder.LITTLE_ENDIAN);
        assertThatThrownBy(() -> set.putU64(2 * WriteSet.PAGE, 1, ByteOrder.LITTLE_ENDIAN))
                .isInstanceOf(RefusedException.class).hasMessageContaining("smaller parts");
    }

    @Example
    void aStoreBeyondTheEndIsRefused() {
        WriteSet set = new WriteSet(new HeapStorage("file", new byte[10]));
        assertThatThrownBy(() -> set.write(8, new byte[3], 0, 3)).isInstanceOf(DamagedException.class);
        set.extend(11);
        set.write(8, new byte[] { 1, 2, 3 }, 0, 3);
        assertThat(set.bytes(7, 4)).containsExactly(0, 1, 2, 3);
    }
}
