package tdb2.ui.theme;

import java.awt.Component;
import java.awt.Font;
import java.awt.Graphics;
import java.awt.Graphics2D;

import com.formdev.flatlaf.icons.FlatAbstractIcon;

/** A square in a region's colour and texture with its glyph. */
final class RegionIcon extends FlatAbstractIcon {

    private final RegionStyle style;

    RegionIcon(RegionStyle style) {
        super(16, 16, null);
        this.style = style;
    }

    @Override
    protected void paintIcon(Component c, Graphics2D g) {
        g.setPaint(style.paint());
        g.fillRoundRect(1, 1, 14, 14, 4, 4);
        if (style.texture() == Texture.PLAIN) {
            g.setFont(Theme.mono().deriveFont(Font.BOLD, 10f));
            g.setColor(Contrast.ink(style.color()));
            centre(g, style.glyph());
        }
    }

    private static void centre(Graphics g, String text) {
        var metrics = g.getFontMetrics();
        g.drawString(text, Math.round(8 - metrics.stringWidth(text) / 2f), 12);
    }
}
