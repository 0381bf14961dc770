package tdb2.ui.widgets;

import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.GraphicsDevice;
import java.awt.RenderingHints;

import javax.accessibility.Accessible;
import javax.accessibility.AccessibleContext;
import javax.accessibility.AccessibleRole;
import javax.swing.JComponent;

import tdb2.ui.theme.Theme;

/** Something drawn, which tells those who cannot see it what it shows. Event thread only. */
public abstract class Picture extends JComponent implements Accessible {

    /** A picture of that component name. */
    protected Picture(String name) {
        setName(name);
        setToolTipText("");
    }

    /** Says what it answers, and the answer. */
    final void describe(String question, String answer) {
        getAccessibleContext().setAccessibleName(question);
        getAccessibleContext().setAccessibleDescription(question + " " + answer);
    }

    /** Draws it, in the small font. */
    protected abstract void draw(Graphics2D g);

    /** Draws it on the screen, where what takes long may come in parts: who is not ready asks to be painted again. */
    protected void drawOnScreen(Graphics2D g) {
        draw(g);
    }

    @Override
    protected final void paintComponent(Graphics graphics) {
        Graphics2D g = (Graphics2D) graphics.create();
        prepare(g);
        if (g.getDeviceConfiguration().getDevice().getType() == GraphicsDevice.TYPE_RASTER_SCREEN) {
            drawOnScreen(g);
        } else {
            draw(g);
        }
        g.dispose();
    }

    /** Paints what is on the screen somewhere else. */
    final void paintOn(Graphics2D g) {
        prepare(g);
        draw(g);
    }

    private static void prepare(Graphics2D g) {
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setFont(Theme.small());
    }

    @Override
    public AccessibleContext getAccessibleContext() {
        if (accessibleContext == null) {
            accessibleContext = new AccessibleJComponent() {
                @Override
                public AccessibleRole getAccessibleRole() {
                    return AccessibleRole.CANVAS;
                }
            };
        }
        return accessibleContext;
    }
}
