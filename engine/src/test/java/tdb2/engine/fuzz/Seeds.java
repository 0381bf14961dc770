package tdb2.engine.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What fuzzing begins with: the small files of every dialect that come with the sources, sound, crashed and damaged, and
 * dumps. Read without {@code Specimens}: what that needs would be instrumented too.
 */
final class Seeds {

    private static final int MOST_BYTES = 100_000;
    private static final Path FOLDER =
            Path.of(System.getProperty("tdb2.root", ".."), "engine/src/test/resources/fixtures");

    private Seeds() {}

    /** The seeds of a target. */
    static List<byte[]> of(Target target) {
        String ending = target == Target.RESTORE ? ".dump" : ".tdb";
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().map(Seeds::content)
                    .filter(content -> content.length <= MOST_BYTES).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] content(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
