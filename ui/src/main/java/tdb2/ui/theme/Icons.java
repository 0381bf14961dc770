package tdb2.ui.theme;

import java.awt.Image;
import java.util.List;

import javax.swing.Icon;

import com.formdev.flatlaf.extras.FlatSVGIcon;
import com.formdev.flatlaf.extras.FlatSVGUtils;

/** The icons of the folder {@code icons}; their grey follows the theme. Event thread only. */
public final class Icons {

    private static final String FOLDER = "tdb2/icons/";

    private Icons() {}

    /** An icon of 16 pixels by its name without ending: "hex". */
    public static Icon of(String name) {
        return of(name, 16);
    }

    /** An icon, square, in unscaled pixels. */
    public static Icon of(String name, int size) {
        return new FlatSVGIcon(FOLDER + name + ".svg", size, size);
    }

    /** The program's icon in the sizes desktops ask for. */
    public static List<Image> program() {
        return FlatSVGUtils.createWindowIconImages("/" + FOLDER + "tdb2.svg");
    }
}
