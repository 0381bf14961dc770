package tdb2.ui.theme;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.TexturePaint;

/**
 * How locks look wherever they are drawn: reading blue with lines and a letter, writing vermilion and plain; whoever waits
 * is outlined and dashed. Event thread only.
 */
public enum LockStyle {
    READ("R", Texture.LINES, 0x0072B2, 0x3D9BD6),
    WRITE("W", Texture.PLAIN, 0xD55E00, 0xF0803C);

    private final String glyph;
    private final Texture texture;
    private final Color light;
    private final Color dark;

    LockStyle(String glyph, Texture texture, int light, int dark) {
        this.glyph = glyph;
        this.texture = texture;
        this.light = new Color(light);
        this.dark = new Color(dark);
    }

    /** The letter that stands for it. */
    public String glyph() {
        return glyph;
    }

    /** Its colour in the look that is on. */
    public Color color() {
        return Theme.isDark() ? dark : light;
    }

    /** Draws a time during which it was held. */
    public void held(Graphics2D g, Rectangle where) {
        g.setPaint(texture == Texture.PLAIN
                ? color()
                : new TexturePaint(texture.tile(color()), new Rectangle(Texture.TILE, Texture.TILE)));
        g.fill(where);
    }

    /** Draws a time during which somebody waited for it. */
    public void awaited(Graphics2D g, Rectangle where) {
        g.setColor(color());
        g.setStroke(new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] { 4, 3 }, 0));
        g.drawRect(where.x, where.y, Math.max(1, where.width - 1), Math.max(1, where.height - 1));
    }
}
