package tdb2.ui.hex;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongFunction;
import javax.swing.UIManager;
import tdb2.ui.structure.Part;
import tdb2.ui.theme.LockStyle;
import tdb2.ui.theme.RegionStyle;
import tdb2.ui.theme.Theme;
import tdb2.ui.widgets.HexDump;
import tdb2.ui.workbench.Span;

/** Draws the rows of a hex view in one go: structure behind, bytes and characters on it, marks and caret on top. */
final class HexPainter {
    private static final char[] DIGITS = "0123456789abcdef".toCharArray();
    private static final float TEXTURE_STRENGTH = 0.3f;

    private final Graphics2D g;
    private final HexGeometry geometry;
    private final HexCaret caret;
    private final LongFunction<Optional<HexBlock>> blocks;
    private final HexEdits edits;
    private final Optional<Span> mark;
    private final boolean focused;
    private final FontMetrics metrics;
    private final Color ink = UIManager.getColor("Table.foreground");
    private final Color faint = quiet(ink);
    private final Color accent = UIManager.getColor("Component.accentColor");

    /**
     * @param blocks gives the block of a number when it is at hand
     * @param edits bytes changed by hand
     * @param mark what is selected in the workbench
     */
    HexPainter(Graphics2D g, HexGeometry geometry, HexCaret caret, LongFunction<Optional<HexBlock>> blocks,
            HexEdits edits, Optional<Span> mark, boolean focused) {
        this.g = g;
        this.geometry = geometry;
        this.caret = caret;
        this.blocks = blocks;
        this.edits = edits;
        this.mark = mark;
        this.focused = focused;
        this.metrics = g.getFontMetrics();
    }

    /** Draws the column numbers. */
    void columns(int width) {
        g.setColor(UIManager.getColor("TableHeader.background"));
        g.fillRect(0, 0, width, geometry.rowHeight());
        g.setColor(faint);
        for (int column = 0; column < geometry.perRow(); column++) {
            digits(column, geometry.hexX(column), baseline(0));
        }
        g.setColor(UIManager.getColor("TableHeader.bottomSeparatorColor"));
        g.drawLine(0, geometry.rowHeight() - 1, width, geometry.rowHeight() - 1);
    }

    /** Draws a row of the file at a y. */
    void row(long row, int y, int width) {
        long first = row * geometry.perRow();
        int count = Math.clamp(caret.size() - first, 0, geometry.perRow());
        if (caret.caret() / geometry.perRow() == row) {
            g.setColor(rowHighlight());
            g.fillRect(0, y, width, geometry.rowHeight());
        }
        g.setColor(faint);
        g.drawString(("%0" + geometry.gutterChars() + "x").formatted(first), geometry.charWidth(), baseline(y));
        var block = blocks.apply(first / HexBlock.SIZE);
        if (block.isEmpty()) {
            g.drawString("\u00b7\u00b7\u00b7", geometry.hexX(0), baseline(y));
            return;
        }
        for (int column = 0; column < count; column++) {
            if (block.get().holds(first + column)) {
                ground(block.get(), first + column, column, y);
            }
        }
        for (int column = 0; column < count; column++) {
            if (block.get().holds(first + column)) {
                glyphs(block.get(), first + column, column, y);
                marks(first + column, column, y);
            }
        }
    }

    /** A ribbon before a row that somebody bookmarked. */
    void bookmark(int y) {
        int width = geometry.charWidth() - 2;
        int height = geometry.rowHeight() - 4;
        Ribbon.paint(g, 1, y + 2, Math.max(5, width), height, ink);
    }

    private void ground(HexBlock block, long at, int column, int y) {
        int left = hexLeft(column);
        int width = hexLeft(column + 1) - left;
        var part = block.partAt(at);
        if (part.isPresent()) {
            fill(part.get(), left, y, width);
            fill(part.get(), geometry.textX(column), y, geometry.charWidth());
            begin(part.get(), at, left, y);
        }
        if (caret.selected(at) && caret.to() - caret.from() > 1) {
            g.setColor(
                    UIManager.getColor(focused ? "TextArea.selectionBackground" : "Table.selectionInactiveBackground"));
            g.fillRect(left, y, width, geometry.rowHeight());
            g.fillRect(geometry.textX(column), y, geometry.charWidth(), geometry.rowHeight());
        }
    }

    private void fill(Part part, int x, int y, int width) {
        var style = part.style();
        if (style.paint() instanceof Color) {
            g.setColor(style.tint());
            g.fillRect(x, y, width, geometry.rowHeight());
            return;
        }
        var before = g.getComposite();
        g.setComposite(AlphaComposite.SrcOver.derive(TEXTURE_STRENGTH));
        g.setPaint(style.paint());
        g.fillRect(x, y, width, geometry.rowHeight());
        g.setComposite(before);
    }

