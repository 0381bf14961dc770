package tdb2.ui.theme;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.util.List;

import javax.swing.UIManager;

import org.assertj.core.api.SoftAssertions;
import org.assertj.swing.edt.GuiActionRunner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is written and drawn can be read and told apart in both looks. */
class ContrastTest {

    private record Pair(String ink, String ground) {}

    private static final List<Pair> TEXTS = List.of(new Pair("Label.foreground", "Panel.background"),
            new Pair("Label.foreground", "Table.background"), new Pair("Label.disabledForeground", "Panel.background"),
            new Pair("Label.disabledForeground", "Table.background"), new Pair("Table.foreground", "Table.background"),
            new Pair("Table.selectionForeground", "Table.selectionBackground"),
            new Pair("Table.selectionInactiveForeground", "Table.selectionInactiveBackground"),
            new Pair("TableHeader.foreground", "TableHeader.background"),
            new Pair("Tree.foreground", "Tree.background"),
            new Pair("Tree.selectionForeground", "Tree.selectionBackground"),
            new Pair("List.selectionForeground", "List.selectionBackground"),
            new Pair("Button.foreground", "Button.background"), new Pair("MenuItem.foreground", "Menu.background"),
            new Pair("MenuItem.acceleratorForeground", "Menu.background"),
            new Pair("MenuItem.selectionForeground", "MenuItem.selectionBackground"),
            new Pair("TextField.foreground", "TextField.background"),
            new Pair("TextField.placeholderForeground", "TextField.background"),
            new Pair("TabbedPane.foreground", "TabbedPane.background"),
            new Pair("TabbedPane.foreground", "TabbedPane.selectedBackground"),
            new Pair("ToolTip.foreground", "ToolTip.background"));

    @AfterEach
    void lightAgain() {
        GuiActionRunner.execute(Theme.LIGHT::apply);
    }

    @Test
    void isMeasuredAsTheStandardSays() {
        assertThat(Contrast.ratio(Color.BLACK, Color.WHITE)).isEqualTo(21.0);
        assertThat(Contrast.ratio(new Color(0x777777), Color.WHITE)).isBetween(4.47, 4.49);
        assertThat(Contrast.ratio(Color.RED, Color.RED)).isEqualTo(1.0);
    }

    @ParameterizedTest
    @EnumSource(value = Theme.class, names = { "LIGHT", "DARK" })
    void textCanBeRead(Theme theme) {
        GuiActionRunner.execute(theme::apply);
        var all = new SoftAssertions();
        for (Pair pair : TEXTS) {
            Color ink = UIManager.getColor(pair.ink());
            Color ground = UIManager.getColor(pair.ground());
            all.assertThat(Contrast.ratio(ink, ground))
                    .as("%s: %s #%06x on %s #%06x", theme, pair.ink(), ink.getRGB() & 0xffffff, pair.ground(),
                            ground.getRGB() & 0xffffff)
                    .isGreaterThanOrEqualTo(Contrast.TEXT);
        }
        all.assertAll();
    }

    @ParameterizedTest
    @EnumSource(value = Theme.class, names = { "LIGHT", "DARK" })
    void regionsStandOutFromTheGround(Theme theme) {
        GuiActionRunner.execute(theme::apply);
        var all = new SoftAssertions();
        for (RegionStyle style : RegionStyle.values()) {
            Color ground = UIManager.getColor("Table.background");
            all.assertThat(Contrast.ratio(style.color(), ground))
                    .as("%s: %s #%06x", theme, style, style.color().getRGB() & 0xffffff)
                    .isGreaterThanOrEqualTo(Contrast.GRAPHICS);
            Color ink = Contrast.ink(style.color());
            all.assertThat(Contrast.ratio(ink, style.color())).as("%s: glyph of %s", theme, style)
                    .isGreaterThanOrEqualTo(Contrast.TEXT);
        }
        all.assertAll();
    }

    @ParameterizedTest
    @EnumSource(value = Theme.class, names = { "LIGHT", "DARK" })
    void bytesCanBeReadOnTheTintOfTheirRegion(Theme theme) {
        GuiActionRunner.execute(theme::apply);
        var all = new SoftAssertions();
        Color ground = UIManager.getColor("Table.background");
        for (RegionStyle style : RegionStyle.values()) {
            all.assertThat(Contrast.ratio(UIManager.getColor("Table.foreground"), over(style.tint(), ground)))
                    .as("%s: bytes of %s", theme, style).isGreaterThanOrEqualTo(Contrast.TEXT);
        }
        all.assertAll();
    }

    private static Color over(Color tint, Color ground) {
        float share = tint.getAlpha() / 255f;
        return new Color(mix(tint.getRed(), ground.getRed(), share), mix(tint.getGreen(), ground.getGreen(), share),
                mix(tint.getBlue(), ground.getBlue(), share));
    }

    private static int mix(int over, int under, float share) {
        return Math.round(over * share + under * (1 - share));
    }
}
