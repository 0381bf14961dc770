package tdb2.ui.hex;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** Caret, window and geometry over files of any size. */
class HexModelTest {
    private static final long HUGE = 100L << 30;

    private static HexCaret over(long size) {
        var caret = new HexCaret();
        caret.size(size);
        caret.window(16, 20);
        return caret;
    }

    @Property
    void everyColumnIsHitWhereItStands(@ForAll @IntRange(max = 31) int column,
            @ForAll @IntRange(min = 6, max = 20) int chars) {
        var geometry = new HexGeometry(32, chars, 2 * chars, 8);
        assertThat(geometry.column(geometry.hexX(column) + chars)).isEqualTo(column);
        assertThat(geometry.column(geometry.textX(column) + chars / 2)).isEqualTo(column);
        assertThat(geometry.inText(geometry.hexX(column))).isFalse();
        assertThat(geometry.inText(geometry.textX(column))).isTrue();
    }

    @Property
    void theCaretIsAlwaysInTheWindow(@ForAll @LongRange(min = 1, max = HUGE) long size,
            @ForAll @LongRange(min = 0, max = HUGE) long to,
            @ForAll @IntRange(min = -50, max = 50) int rows) {
        var caret = over(size);
        caret.moveTo(to, false);
        caret.stepRows(rows, false);
        assertThat(caret.caret()).isBetween(0L, size - 1);
        assertThat(caret.caret() / 16).isBetween(caret.firstRow(), caret.firstRow() + 19);
    }

    @Test
    void rowsKeepTheColumn() {
        var caret = over(1000);
        caret.moveTo(37, false);
        caret.stepRows(-9, false);
        assertThat(caret.caret()).isEqualTo(5);
        caret.stepRows(100, false);
        assertThat(caret.caret()).isEqualTo(62 * 16 + 5);
    }

    @Test
    void shiftExtends() {
        var caret = over(1000);
        caret.moveTo(100, false);
        caret.step(-4, true);
        assertThat(caret.from()).isEqualTo(96);
        assertThat(caret.to()).isEqualTo(101);
        caret.step(1, false);
        assertThat(caret.to() - caret.from()).isEqualTo(1);
    }

    @Test
    void anotherWidthKeepsTheByteOnTop() {
        var caret = over(HUGE);
        caret.scrollTo(1_000_000);
        caret.window(32, 20);
        assertThat(caret.firstByte()).isEqualTo(16_000_000);
    }

    @Test
    void whatIsInTheWindowDoesNotScroll() {
        var caret = over(HUGE);
        caret.show(5000, 100);
        long first = caret.firstRow();
        caret.show(5016, 20);
        assertThat(caret.firstRow()).isEqualTo(first);
        caret.show(50L << 30, 1);
        assertThat(caret.firstByte()).isBetween((50L << 30) - 320, 50L << 30);
    }

    @Test
    void offsetsAreReadAsTyped() {
        assertThat(OffsetText.parse("0x1f40")).hasValue(8000);
        assertThat(OffsetText.parse("1F40h")).hasValue(8000);
        assertThat(OffsetText.parse("8,000")).hasValue(8000);
        assertThat(OffsetText.parse("ff")).hasValue(255);
        assertThat(OffsetText.parse("-1")).isEmpty();
        assertThat(OffsetText.parse("")).isEmpty();
        assertThat(OffsetText.parse("0xffffffffffffffff")).isEmpty();
    }
}
