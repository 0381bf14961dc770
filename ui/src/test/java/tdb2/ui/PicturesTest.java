package tdb2.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.swing.JFrame;

import org.assertj.swing.edt.GuiActionRunner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import tdb2.engine.Entry;
import tdb2.engine.Fetch;
import tdb2.engine.Tdb;
import tdb2.ui.testing.Fixtures;
import tdb2.ui.testing.ViewStand;
import tdb2.ui.theme.Theme;
import tdb2.ui.workbench.OpenFile;
import tdb2.ui.workbench.Perspective;
import tdb2.ui.workbench.Selection;
import tdb2.ui.workbench.Settings;
import tdb2.ui.workbench.ViewType;
import tdb2.ui.workbench.WindowViewType;
import tdb2.ui.workbench.Workbench;

/**
 * Paints the window in each perspective, light and dark, in one and two pixels for each of its own, into the folder that
 * the property {@code tdb2.pictures} names, of the file that {@code tdb2.pictures.of} names. {@code ui/docs/README.md} says how to start it.
 */
@EnabledIfSystemProperty(named = "tdb2.pictures", matches = ".+", disabledReason = "no pictures are wanted")
class PicturesTest {

    private static final int WIDTH = 1440;
    private static final int HEIGHT = 900;
    private static final Path SHOWN = Optional.ofNullable(System.getProperty("tdb2.pictures.of"))
            .map(of -> Path.of(System.getProperty("tdb2.root", "..")).resolve(of))
            .orElseGet(() -> Fixtures.file("real/samba-names.tdb"));
    private static final Path PLACE = Path.of(System.getProperty("java.io.tmpdir"), "samba",
            SHOWN.getFileName().toString().replace("samba-", ""));

    @BeforeAll
    static void copyAFile() throws IOException {
        Files.createDirectories(PLACE.getParent());
        Files.copy(SHOWN, PLACE, StandardCopyOption.REPLACE_EXISTING);
    }

    @AfterAll
    static void removeIt() throws IOException {
        Files.delete(PLACE);
        Files.delete(PLACE.getParent());
    }

    @ParameterizedTest
    @EnumSource(value = Theme.class, names = { "LIGHT", "DARK" })
    void paintsEachPerspective(Theme theme) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(Path.of(System.getProperty("tdb2.root", ".."))
                .resolve(System.getProperty("tdb2.pictures")));
        Settings settings = Settings.inMemory();
        settings.put("theme", theme.name());
        Workbench workbench = GuiActionRunner.execute(() -> Browser.window(settings));
        GuiActionRunner.execute(() -> {
            workbench.frame().setSize(WIDTH, HEIGHT);
            workbench.frame().setVisible(true);
            workbench.open(List.of(PLACE));
        });
        ViewStand.await("the file is counted", () -> workbench.files().active().flatMap(OpenFile::document)
                .flatMap(document -> document.regions()).isPresent());
        Entry shown = withTheLongestValue();
        for (Perspective perspective : Perspective.values()) {
            GuiActionRunner.execute(() -> {
                workbench.use(perspective);
                workbench.files().active().flatMap(OpenFile::document).ifPresent(document -> workbench.selection()
                        .publish(this, Selection.record(document, shown.header(), shown.key())));
            });
            Thread.sleep(3000); // what is loaded and painted later: pages, icons
            for (int scale = 1; scale <= 2; scale++) {
                String name = perspective.name() + "-" + theme.name() + (scale == 1 ? "" : "-2x") + ".png";
                Path picture = folder.resolve(name.toLowerCase(Locale.ROOT));
                write(paint(workbench.frame(), scale), picture);
                assertThat(picture).isNotEmptyFile();
            }
        }
        GuiActionRunner.execute(workbench::quit);
    }

    private static Entry withTheLongestValue() {
        List<Entry> all = new ArrayList<>();
        try (Tdb tdb = Tdb.open(PLACE)) {
            tdb.traverse(Fetch.KEYS, all::add);
        }
        return all.stream().max(Comparator.comparingLong(entry -> entry.header().valueLength())).orElseThrow();
    }

    /**
     * Every view for itself, of a real and of a generated file, for those who look whether something is cut off: in the
     * folder that {@code tdb2.pictures.views} names, with a window that is half as large in two pixels each.
     */
    @ParameterizedTest
    @EnumSource(value = Theme.class, names = { "LIGHT", "DARK" })
    void paintsEachView(Theme theme) throws IOException, InterruptedException {
        assumeTrue(System.getProperty("tdb2.pictures.views") != null, "no pictures of views are wanted");
        Path folder = Files.createDirectories(Path.of(System.getProperty("tdb2.pictures.views")));
        Settings settings = Settings.inMemory();
        settings.put("theme", theme.name());
        Workbench workbench = GuiActionRunner.execute(() -> Browser.window(settings));
        GuiActionRunner.execute(() -> workbench.frame().setVisible(true));
        for (Path file : List.of(PLACE, Fixtures.file("tdb1/dead.tdb"))) {
            GuiActionRunner.execute(() -> workbench.open(List.of(file)));
            ViewStand.await("the file is counted", () -> workbench.files().active().flatMap(OpenFile::document)
                    .filter(document -> document.path().endsWith(file.getFileName()))
                    .flatMap(document -> document.regions()).isPresent());
            for (String view : Stream.concat(workbench.types().stream().map(ViewType::id),
                    workbench.windowTypes().stream().map(WindowViewType::id)).toList()) {
                for (int scale = 1; scale <= 2; scale++) {
                    int pixels = scale;
                    GuiActionRunner.execute(() -> {
                        workbench.frame().setSize(pixels == 1 ? WIDTH : 1000, pixels == 1 ? HEIGHT : 640);
                        workbench.frame().validate();
                        workbench.reveal(view);
                    });
                    Thread.sleep(1500); // what is loaded and painted later
                    Path picture = folder.resolve("%s-%s-%s-%dx.png".formatted(view, file.getFileName(), theme,
                            scale).toLowerCase(Locale.ROOT));
                    write(paint(workbench.frame(), scale), picture);
                    assertThat(picture).isNotEmptyFile();
                }
            }
        }
        GuiActionRunner.execute(workbench::quit);
    }

    private static BufferedImage paint(JFrame frame, int scale) {
        int width = frame.getWidth();
        int height = frame.getHeight();
        var image = new BufferedImage(width * scale, height * scale, BufferedImage.TYPE_INT_RGB);
        GuiActionRunner.execute(() -> {
            Graphics2D g = image.createGraphics();
            g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            g.scale((double) width * scale / frame.getRootPane().getWidth(),
                    (double) height * scale / frame.getRootPane().getHeight());
            frame.getRootPane().paint(g);
            g.dispose();
        });
        return image;
    }

    /** As small as the format allows. */
    private static void write(BufferedImage image, Path to) throws IOException {
        var writer = ImageIO.getImageWritersByFormatName("png").next();
        var how = writer.getDefaultWriteParam();
        how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        how.setCompressionQuality(0);
        Files.deleteIfExists(to);
        try (var out = ImageIO.createImageOutputStream(to.toFile())) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), how);
        } finally {
            writer.dispose();
        }
    }
}
