import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import javax.imageio.ImageIO;

import com.formdev.flatlaf.extras.FlatSVGIcon;

/**
 * Paints the program's icon in the sizes desktops look for: {@code IconImages ICON.svg FOLDER} writes
 * {@code FOLDER/48x48/apps/tdb2-browser.png} and so on. Run from its source while packaging.
 */
public final class IconImages {

    private static final List<Integer> SIZES = List.of(16, 22, 24, 32, 48, 64, 128, 256, 512);

    private IconImages() {}

    public static void main(String[] args) throws IOException {
        FlatSVGIcon icon = new FlatSVGIcon(Path.of(args[0]).toUri());
        for (int size : SIZES) {
            Path image = Path.of(args[1], size + "x" + size, "apps", "tdb2-browser.png");
            Files.createDirectories(image.getParent());
            BufferedImage pixels = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
            icon.derive(size, size).paintIcon(null, pixels.createGraphics(), 0, 0);
            ImageIO.write(pixels, "png", image.toFile());
        }
    }
}
