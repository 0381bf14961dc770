package tdb2.ui.widgets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Ranges of rows behave as the set of those rows. */
class RowRangesTest {

    @Property(tries = 300)
    void areTheSetOfTheirRows(@ForAll @Size(max = 30) java.util.List<@IntRange(min = -40, max = 40) Integer> steps) {
        var rows = new RowRanges();
        Set<Long> expected = new TreeSet<>();
        for (int step : steps) {
            long row = Math.abs(step);
            if (step < 0) {
                rows.add(row, row + 4);
                for (long i = row; i < row + 4; i++) {
                    expected.add(i);
                }
            } else {
                rows.flip(row);
                if (!expected.remove(row)) {
                    expected.add(row);
                }
            }
        }
        assertThat(rows.rows().boxed()).containsExactlyElementsOf(expected);
        assertThat(rows.count()).isEqualTo(expected.size());
        for (long row = 0; row < 50; row++) {
            assertThat(rows.contains(row)).isEqualTo(expected.contains(row));
        }
        var copy = new RowRanges();
        expected.forEach(row -> copy.add(row, row + 1));
        assertThat(copy).isEqualTo(rows);
    }

    @Test
    void manyRowsAreOneRange() {
        var rows = RowRanges.of(49_999_999, 0);
        rows.flip(7);
        assertThat(rows.count()).isEqualTo(49_999_999);
        assertThat(rows.contains(7)).isFalse();
        assertThat(rows).hasToString("{0=7, 8=50000000}");
    }
}
