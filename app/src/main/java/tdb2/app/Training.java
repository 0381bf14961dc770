package tdb2.app;

import java.awt.BorderLayout;
import java.awt.EventQueue;
import java.awt.GraphicsEnvironment;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import javax.swing.JComponent;
import javax.swing.JFrame;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JSplitPane;
import javax.swing.JTabbedPane;
import javax.swing.JTable;
import javax.swing.JTextField;
import javax.swing.JToolBar;
import javax.swing.JTree;

import tdb2.engine.format.Tdb1Header;
import tdb2.ui.Browser;
import tdb2.ui.theme.Theme;
import tdb2.ui.workbench.Settings;

/** A short run through the program that the launcher records, so that later starts find their classes ready. */
final class Training {
    private Training() {}

    /** Runs the commands whose classes nearly every start needs, or with the argument {@code gui} what a window needs. */
    public static void main(String[] args)
            throws InterruptedException, InvocationTargetException, IOException {
        if (args.length == 1 && args[0].equals("gui")) {
            EventQueue.invokeAndWait(Training::paint);
            return;
        }
        Path sample = Files.createTempFile("training", ".tdb");
        try {
            Files.write(sample, emptyDatabase());
            String file = sample.toString();
            for (String command : List.of("info", "digest", "dump", "keys", "layout")) {
                Main.run(command, file);
            }
            Main.run("info", "--json", file);
            Main.run("get", file, "key");
            Main.run("explain", file, "key");
            Main.run("--version");
        } finally {
            Files.delete(sample);
        }
    }

    /** A TDB1 file with no record in it, as old as to have no hash test. */
    private static byte[] emptyDatabase() {
        int chains = 131;
        ByteBuffer file = ByteBuffer.allocate(Tdb1Header.CHAINS + 4 * chains).order(ByteOrder.LITTLE_ENDIAN);
        file.put(Tdb1Header.MAGIC_FOOD.getBytes(StandardCharsets.US_ASCII));
        return file.putInt(32, (int) Tdb1Header.VERSION).putInt(36, chains).array();
    }

    /** Paints what every window has, and where there is a display the window itself, but does not show it. */
    private static void paint() {
        Theme.LIGHT.apply();
        if (GraphicsEnvironment.isHeadless()) {
            var tabs = new JTabbedPane();
            tabs.addTab("records", new JScrollPane(new JTable(3, 3)));
            var panel = new JPanel(new BorderLayout());
            panel.add(new JToolBar(), BorderLayout.NORTH);
            panel.add(new JSplitPane(JSplitPane.HORIZONTAL_SPLIT, new JScrollPane(new JTree()), tabs));
            panel.add(new JTextField("filter"), BorderLayout.SOUTH);
            panel.setSize(800, 600);
            panel.addNotify();
            panel.validate();
            paint(panel);
        } else {
            JFrame frame = Browser.window(Settings.inMemory()).frame();
            frame.pack();
            paint(frame.getRootPane());
            frame.dispose();
        }
    }

    private static void paint(JComponent component) {
        component.print(new BufferedImage(800, 600, BufferedImage.TYPE_INT_RGB).getGraphics());
    }
}
