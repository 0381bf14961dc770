package tdb2.ui.workbench;

import java.awt.Frame;
import java.awt.GraphicsEnvironment;
import java.awt.Rectangle;

import javax.swing.JFrame;

import tdb2.ui.theme.Theme;

/**
 * Where a window stands, from one start to the next. Event thread only.
 *
 * @param frame the window
 * @param settings where it is remembered
 * @param name under which it is remembered
 * @param width at first, in steps of the grid
 * @param height at first, in steps of the grid
 */
record WindowState(JFrame frame, Settings settings, String name, int width, int height) {

    private static final int LEAST = 200;

    /** Puts the window where it was, when that is still on a screen; otherwise in the middle of the first screen. */
    void restore() {
        frame.setBounds(bounds());
        if (settings.get(name + ".maximized").filter("true"::equals).isPresent()) {
            frame.setExtendedState(Frame.MAXIMIZED_BOTH);
        }
    }

    private Rectangle bounds() {
        Rectangle screen = GraphicsEnvironment.getLocalGraphicsEnvironment().getMaximumWindowBounds();
        var last = new Rectangle(settings.number(name + ".x", -1), settings.number(name + ".y", -1),
                Math.min(settings.number(name + ".width", 0), screen.width),
                Math.min(settings.number(name + ".height", 0), screen.height));
        if (last.width > LEAST && last.height > LEAST && isReachable(last)) {
            return last;
        }
        int w = Math.min(screen.width, Theme.grid(width));
        int h = Math.min(screen.height, Theme.grid(height));
        return new Rectangle(screen.x + (screen.width - w) / 2, screen.y + (screen.height - h) / 2, w, h);
    }

    /** Whether enough of it is on some screen to take hold of. */
    private static boolean isReachable(Rectangle window) {
        for (var device : GraphicsEnvironment.getLocalGraphicsEnvironment().getScreenDevices()) {
            Rectangle seen = device.getDefaultConfiguration().getBounds().intersection(window);
            if (seen.width >= LEAST && seen.height >= LEAST) {
                return true;
            }
        }
        return false;
    }

    /** Remembers where the window is. */
    void save() {
        boolean maximized = (frame.getExtendedState() & Frame.MAXIMIZED_BOTH) != 0;
        settings.put(name + ".maximized", Boolean.toString(maximized));
        if (!maximized) {
            settings.put(name + ".x", frame.getX());
            settings.put(name + ".y", frame.getY());
            settings.put(name + ".width", frame.getWidth());
            settings.put(name + ".height", frame.getHeight());
        }
    }
}
