package tdb2.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;
import tdb2.engine.hash.HashChoice;
import tdb2.engine.storage.HeapStorage;
import tdb2.engine.storage.Storage;

/**
 * The database files made by the C libraries and by real programs, each with what its sidecar says of it. They lie in
 * the folder that the system property {@code tdb2.fixtures} names; where that is not there, the small set that comes
 * with the sources stands in.
 */
public final class Specimens {

    private static final List<String> FOLDERS = List.of("real", "tdb1", "tdb2", "ntdb", "zoned");
    private static final Path ROOT = root();

    private Specimens() {}

    private static Path root() {
        Path whole = Path.of(System.getProperty("tdb2.fixtures", "../../shared/fixtures"));
        Path bundled = Path.of(System.getProperty("tdb2.root", ".."), "engine/src/test/resources/fixtures");
        return Files.isDirectory(whole) ? whole : bundled;
    }

    /**
     * One file.
     *
     * @param path of the file
     * @param expect its sidecar
     */
    public record Specimen(Path path, JsonNode expect) {

        /** "healthy", "crash", "corrupt", "header-variant" or "real". */
        public String kind() {
            return expect.path("kind").asText("healthy");
        }

        /** Whether nothing is wrong with the file. */
        public boolean sound() {
            return kind().equals("healthy") || kind().equals("real");
        }

        /** The file's bytes. */
        public byte[] content() {
            try {
                return Files.readAllBytes(path);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** The file in memory. */
        public Storage storage() {
            return new HeapStorage(path.getFileName().toString(), content());
        }

        /** The hash function the file was made with: "0x12 (…)" or "0x12 + (key length & 3) (…)". */
        public HashChoice hash() {
            String text = expect.path("constantHash").asText();
            if (text.isEmpty()) {
                return new HashChoice.Automatic();
            }
            long base = Long.decode(text.substring(0, text.indexOf(' ')));
            return text.contains("key length & 3")
                    ? new HashChoice.Own(text, (key, _) -> base + (key.length & 3))
                    : HashChoice.constant(base);
        }

        /** Opens a copy in memory, with the automatic choice of the hash function. */
        public Tdb open() {
            return Tdb.of(toString(), content(), OpenOptions.DEFAULT);
        }

        @Override
        public String toString() {
            return ROOT.relativize(path).toString();
        }
    }

    /** A file of the fixtures that is not a database. */
    public static Path file(String relative) {
        return ROOT.resolve(relative);
    }

    /** Every database. */
    public static Stream<Specimen> all() {
        return FOLDERS.stream().flatMap(Specimens::in);
    }

    /** One database by its path; the test that asks for one that is not in the small set is skipped. */
    public static Specimen named(String relative) {
        Path path = ROOT.resolve(relative);
        if (!Files.exists(path)) {
            throw new TestAbortedException(relative + " is not in the bundled set of fixtures");
        }
        return new Specimen(path, json(sidecar(path)));
    }

    /** Every database of a folder. */
    public static Stream<Specimen> in(String folder) {
        try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
            List<Path> databases = files.filter(f -> Files.exists(sidecar(f))).sorted().toList();
            return databases.stream().map(f -> new Specimen(f, json(sidecar(f))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path sidecar(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        boolean database = name.endsWith(".tdb") || name.endsWith(".ldb");
        return file.resolveSibling((database ? name.substring(0, dot) : name + ".no") + ".expect.json");
    }

    private static JsonNode json(Path file) {
        try {
            return new ObjectMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
