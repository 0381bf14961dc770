package tdb2.ui.theme;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
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

    /**
     * Fills a rectangle with colour and pattern by lines alone: many times as fast as a {@link java.awt.TexturePaint}, and
     * drawings stay drawings. The pattern goes on from one rectangle to the next.
     */
    void fill(Graphics2D g, Color color, Color ground, Rectangle r) {
        g.setColor(this == PLAIN ? color : mixed(color, ground));
        g.fillRect(r.x, r.y, r.width, r.height);
        g.setColor(color);
        switch (this) {
            case PLAIN -> {
                // nothing on it
            }
            case DOTS -> dots(g, r);
            case LINES -> lines(g, r);
            case HATCH -> rising(g, r);
            case CROSS -> {
                rising(g, r);
                falling(g, r);
            }
        }
    }

    private static Color mixed(Color color, Color ground) {
        return new Color((color.getRed() + 2 * ground.getRed()) / 3, (color.getGreen() + 2 * ground.getGreen()) / 3,
                (color.getBlue() + 2 * ground.getBlue()) / 3);
    }

    private static void dots(Graphics2D g, Rectangle r) {
        for (int y = r.y + Math.floorMod(-r.y, TILE / 2); y < r.y + r.height; y += TILE / 2) {
            for (int x = r.x + Math.floorMod(-r.x, TILE / 2); x < r.x + r.width; x += TILE / 2) {
                g.fillRect(x, y, 1, 1);
            }
        }
    }

    private static void lines(Graphics2D g, Rectangle r) {
        for (int y = r.y + Math.floorMod(-r.y, TILE / 2); y < r.y + r.height; y += TILE / 2) {
            g.fillRect(r.x, y, r.width, 1);
        }
    }

    private static void rising(Graphics2D g, Rectangle r) {
        int right = r.x + r.width - 1;
        int bottom = r.y + r.height - 1;
        for (int sum = r.x + r.y + Math.floorMod(-r.x - r.y, TILE / 2); sum <= right + bottom; sum += TILE / 2) {
            int from = Math.max(r.x, sum - bottom);
            int to = Math.min(right, sum - r.y);
            g.drawLine(from, sum - from, to, sum - to);
        }
    }

    private static void falling(Graphics2D g, Rectangle r) {
        int right = r.x + r.width - 1;
        int bottom = r.y + r.height - 1;
        int first = r.x - bottom;
        for (int gap = first + Math.floorMod(-first, TILE / 2); gap <= right - r.y; gap += TILE / 2) {
            int from = Math.max(r.x, gap + r.y);
            int to = Math.min(right, gap + bottom);
            g.drawLine(from, from - gap, to, to - gap);
        }
    }

    private static void rising(Graphics2D g) {
        g.drawLine(-2, 2, 2, -2);
        g.drawLine(0, TILE, TILE, 0);
        g.drawLine(TILE - 2, TILE + 2, TILE + 2, TILE - 2);
    }
}
