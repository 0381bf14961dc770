package tdb2.ui.hex;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Polygon;

/** The sign of a bookmark: a ribbon with a notch, told by its shape. */
final class Ribbon {

    private Ribbon() {}

    static void paint(Graphics2D g, int x, int y, int width, int height, Color color) {
        g.setColor(color);
        g.fillPolygon(new Polygon(new int[] { x, x + width, x + width, x + width / 2, x },
                new int[] { y, y, y + height, y + height - Math.max(2, width / 2), y + height }, 5));
    }
}
