package tdb2.ui.help;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import tdb2.ui.glossary.Glossary;

/**
 * Reads the topics that were written: files in Markdown beside this class, listed in {@code contents} in their order. A
 * file may begin with lines {@code terms: ID, ID} and {@code design: ID, ID}; its first heading is the title. Any thread.
 */
final class WrittenTopics {

    private static final String TERMS = "terms:";
    private static final String DESIGN = "design:";

    private WrittenTopics() {}

    /** All of them. */
    static List<Topic> all() {
        return resource("contents").lines().filter(line -> !line.isBlank())
                .map(id -> topic(id, resource(id + ".md"))).toList();
    }

    private static String resource(String name) {
        try (InputStream in = WrittenTopics.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Topic topic(String id, String file) {
        var lines = new ArrayList<>(file.lines().toList());
        var terms = head(lines, TERMS, Glossary.bundled()::term);
        var passages = head(lines, DESIGN, Glossary.bundled()::passage);
        while (!lines.getFirst().startsWith("# ")) {
            lines.removeFirst();
        }
        String title = lines.removeFirst().substring(2).strip();
        return new Topic(id, part(id), title, String.join("\n", lines).strip(), terms, passages);
    }

    private static <T> List<T> head(List<String> lines, String word, Function<String, Optional<T>> known) {
        if (!lines.getFirst().startsWith(word)) {
            return List.of();
        }
        String line = lines.removeFirst().substring(word.length()).strip();
        return Arrays.stream(line.split(", *"))
                .map(id -> known.apply(id).orElseThrow(() -> new IllegalStateException(word + " nobody knows " + id)))
                .toList();
    }

    private static Part part(String id) {
        return switch (id.substring(0, Math.max(0, id.indexOf('.')))) {
            case "guide" -> Part.GUIDES;
            case "view" -> Part.VIEWS;
            case "perspective" -> Part.PERSPECTIVES;
            default -> Part.BEGIN;
        };
    }
}
