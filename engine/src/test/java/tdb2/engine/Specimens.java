package tdb2.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tdb2.engine.storage.HeapStorage;
import tdb2.engine.storage.Storage;

/** The database files made by the C libraries, each with what its sidecar says of it. */
public final class Specimens {

    private static final Path ROOT = Path.of(System.getProperty("tdb2.fixtures", "../../shared/fixtures"));

    private Specimens() {}

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

        /** The file in memory. */
        public Storage storage() {
            try {
                return new HeapStorage(path.getFileName().toString(), Files.readAllBytes(path));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
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