    /** A bar where a region begins. */
    private void begin(Part part, long at, int x, int y) {
        if (part.region().offset() == at) {
            g.setColor(part.style().color());
            g.fillRect(x, y, Math.max(2, geometry.charWidth() / 4), geometry.rowHeight());
        }
    }

    private void glyphs(HexBlock block, long at, int column, int y) {
        OptionalInt staged = edits.at(at);
        byte b = (byte) staged.orElse(block.byteAt(at));
        char character = HexDump.character(b);
        boolean seen = character != '.' || b == '.';
        g.setColor(chosen(at) ? UIManager.getColor("TextArea.selectionForeground") : b == 0 ? faint : ink);
        digits(b & 0xff, geometry.hexX(column), baseline(y));
        if (!chosen(at) && !seen) {
            g.setColor(faint);
        }
        g.drawString(String.valueOf(seen ? character : '\u00b7'), geometry.textX(column), baseline(y));
        if (staged.isPresent()) {
            staged(column, y);
        }
        if (block.changed(at)) {
            g.setColor(RegionStyle.RECOVERY.color());
            g.fillRect(geometry.hexX(column), baseline(y) + 1, 2 * geometry.charWidth(), 2);
        }
    }

    /** A byte changed by hand: framed twice underneath, in the colour of writing. */
    private void staged(int column, int y) {
        g.setColor(LockStyle.WRITE.color());
        g.fillRect(geometry.hexX(column), baseline(y) + 1, 2 * geometry.charWidth(), 2);
        g.fillRect(geometry.hexX(column), y + 1, 2 * geometry.charWidth(), 2);
        g.fillRect(geometry.textX(column), baseline(y) + 1, geometry.charWidth(), 2);
    }

    private boolean chosen(long at) {
        return focused && caret.selected(at) && caret.to() - caret.from() > 1;
    }

    /** The outline of what is selected in the workbench, and the caret. */
    private void marks(long at, int column, int y) {
        if (mark.isPresent() && mark.get().contains(at)) {
            g.setColor(accent);
            outline(at, column, hexLeft(column), hexLeft(column + 1), y);
            outline(at, column, geometry.textX(column), geometry.textX(column + 1), y);
        }
        if (at == caret.caret()) {
            g.setColor(focused ? accent : faint);
            g.setStroke(new BasicStroke(focused ? 2 : 1));
            g.drawRect(geometry.hexX(column) - 2, y + 1, 2 * geometry.charWidth() + 3, geometry.rowHeight() - 3);
            g.drawRect(geometry.textX(column) - 1, y + 1, geometry.charWidth() + 1, geometry.rowHeight() - 3);
            g.setStroke(new BasicStroke(1));
        }
    }

    private void outline(long at, int column, int left, int right, int y) {
        var span = mark.get();
        int bottom = y + geometry.rowHeight() - 1;
        if (!span.contains(at - geometry.perRow())) {
            g.fillRect(left, y, right - left, 1);
        }
        if (!span.contains(at + geometry.perRow())) {
            g.fillRect(left, bottom, right - left, 1);
        }
        if (column == 0 || at == span.offset()) {
            g.fillRect(left, y, 1, geometry.rowHeight());
        }
        if (column == geometry.perRow() - 1 || at == span.end() - 1) {
            g.fillRect(right - 1, y, 1, geometry.rowHeight());
        }
    }

    /** Left edge of the ground of a byte: half a space before its digits. */
    private int hexLeft(int column) {
        return column == geometry.perRow()
                ? geometry.hexX(column - 1) + 2 * geometry.charWidth() + geometry.charWidth() / 2
                : geometry.hexX(column) - geometry.charWidth() / 2;
    }

    private void digits(int value, int x, int y) {
        g.drawChars(new char[] { DIGITS[value >>> 4], DIGITS[value & 15] }, 0, 2, x, y);
    }

    private int baseline(int y) {
        return y + (geometry.rowHeight() - metrics.getHeight()) / 2 + metrics.getAscent();
    }

    /** For what can be seen but is not read: zeros, offsets. */
    private static Color quiet(Color ink) {
        return new Color(ink.getRed(), ink.getGreen(), ink.getBlue(), 150);
    }

    private static Color rowHighlight() {
        return Theme.isDark() ? new Color(255, 255, 255, 14) : new Color(0, 0, 0, 10);
    }
}
