package tdb2.ui.hex;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import javax.swing.JLabel;
import tdb2.ui.structure.Part;
import tdb2.ui.theme.RegionStyle;
import tdb2.ui.theme.Texts;
import tdb2.ui.theme.Theme;
import tdb2.ui.widgets.WrapBar;

/** Names the kinds seen so far, each with its colour and texture. Event thread only. */
final class Legend extends WrapBar {
    private static final Texts TEXTS = Texts.of(Legend.class);

    private final transient Set<RegionStyle> seen = EnumSet.noneOf(RegionStyle.class);

    Legend() {
        super(0);
        setName("hex.legend");
        getAccessibleContext().setAccessibleName(TEXTS.get("legend.name"));
    }

    /** Takes note of the kinds of some parts. */
    void add(List<Part> parts) {
        boolean more = false;
        for (var part : parts) {
            more |= seen.add(part.style());
        }
        if (more) {
            fill();
        }
    }

    @Override
    public void updateUI() {
        super.updateUI();
        if (seen != null) {
            fill();
        }
    }

    private void fill() {
        removeAll();
        for (var style : seen) {
            var label = new JLabel(style.label(), style.icon(), JLabel.LEADING);
            label.setFont(Theme.small());
            add(label);
        }
        revalidate();
        repaint();
    }
}
