package tdb2.app;

import java.awt.BorderLayout;
import java.awt.EventQueue;
import java.awt.GraphicsEnvironment;
import java.awt.image.BufferedImage;
import java.lang.reflect.InvocationTargetException;

import javax.swing.JFrame;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JSplitPane;
import javax.swing.JTabbedPane;
import javax.swing.JTable;
import javax.swing.JTextField;
import javax.swing.JToolBar;
import javax.swing.JTree;

import tdb2.ui.workbench.Browser;

/** A short run through the program that the launcher records, so that later starts find their classes ready. */
final class Training {
    private Training() {}

    /** Runs the commands whose classes nearly every start needs, or with the argument {@code gui} what a window needs. */
    public static void main(String[] args) throws InterruptedException, InvocationTargetException {
        if (args.length == 1 && args[0].equals("gui")) {
            EventQueue.invokeAndWait(Training::paint);
        } else {
            Main.run("--version");
            Main.run("--help");
        }
    }

    /** Paints what every window has, and where there is a display makes a window, but does not show it. */
    private static void paint() {
        Browser.useTheme(false);
        var tabs = new JTabbedPane();
        tabs.addTab("records", new JScrollPane(new JTable(3, 3)));
        var panel = new JPanel(new BorderLayout());
        panel.add(new JToolBar(), BorderLayout.NORTH);
        panel.add(new JSplitPane(JSplitPane.HORIZONTAL_SPLIT, new JScrollPane(new JTree()), tabs));
        panel.add(new JTextField("filter"), BorderLayout.SOUTH);
        if (GraphicsEnvironment.isHeadless()) {
            panel.setSize(800, 600);
            panel.addNotify();
            panel.validate();
            paint(panel);
        } else {
            var frame = new JFrame();
            frame.add(panel);
            frame.pack();
            paint(panel);
            frame.dispose();
        }
    }

    private static void paint(JPanel panel) {
        panel.print(new BufferedImage(800, 600, BufferedImage.TYPE_INT_RGB).getGraphics());
    }
}
