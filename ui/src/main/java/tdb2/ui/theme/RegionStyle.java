package tdb2.ui.theme;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.Rectangle;
import java.awt.TexturePaint;

import javax.swing.Icon;
import javax.swing.UIManager;

import tdb2.engine.inspect.Region;

/**
 * How each kind of region looks, the same in map, hex, tables and legends: a colour of the colour-blind safe set of
 * Okabe and Ito, tuned so that it stands out from a light and from a dark ground, and never alone: also a texture, a glyph and a name. Event thread only.
 */
public enum RegionStyle {
    HEADER("H", Texture.PLAIN, 0x70757E, 0x8D939E),
    HASH_TABLE("#", Texture.PLAIN, 0x8F949C, 0x6F7580),
    ZONE_HEADER("Z", Texture.PLAIN, 0x7E57A8, 0xA98BD0),
    FREE_TABLE("T", Texture.PLAIN, 0x7E57A8, 0xA98BD0),
    KEY("K", Texture.PLAIN, 0x0072B2, 0x3D9BD6),
    VALUE("V", Texture.PLAIN, 0x2E9BD8, 0x6FC3F0),
    RECORD("R", Texture.PLAIN, 0x0072B2, 0x3D9BD6),
    PADDING("·", Texture.DOTS, 0x8F959E, 0x6A707B),
    FREE("F", Texture.HATCH, 0x009E73, 0x2BBE93),
    SUB_TABLE("S", Texture.PLAIN, 0xC58400, 0xF0AE1E),
    CHAIN("C", Texture.PLAIN, 0xA39600, 0xF0E442),
    RECOVERY("↺", Texture.LINES, 0xCC79A7, 0xDB8FBA),
    CAPABILITY("!", Texture.LINES, 0x8A8F98, 0x8D939E),
    MUTEX_AREA("M", Texture.LINES, 0x8A8F98, 0x8D939E),
    DEAD("×", Texture.DOTS, 0x948777, 0xA39585),
    DAMAGE("‼", Texture.CROSS, 0xD03A1C, 0xF0653F),
    UNKNOWN("?", Texture.CROSS, 0x3C4048, 0xB9BEC7);

    private static final Texts TEXTS = Texts.of(RegionStyle.class);

    private final String glyph;
    private final Texture texture;
    private final Color light;
    private final Color dark;

    RegionStyle(String glyph, Texture texture, int light, int dark) {
        this.glyph = glyph;
        this.texture = texture;
        this.light = new Color(light);
        this.dark = new Color(dark);
    }

    /** The look of a region. */
    public static RegionStyle of(Region region) {
        return switch (region) {
            case Region.Header _ -> HEADER;
            case Region.HashTable _ -> HASH_TABLE;
            case Region.ZoneHeader _ -> ZONE_HEADER;
            case Region.FreeTable _ -> FREE_TABLE;
            case Region.Record _ -> RECORD;
            case Region.Free _ -> FREE;
            case Region.SubTable _ -> SUB_TABLE;
            case Region.Chain _ -> CHAIN;
            case Region.RecoveryArea _,Region.RecoverySlots _,Region.Bundle _ -> RECOVERY;
            case Region.Capability _ -> CAPABILITY;
            case Region.MutexArea _ -> MUTEX_AREA;
            case Region.Dead _ -> DEAD;
            case Region.Unknown _ -> UNKNOWN;
        };
    }

    /** A letter or sign that stands for the kind where there is no room for its name. */
    public String glyph() {
        return glyph;
    }

    /** The kind's name for people. */
    public String label() {
        return TEXTS.get("region." + name());
    }

    /** Its colour in the look that is on. */
    public Color color() {
        return Theme.isDark() ? dark : light;
    }

    /** Its colour, mostly background: behind bytes and in rows. */
    public Color tint() {
        Color full = color();
        return new Color(full.getRed(), full.getGreen(), full.getBlue(), Theme.isDark() ? 72 : 56);
    }

    /** Colour and texture together, to fill an area with. */
    public Paint paint() {
        return texture == Texture.PLAIN
                ? color()
                : new TexturePaint(texture.tile(color()), new Rectangle(Texture.TILE, Texture.TILE));
    }

    /** Fills a rectangle with colour and texture; fast enough for thousands of them. */
    public void fill(Graphics2D g, Rectangle where) {
        texture.fill(g, color(), UIManager.getColor("Table.background"), where);
    }

    /** A square of colour and texture with the glyph on it, for legends and tables; 16 pixels. */
    public Icon icon() {
        return new RegionIcon(this);
    }

    Texture texture() {
        return texture;
    }
}
