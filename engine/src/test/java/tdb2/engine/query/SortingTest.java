package tdb2.engine.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import tdb2.engine.error.CancelledException;
import tdb2.engine.event.Progress;

/** Strings put in order by digits of seven bytes are in the order of their bytes. */
class SortingTest {

    /** Few letters and shared beginnings, so that many are equal for long, and some altogether. */
    @Provide
    Arbitrary<List<byte[]>> strings() {
        var letters = Arbitraries.of((byte) 0, (byte) 'a', (byte) 0x80, (byte) 0xff);
        var end = letters.array(byte[].class).ofMaxSize(3);
        var start = Arbitraries.of("", "SECRETS", "SECRETS/SID/HOST", "SECRETS/SID/HOST/AND/MORE");
        return net.jqwik.api.Combinators.combine(start, end).as((text, tail) -> {
            byte[] bytes = Arrays.copyOf(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                    text.length() + tail.length);
            System.arraycopy(tail, 0, bytes, text.length(), tail.length);
            return bytes;
        }).list().ofMaxSize(60);
    }

    @Property(tries = 100)
    void isStableAndGoesByUnsignedBytes(@ForAll("strings") List<byte[]> strings, @ForAll boolean descending) {
        Comparator<byte[]> byBytes = Arrays::compareUnsigned;
        Comparator<Integer> expected = Comparator.comparing(strings::get,
                descending ? byBytes.reversed() : byBytes);
        assertThat(sorted(strings, descending, Progress.NONE))
                .containsExactly(
                        IntStream.range(0, strings.size()).boxed().sorted(expected).mapToInt(i -> i).toArray());
    }

    /** So many that they are parted by bytes more than once before few are left. */
    @Property(tries = 20)
    void manyAreInOrderToo(@ForAll @IntRange(min = 1, max = 100) int distinct, @ForAll boolean descending) {
        isStableAndGoesByUnsignedBytes(IntStream.range(0, 3_000).mapToObj(i -> ("KEY/%d/%d"
                .formatted(i * 31 % 7, i * 7919L % 3001 % distinct))
                .getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .toList(), descending);
    }

    @Example
    void endsWhenItIsCancelled() {
        var strings = IntStream.range(0, 60_000).mapToObj(i -> new byte[] { (byte) (i * 31), (byte) (i * 7), 0 })
                .toList();
        assertThatThrownBy(() -> sorted(strings, false, (_, _) -> true)).isInstanceOf(CancelledException.class);
    }

    private static int[] sorted(List<byte[]> strings, boolean descending, Progress progress) {
        var digits = new LongColumn();
        strings.forEach(string -> digits.add(Digits.of(string, 0, string.length)));
        return new Sorting(digits, descending, (index, round) -> {
            int at = round * Digits.BYTES;
            byte[] string = strings.get(index);
            byte[] rest = Arrays.copyOfRange(string, at, Math.min(string.length, at + Digits.BYTES));
            return Digits.of(rest, 0, string.length - at);
        }, "strings", progress).run(true);
    }
}
