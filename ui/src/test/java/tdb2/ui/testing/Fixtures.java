package tdb2.ui.testing;

import java.nio.file.Files;
import java.nio.file.Path;

/** The database files that tests of windows open. */
public final class Fixtures {

    private static final Path BUNDLED = Path.of(System.getProperty("tdb2.root", ".."),
            "engine/src/test/resources/fixtures");

    private Fixtures() {}

    /** A file of the small set, which a bare clone has, by its folder and name: "real/samba-names.tdb". */
    public static Path file(String name) {
        Path bundled = BUNDLED.resolve(name);
        if (!Files.exists(bundled)) {
            throw new IllegalArgumentException(name + " is not in the small set of database files");
        }
        return bundled.toAbsolutePath().normalize();
    }
}
