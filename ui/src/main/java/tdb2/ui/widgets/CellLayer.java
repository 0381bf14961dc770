package tdb2.ui.widgets;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.function.BiConsumer;

import javax.swing.JComponent;
import javax.swing.UIManager;

import tdb2.ui.theme.Theme;

/**
 * Cells as they stand on the screen: kept as an image, so that they are painted once and not at every step of the keyboard,
 * and painted a few milliseconds at a time, so that many of them hold nothing up. What was painted before stays in sight
 * until the new is painted over it. Event thread only.
 *
 * @param <C> a cell
 */
final class CellLayer<C> {

    /** How long cells are painted before others get the event thread. */
    private static final long SLICE_NANOS = 8_000_000;

    /** What an image was painted from. */
    private record State(int version, Rectangle room, double scale, Color ground, Font font) {

        boolean fits(State other) {
            return equals(new State(version, other.room, other.scale, other.ground, other.font));
        }
    }

    private final JComponent owner;
    private BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB);
    private State state = new State(0, new Rectangle(), 1, Color.WHITE, Theme.small());
    private int version = 1;
    private int painted;

    /**
     * @param owner painted again until all cells are
     */
    CellLayer(JComponent owner) {
        this.owner = owner;
    }

    /** The cells are others now. */
    void renew() {
        version++;
    }

    /** Draws the cells as far as they are painted, and paints some more. */
    void draw(Graphics2D g, List<C> cells, Rectangle room, BiConsumer<Graphics2D, C> painter) {
        AffineTransform onScreen = g.getTransform();
        prepare(new State(version, room, onScreen.getScaleX(), UIManager.getColor("Table.background"), Theme.small()));
        paint(cells, painter);
        g.setTransform(AffineTransform.getTranslateInstance(Math.round(onScreen.getTranslateX()),
                Math.round(onScreen.getTranslateY())));
        g.drawImage(image, 0, 0, null);
        g.setTransform(onScreen);
    }

    private void prepare(State wanted) {
        if (!wanted.fits(state)) {
            image = new BufferedImage((int) Math.ceil(owner.getWidth() * wanted.scale()) + 1,
                    (int) Math.ceil(owner.getHeight() * wanted.scale()) + 1, BufferedImage.TYPE_INT_ARGB);
        }
        if (!wanted.equals(state)) {
            painted = 0;
        }
        state = wanted;
    }

    private void paint(List<C> cells, BiConsumer<Graphics2D, C> painter) {
        if (painted == cells.size()) {
            return;
        }
        Graphics2D g = image.createGraphics();
        g.scale(state.scale(), state.scale());
        // edges of cells are upright: smoothing them takes many times as long and shows nothing
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_OFF);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setFont(Theme.small());
        long end = System.nanoTime() + SLICE_NANOS;
        while (painted < cells.size() && System.nanoTime() < end) {
            painter.accept(g, cells.get(painted++));
        }
        g.dispose();
        if (painted < cells.size()) {
            owner.repaint();
        }
    }
}
