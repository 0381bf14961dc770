package tdb2.ui.summary;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.util.ArrayList;

import javax.swing.Icon;
import javax.swing.UIManager;

import tdb2.engine.inspect.Growth;
import tdb2.engine.inspect.Growth.Use;
import tdb2.ui.theme.Formats;
import tdb2.ui.theme.RegionStyle;
import tdb2.ui.theme.Texts;
import tdb2.ui.theme.Theme;
import tdb2.ui.widgets.CellPicture;

/** The bytes of a file as one bar, a piece for each use they are of. Event thread only. */
final class UseBar extends CellPicture<UseBar.Piece> {

    private static final Texts TEXTS = Texts.of(UseBar.class);
    private static final double NARROWEST = 0.004;

    /**
     * A piece of the bar.
     *
     * @param use what the bytes are good for
     * @param bytes how many
     * @param size bytes of the file
     */
    record Piece(Use use, long bytes, long size) {

        double share() {
            return (double) bytes / Math.max(1, size);
        }

        String words() {
            return TEXTS.get("use.words", TEXTS.get("use." + use), Formats.size(bytes), Formats.percent(share()),
                    TEXTS.get("use." + use + ".means"));
        }
    }

    UseBar() {
        super("growth.picture");
        setPreferredSize(new Dimension(Theme.grid(120), Theme.grid(28)));
    }

    void show(Growth growth) {
        var cells = new ArrayList<Cell<Piece>>();
        double x = 0;
        for (Use use : Use.values()) {
            var piece = new Piece(use, growth.of(use), growth.size());
            if (piece.bytes() > 0) {
                double width = Math.max(NARROWEST, piece.share());
                cells.add(new Cell<>(Math.min(1 - NARROWEST, x), 0, width, 1, piece));
                x += width;
            }
        }
        cells(cells);
    }

    @Override
    protected Rectangle area() {
        return new Rectangle(2, 2, Math.max(1, getWidth() - 4), Math.min(Theme.grid(14), getHeight() - 4));
    }

    /** Below the bar each use is named, with its texture: narrow pieces have no room for a name. */
    @Override
    protected Rectangle room(Graphics2D g) {
        Rectangle area = area();
        int x = area.x;
        int y = area.y + area.height + Theme.grid(2);
        var metrics = g.getFontMetrics();
        for (Cell<Piece> cell : cells()) {
            Piece piece = cell.what();
            String text = TEXTS.get("use.legend", TEXTS.get("use." + piece.use()), Formats.size(piece.bytes()),
                    Formats.percent(piece.share()));
            int width = Theme.grid(5) + metrics.stringWidth(text) + Theme.grid(4);
            if (x > area.x && x + width > area.x + area.width) {
                x = area.x;
                y += Theme.grid(6);
            }
            Icon icon = style(piece.use()).icon();
            icon.paintIcon(this, g, x, y);
            g.setColor(UIManager.getColor("Label.foreground"));
            g.drawString(text, x + icon.getIconWidth() + Theme.grid(1),
                    y + (icon.getIconHeight() - metrics.getHeight()) / 2 + metrics.getAscent());
            x += width;
        }
        return area;
    }

    @Override
    protected void paint(Graphics2D g, Piece piece, Rectangle where) {
        var inner = new Rectangle(where.x, where.y, Math.max(1, where.width - 1), where.height);
        style(piece.use()).fill(g, inner);
        if (style(piece.use()).paint() instanceof Color plain) {
            label(g, TEXTS.get("use." + piece.use()) + " " + Formats.percent(piece.share()), inner, plain);
        }
    }

    @Override
    protected String words(Piece piece) {
        return piece.words();
    }

    static RegionStyle style(Use use) {
        return switch (use) {
            case LIVE -> RegionStyle.VALUE;
            case HEADERS -> RegionStyle.HEADER;
            case PADDING -> RegionStyle.PADDING;
            case FREE -> RegionStyle.FREE;
            case DEAD -> RegionStyle.DEAD;
            case INDEX -> RegionStyle.SUB_TABLE;
            case SPACE -> RegionStyle.ZONE_HEADER;
            case RECOVERY -> RegionStyle.RECOVERY;
            case LOST -> RegionStyle.UNKNOWN;
            case OTHER -> RegionStyle.CAPABILITY;
        };
    }
}
