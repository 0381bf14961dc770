package tdb2.ui.widgets;

import java.util.Optional;
import java.util.function.Function;
import javax.swing.Icon;
import javax.swing.SwingConstants;

/**
 * A column of a {@link WindowedTable}.
 *
 * @param id never changes: remembered layouts name it
 * @param title its heading
 * @param sample a text as wide as the column should be
 * @param stretches whether it takes a share of the width that is left
 * @param alignment {@link SwingConstants#LEADING}, {@code CENTER} or {@code TRAILING}
 * @param mono whether it shows bytes or offsets
 * @param text what a row shows
 * @param tip more about it; empty for none
 * @param icon what stands before the text of a row that is marked
 * @param <R> a row
 */
public record RowColumn<R>(String id, String title, String sample, boolean stretches, int alignment, boolean mono,
        Function<R, String> text, Function<R, String> tip, Function<R, Optional<Icon>> icon) {

    /** A column of words that takes a share of the width that is left. */
    public static <R> RowColumn<R> text(String title, String sample, Function<R, String> text) {
        return new RowColumn<>(title, title, sample, true, SwingConstants.LEADING, false, text, _ -> "",
                _ -> Optional.empty());
    }

    /** A narrow column of words, centred so that it stands off the numbers beside it. */
    public static <R> RowColumn<R> word(String title, String sample, Function<R, String> text) {
        return new RowColumn<>(title, title, sample, false, SwingConstants.CENTER, false, text, _ -> "",
                _ -> Optional.empty());
    }

    /** A narrow column of numbers. */
    public static <R> RowColumn<R> number(String title, String sample, Function<R, String> text) {
        return new RowColumn<>(title, title, sample, false, SwingConstants.TRAILING, false, text, _ -> "",
                _ -> Optional.empty());
    }

    /** The same under an id; without one its heading is its id. */
    public RowColumn<R> named(String newId) {
        return new RowColumn<>(newId, title, sample, stretches, alignment, mono, text, tip, icon);
    }

    /** The same in the font of bytes. */
    public RowColumn<R> inMono() {
        return new RowColumn<>(id, title, sample, stretches, alignment, true, text, tip, icon);
    }

    /** The same with a tooltip. */
    public RowColumn<R> withTip(Function<R, String> explain) {
        return new RowColumn<>(id, title, sample, stretches, alignment, mono, text, explain, icon);
    }

    /** The same with a mark before the texts of some rows; a tooltip should say what it means. */
    public RowColumn<R> withIcon(Function<R, Optional<Icon>> marks) {
        return new RowColumn<>(id, title, sample, stretches, alignment, mono, text, tip, marks);
    }
}
