package tdb2.ui.workbench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Small databases that come with the program, to look around in. They are opened as copies of the user's own. */
public final class Samples {

    private static final String FOLDER = "/tdb2/samples/";

    /**
     * One sample.
     *
     * @param name of its file, with its folder
     * @param dialect short name of its dialect
     * @param title what it is
     * @param about what is to be seen in it
     */
    public record Sample(String name, String dialect, String title, String about) {

        private static Sample of(String name, String dialect, String key) {
            return new Sample(name, dialect, Jobs.TEXTS.get("sample." + key),
                    Jobs.TEXTS.get("sample." + key + ".about"));
        }
    }

    private Samples() {}

    /** All samples; the first one is the demonstration. */
    public static List<Sample> all() {
        return List.of(Sample.of("zoned/seed0.tdb", "TDB2", "tree"), Sample.of("zoned/three.tdb", "TDB2", "small"),
                Sample.of("zoned/corrupt-truncated60-be.tdb", "TDB2", "truncated"),
                Sample.of("tdb2/chain100.tdb", "TDB2 2012", "chain"),
                Sample.of("tdb2/crash-first-half-written.tdb", "TDB2 2012", "crash"),
                Sample.of("ntdb/chain100.tdb", "NTDB", "ntdb"),
                Sample.of("ntdb/crash-first-half-written.tdb", "NTDB", "crash"),
                Sample.of("real/samba-names.tdb", "TDB1", "samba"), Sample.of("tdb1/dead.tdb", "TDB1", "dead"),
                Sample.of("tdb1/mutex-default-hash.tdb", "TDB1", "mutex"));
    }

    /**
     * Copies a sample to a new folder that is removed with the program; on a worker.
     *
     * @throws tdb2.engine.error.StorageException when there is no room for it
     */
    public static Path copy(Sample sample) {
        return Scratch.file(sample.name().replace('/', '-'), file -> {
            try (InputStream in = Samples.class.getResourceAsStream(FOLDER + sample.name())) {
                if (in == null) {
                    throw new IOException("not in this program");
                }
                Files.copy(in, file);
            }
        });
    }
}
