package tdb2.ui.widgets;

import java.awt.Component;
import java.awt.Font;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import javax.swing.JTable;
import javax.swing.UIManager;
import javax.swing.table.DefaultTableCellRenderer;

import com.formdev.flatlaf.util.ColorFunctions;

import tdb2.ui.theme.Theme;

/** Paints the cells of one column of a {@link WindowedTable}. */
final class RowCell<R> extends DefaultTableCellRenderer {
    private static final float TINT = 0.25f;

    private final transient RowColumn<R> column;
    private final Font font;
    private final transient IntFunction<Optional<R>> rows;
    private final transient Predicate<R> faded;
    private final transient Predicate<R> stressed;

    /**
     * @param usual the font of words
     * @param rows the rows in the window, as far as they are at hand
     * @param faded rows painted faded
     * @param stressed rows painted bold on a tinted ground
     */
    RowCell(RowColumn<R> column, Font usual, IntFunction<Optional<R>> rows, Predicate<R> faded, Predicate<R> stressed) {
        this.column = column;
        this.rows = rows;
        this.faded = faded;
        this.stressed = stressed;
        font = column.mono() ? Theme.mono() : usual;
        setHorizontalAlignment(column.alignment());
    }

    @Override
    public Component getTableCellRendererComponent(JTable in, Object value, boolean chosen, boolean focus, int row,
            int at) {
        super.getTableCellRendererComponent(in, value, chosen, false, row, at);
        var shown = rows.apply(row);
        boolean stress = shown.filter(stressed).isPresent();
        setFont(stress ? font.deriveFont(Font.BOLD) : font);
        setIcon(shown.flatMap(column.icon()).orElse(null));
        if (!chosen) {
            setBackground(stress
                    ? ColorFunctions.mix(UIManager.getColor("Table.selectionBackground"), in.getBackground(), TINT)
                    : in.getBackground());
            setForeground(shown.filter(faded.negate()).isEmpty()
                    ? UIManager.getColor("Label.disabledForeground")
                    : in.getForeground());
        }
        return this;
    }
}
