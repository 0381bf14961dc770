package tdb2.ui.locks;

import java.awt.Component;
import java.awt.FlowLayout;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Rectangle;

import javax.swing.Icon;
import javax.swing.JLabel;
import javax.swing.JPanel;

import tdb2.ui.theme.LockStyle;
import tdb2.ui.theme.Texts;
import tdb2.ui.theme.Theme;

/** What the colours and outlines of locks mean. Event thread only. */
final class LockLegend extends JPanel {

    private static final Texts TEXTS = Texts.of(LockLegend.class);

    LockLegend() {
        super(new FlowLayout(FlowLayout.TRAILING));
        setOpaque(false);
        add(new JLabel(TEXTS.get("legend.read"), new Sample(LockStyle.READ, false), JLabel.LEADING));
        add(new JLabel(TEXTS.get("legend.write"), new Sample(LockStyle.WRITE, false), JLabel.LEADING));
        add(new JLabel(TEXTS.get("legend.waits"), new Sample(LockStyle.WRITE, true), JLabel.LEADING));
    }

    /** A bit of a lane. */
    private record Sample(LockStyle style, boolean waits) implements Icon {

        @Override
        public void paintIcon(Component on, Graphics graphics, int x, int y) {
            Graphics2D g = (Graphics2D) graphics.create();
            var where = new Rectangle(x, y, getIconWidth(), getIconHeight());
            if (waits) {
                style.awaited(g, where);
            } else {
                style.held(g, where);
            }
            g.dispose();
        }

        @Override
        public int getIconWidth() {
            return Theme.grid(5);
        }

        @Override
        public int getIconHeight() {
            return Theme.grid(3);
        }
    }
}
