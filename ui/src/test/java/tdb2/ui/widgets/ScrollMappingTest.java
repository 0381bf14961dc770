package tdb2.ui.widgets;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** The scroll bar reaches every end, keeps order, and is exact as long as an int can be. */
class ScrollMappingTest {

    @Test
    void fiftyMillionRowsAreExact() {
        var mapping = new ScrollMapping(50_000_000, 40);
        assertThat(mapping.first(mapping.value(31_415_926))).isEqualTo(31_415_926);
        assertThat(mapping.first(mapping.maximum() - mapping.extent())).isEqualTo(49_999_960);
    }

    @Property
    void bothEndsAreReached(@ForAll @LongRange(min = 0, max = 1L << 60) long rows,
            @ForAll @IntRange(max = 1000) int visible) {
        var mapping = new ScrollMapping(rows, visible);
        assertThat(mapping.first(0)).isZero();
        assertThat(mapping.value(mapping.lastFirst())).isEqualTo(mapping.maximum() - mapping.extent());
        assertThat(mapping.first(mapping.maximum() - mapping.extent())).isEqualTo(mapping.lastFirst());
    }

    @Property
    void orderIsKept(@ForAll @LongRange(min = 1, max = 1L << 60) long rows, @ForAll @LongRange(min = 0) long one,
            @ForAll @LongRange(min = 0) long other) {
        var mapping = new ScrollMapping(rows, 40);
        long low = mapping.clamp(Math.min(one, other));
        long high = mapping.clamp(Math.max(one, other));
        assertThat(mapping.value(low)).isBetween(0, mapping.value(high));
    }

    @Property
    void thereAndBackIsNear(@ForAll @LongRange(min = 1, max = 1L << 50) long rows,
            @ForAll @LongRange(min = 0) long row) {
        var mapping = new ScrollMapping(rows, 40);
        long first = mapping.clamp(row);
        long step = Math.max(1, rows >>> 29);
        assertThat(Math.abs(mapping.first(mapping.value(first)) - first))
                .isLessThanOrEqualTo(rows < 1 << 30 ? 0 : step);
    }
}
