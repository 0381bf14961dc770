package tdb2.ui.theme;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/** Patterns that tell kinds apart without colour. */
enum Texture {
    PLAIN, DOTS, HATCH, LINES, CROSS;

    /** Edge of a tile in pixels. */
    static final int TILE = 8;

    /** One tile of the pattern: the colour, thinned, with the pattern in full strength on it. */
    BufferedImage tile(Color color) {
        var image = new BufferedImage(TILE, TILE, BufferedImage.TYPE_INT_ARGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setColor(this == PLAIN ? color : new Color(color.getRed(), color.getGreen(), color.getBlue(), 90));
        g.fillRect(0, 0, TILE, TILE);
        g.setColor(color);
        g.setStroke(new BasicStroke(1.5f));
        switch (this) {
            case PLAIN -> {
                // nothing on it
            }
            case DOTS -> {
                g.fillRect(1, 1, 2, 2);
                g.fillRect(5, 5, 2, 2);
            }
            case HATCH -> rising(g);
            case LINES -> {
                g.fillRect(0, 1, TILE, 2);
                g.fillRect(0, 5, TILE, 2);
            }
            case CROSS -> {
                rising(g);
                g.drawLine(0, 0, TILE, TILE);
            }
        }
        g.dispose();
        return image;
    }

    private static void rising(Graphics2D g) {
        g.drawLine(-2, 2, 2, -2);
        g.drawLine(0, TILE, TILE, 0);
        g.drawLine(TILE - 2, TILE + 2, TILE + 2, TILE - 2);
    }
}
