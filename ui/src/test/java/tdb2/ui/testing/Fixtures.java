package tdb2.ui.testing;

import java.nio.file.Files;
import java.nio.file.Path;

/** The database files that tests of windows open: those the system property {@code tdb2.fixtures} names, or the bundled. */
public final class Fixtures {

    private static final Path BUNDLED = Path.of(System.getProperty("tdb2.root", ".."),
            "engine/src/test/resources/fixtures");
    private static final Path WHOLE = Path.of(System.getProperty("tdb2.fixtures", BUNDLED.toString()));

    private Fixtures() {}

    /** A file by its folder and name: "real/samba-names.tdb". */
    public static Path file(String name) {
        Path bundled = BUNDLED.resolve(name);
        return (Files.exists(bundled) ? bundled : WHOLE.resolve(name)).toAbsolutePath().normalize();
    }
}
