package tdb2.ui.workbench;

import java.awt.Frame;
import java.awt.GraphicsEnvironment;
import java.awt.Rectangle;

import javax.swing.JFrame;

import tdb2.ui.theme.Theme;

/** Where the window stands, from one start to the next. Event thread only. */
record WindowState(JFrame frame, Settings settings) {

    private static final int LEAST = 200;

    /** Puts the window where it was, when that is still on a screen; otherwise in the middle of the first screen. */
    void restore() {
        frame.setBounds(bounds());
        if (settings.get("window.maximized").filter("true"::equals).isPresent()) {
            frame.setExtendedState(Frame.MAXIMIZED_BOTH);
        }
    }

    private Rectangle bounds() {
        Rectangle screen = GraphicsEnvironment.getLocalGraphicsEnvironment().getMaximumWindowBounds();
        var last = new Rectangle(settings.number("window.x", -1), settings.number("window.y", -1),
                Math.min(settings.number("window.width", 0), screen.width),
                Math.min(settings.number("window.height", 0), screen.height));
        if (last.width > LEAST && last.height > LEAST && isReachable(last)) {
            return last;
        }
        int width = Math.min(screen.width, Theme.grid(360));
        int height = Math.min(screen.height, Theme.grid(230));
        return new Rectangle(screen.x + (screen.width - width) / 2, screen.y + (screen.height - height) / 2, width,
                height);
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
        settings.put("window.maximized", Boolean.toString(maximized));
        if (!maximized) {
            settings.put("window.x", frame.getX());
            settings.put("window.y", frame.getY());
            settings.put("window.width", frame.getWidth());
            settings.put("window.height", frame.getHeight());
        }
    }
}
