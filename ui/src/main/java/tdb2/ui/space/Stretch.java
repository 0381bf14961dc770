package tdb2.ui.space;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import tdb2.ui.theme.RegionStyle;
import tdb2.ui.workbench.Span;

/**
 * Some bytes of a file that one cell of the map shows. The array is its own; do not change it.
 *
 * @param span the bytes
 * @param bytes how many of them belong to each kind, by the ordinal of its style; all 0 while that is not known
 * @param faults how many faults were found in them
 */
record Stretch(Span span, long[] bytes, int faults) {

    /** The kinds in it, most bytes first. */
    List<RegionStyle> kinds() {
        return IntStream.range(0, bytes.length).filter(i -> bytes[i] > 0).boxed()
                .sorted(Comparator.comparingLong((Integer i) -> -bytes[i])).map(i -> RegionStyle.values()[i]).toList();
    }

    long of(RegionStyle style) {
        return bytes[style.ordinal()];
    }

    long known() {
        return Arrays.stream(bytes).sum();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Stretch stretch && stretch.span.equals(span);
    }

    @Override
    public int hashCode() {
        return span.hashCode();
    }
}
