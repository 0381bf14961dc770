package tdb2.ui;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.swing.JFrame;

import org.assertj.swing.edt.GuiActionRunner;

import tdb2.ui.testing.OwnDisplay;
import tdb2.ui.testing.ViewStand;
import tdb2.ui.theme.Theme;
import tdb2.ui.workbench.OpenFile;
import tdb2.ui.workbench.Perspective;
import tdb2.ui.workbench.Selection;
import tdb2.ui.workbench.Settings;
import tdb2.ui.workbench.Workbench;

/**
 * Paints the window in each perspective, light and dark, as PNG files: {@code Pictures FILE FOLDER SCALE}. How to start
 * it stands beside the pictures in {@code ui/docs}.
 */
final class Pictures {

    private static final int WIDTH = 1440;
    private static final int HEIGHT = 900;

    private final Path folder;
    private final int scale;

    private Pictures(Path folder, int scale) {
        this.folder = folder;
        this.scale = scale;
    }

    /** Paints them all and ends. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        new OwnDisplay().launcherSessionOpened(null);
        Locale.setDefault(Locale.UK);
        var pictures = new Pictures(Files.createDirectories(Path.of(arguments[1])), Integer.parseInt(arguments[2]));
        Path file = Path.of(arguments[0]).toAbsolutePath();
        for (Theme theme : List.of(Theme.LIGHT, Theme.DARK)) {
            pictures.paint(file, theme);
        }
        System.exit(0);
    }

    private void paint(Path file, Theme theme) throws IOException, InterruptedException {
        Settings settings = Settings.inMemory();
        settings.put("theme", theme.name());
        Workbench workbench = GuiActionRunner.execute(() -> Browser.window(settings));
        GuiActionRunner.execute(() -> {
            workbench.frame().setSize(WIDTH, HEIGHT);
            workbench.frame().setVisible(true);
            workbench.open(List.of(file));
        });
        ViewStand.await("the file is counted", () -> workbench.files().active().flatMap(OpenFile::document)
                .flatMap(document -> document.regions()).isPresent());
        for (Perspective perspective : Perspective.values()) {
            GuiActionRunner.execute(() -> {
                workbench.use(perspective);
                workbench.files().active().flatMap(OpenFile::document).ifPresent(
                        document -> workbench.selection().publish(this, Selection.bytes(document, 0, 24)));
            });
            ViewStand.await("all jobs are done", () -> workbench.jobs().active().isEmpty());
            Thread.sleep(1000); // what is painted late: loaded pages, icons
            write(workbench.frame(), perspective.name().toLowerCase(Locale.ROOT) + "-"
                    + theme.name().toLowerCase(Locale.ROOT) + (scale == 1 ? "" : "@" + scale + "x"));
        }
        GuiActionRunner.execute(workbench::quit);
    }

    private void write(JFrame frame, String name) throws IOException {
        var image = new BufferedImage(WIDTH * scale, HEIGHT * scale, BufferedImage.TYPE_INT_RGB);
        GuiActionRunner.execute(() -> {
            Graphics2D g = image.createGraphics();
            g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            g.scale((double) WIDTH * scale / frame.getRootPane().getWidth(),
                    (double) HEIGHT * scale / frame.getRootPane().getHeight());
            frame.getRootPane().paint(g);
            g.dispose();
        });
        var writer = ImageIO.getImageWritersByFormatName("png").next();
        var how = writer.getDefaultWriteParam();
        how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        how.setCompressionQuality(0);
        try (var out = ImageIO.createImageOutputStream(Files.newOutputStream(folder.resolve(name + ".png")))) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), how);
        }
    }
}
