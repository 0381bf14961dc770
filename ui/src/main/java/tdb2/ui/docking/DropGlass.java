package tdb2.ui.docking;

import java.awt.Color;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.event.ActionEvent;

import javax.swing.AbstractAction;
import javax.swing.JComponent;
import javax.swing.KeyStroke;
import javax.swing.SwingUtilities;
import javax.swing.UIManager;

import tdb2.ui.theme.Theme;

/** Lies over the window while a view is pulled, and shows where it would stand. Escape lets it stay where it was. */
final class DropGlass extends JComponent {

    private Rectangle where = new Rectangle();

    DropGlass(Runnable cancel) {
        getInputMap(WHEN_IN_FOCUSED_WINDOW).put(KeyStroke.getKeyStroke("ESCAPE"), "cancel");
        getActionMap().put("cancel", new AbstractAction() {
            @Override
            public void actionPerformed(ActionEvent event) {
                cancel.run();
            }
        });
    }

    /** Shows a rectangle of the desk. */
    void show(Desk desk, Rectangle target) {
        if (getRootPane() == null) {
            desk.getRootPane().setGlassPane(this);
        }
        setVisible(true);
        where = SwingUtilities.convertRectangle(desk, target, this);
        repaint();
    }

    @Override
    protected void paintComponent(Graphics graphics) {
        var g = (Graphics2D) graphics.create();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        Color accent = UIManager.getColor("Component.accentColor");
        int arc = Theme.grid(2);
        g.setColor(new Color(accent.getRed(), accent.getGreen(), accent.getBlue(), 60));
        g.fillRoundRect(where.x + 2, where.y + 2, where.width - 5, where.height - 5, arc, arc);
        g.setColor(accent);
        g.drawRoundRect(where.x + 2, where.y + 2, where.width - 5, where.height - 5, arc, arc);
        g.dispose();
    }
}
