package tdb2.ui.theme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** Every text that is asked for by its whole name is there, in the bundle it is asked of. */
class TextsTest {

    private static final Path SOURCES = Path.of("src/main/java");
    private static final Path BUNDLES = Path.of("src/main/resources");
    private static final Pattern ASKED = Pattern.compile("(?:(\\w+)\\.)?TEXTS\\s*\\.get\\(\\s*\"([^\"]+)\"\\s*[,)]");
    private static final Pattern SHARED = Pattern.compile("Texts TEXTS = (\\w+)\\.TEXTS;");

    private final Map<String, Path> packages = new HashMap<>();
    private final Map<Path, Properties> bundles = new HashMap<>();

    private static String name(Path source) {
        return source.getFileName().toString().replace(".java", "");
    }

    private boolean has(String owner, String key) {
        Path bundle = BUNDLES.resolve(SOURCES.relativize(packages.get(owner))).resolve("Messages.properties");
        return bundles.computeIfAbsent(bundle, file -> {
            Properties texts = new Properties();
            try (Reader in = Files.newBufferedReader(file)) {
                texts.load(in);
                return texts;
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }).containsKey(key);
    }

    @Test
    void everyTextThatIsAskedForIsThere() throws IOException {
        List<Path> sources;
        try (Stream<Path> files = Files.walk(SOURCES)) {
            sources = files.filter(file -> file.toString().endsWith(".java")).toList();
        }
        sources.forEach(source -> packages.put(name(source), source.getParent()));
        var missing = new TreeSet<String>();
        int asked = 0;
        for (Path source : sources) {
            String text = Files.readString(source);
            Matcher shared = SHARED.matcher(text);
            String own = shared.find() ? shared.group(1) : name(source);
            for (Matcher found = ASKED.matcher(text); found.find(); asked++) {
                String owner = found.group(1) == null ? own : found.group(1);
                if (!has(owner, found.group(2))) {
                    missing.add(name(source) + ": " + found.group(2));
                }
            }
        }
        assertThat(missing).isEmpty();
        assertThat(asked).isGreaterThan(500);
    }
}
