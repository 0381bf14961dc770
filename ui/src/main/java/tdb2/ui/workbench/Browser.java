package tdb2.ui.workbench;

import java.awt.Dimension;
import java.awt.EventQueue;
import java.awt.GraphicsEnvironment;
import java.nio.file.Path;
import java.util.List;

import javax.swing.JFrame;
import javax.swing.JLabel;
import javax.swing.SwingConstants;
import javax.swing.WindowConstants;

import com.formdev.flatlaf.FlatDarkLaf;
import com.formdev.flatlaf.FlatLightLaf;

/** The browser's window. */
public final class Browser {
    private final JFrame frame = new JFrame("TDB2 Browser");

    private Browser(List<Path> files) {
        frame.setName("browser");
        frame.setDefaultCloseOperation(WindowConstants.DISPOSE_ON_CLOSE);
        var hint = new JLabel(files.isEmpty() ? "Open a file to see what is in it." : files.toString(),
                SwingConstants.CENTER);
        hint.setName("hint");
        frame.add(hint);
        frame.setMinimumSize(new Dimension(640, 400));
        frame.setSize(1280, 800);
        frame.setLocationByPlatform(true);
    }

    /** Opens a window on the given files; returns at once. The theme is the one the system property names. */
    public static void open(List<Path> files) {
        if (GraphicsEnvironment.isHeadless()) {
            throw new IllegalStateException(
                    "no display to open a window on; tdb2 --help lists what works in the terminal");
        }
        EventQueue.invokeLater(() -> {
            useTheme("dark".equals(System.getProperty("tdb2.theme")));
            new Browser(files).frame.setVisible(true);
        });
    }

    /** Makes the frame without showing it; call on the event thread. */
    public static JFrame frame(List<Path> files) {
        return new Browser(files).frame;
    }

    /** Switches to the dark or light look. */
    public static void useTheme(boolean dark) {
        if (dark) {
            FlatDarkLaf.setup();
        } else {
            FlatLightLaf.setup();
        }
    }
}
