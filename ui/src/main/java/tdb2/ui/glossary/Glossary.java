package tdb2.ui.glossary;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import tdb2.engine.format.Dialect;

/**
 * All terms and passages, read from the two texts {@code terms} and {@code passages} beside this class. There blocks are
 * parted by empty lines. A passage is a line {@code document number title} and its words; a term is a line with its name
 * and other forms, parted by {@code |}, a line with its source and its dialects (none means all), and its meaning. Any
 * thread.
 */
public final class Glossary {

    private static final class Bundled {

        static final Glossary IT = new Glossary();
    }

    private final Map<String, Passage> passages;
    private final Map<String, Term> terms;
    private final Map<String, Term> forms;
    private final Pattern anyForm;

    private Glossary() {
        passages = blocks("passages").map(Glossary::passage).collect(byId(Passage::id));
        terms = blocks("terms").map(this::term).collect(byId(Term::id));
        forms = terms.values().stream()
                .flatMap(term -> Stream.concat(Stream.of(term.name()), term.forms().stream())
                        .map(form -> Map.entry(form.toLowerCase(java.util.Locale.ROOT), term)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        String longestFirst = forms.keySet().stream().sorted((a, b) -> b.length() - a.length()).map(Pattern::quote)
                .collect(Collectors.joining("|"));
        anyForm = Pattern.compile("(?iu)\\b(?:" + longestFirst + ")\\b");
    }

    private static <T> java.util.stream.Collector<T, ?, Map<String, T>> byId(Function<T, String> id) {
        return Collectors.toMap(id, one -> one, (one, other) -> {
            throw new IllegalStateException("twice the same: " + one + ", " + other);
        }, LinkedHashMap::new);
    }

    /** The one that comes with the program. */
    public static Glossary bundled() {
        return Bundled.IT;
    }

    private static Stream<List<String>> blocks(String resource) {
        try (InputStream in = Glossary.class.getResourceAsStream(resource)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(text.strip().split("\n{2,}")).map(block -> block.lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Passage passage(List<String> block) {
        String[] head = block.getFirst().split(" ", 3);
        return new Passage(head[0], head[1], head[2], String.join(" ", block.subList(1, block.size())));
    }

    private Term term(List<String> block) {
        String[] names = block.getFirst().split(" \\| ");
        String[] belongs = block.get(1).split(" ");
        Passage source = passage(belongs[0]).orElseThrow(
                () -> new IllegalStateException("no passage " + belongs[0] + " for " + names[0]));
        List<Dialect> dialects = belongs.length == 1
                ? List.of(Dialect.values())
                : Arrays.stream(belongs).skip(1).map(word -> Dialect.of(word).orElseThrow()).toList();
        return new Term(names[0], List.of(names).subList(1, names.length), dialects, source,
                String.join(" ", block.subList(2, block.size())));
    }

    /** All terms, in the order of the alphabet. */
    public List<Term> terms() {
        return terms.values().stream().sorted(java.util.Comparator.comparing(Term::id)).toList();
    }

    /** All passages, document by document. */
    public List<Passage> passages() {
        return List.copyOf(passages.values());
    }

    /** The term of an id. */
    public Optional<Term> term(String id) {
        return Optional.ofNullable(terms.get(id));
    }

    /** The passage of an id. */
    public Optional<Passage> passage(String id) {
        return Optional.ofNullable(passages.get(id));
    }

    /** The first term that stands in a text, in whatever form. */
    public Optional<Term> in(String text) {
        var found = anyForm.matcher(text);
        return found.find()
                ? Optional.of(forms.get(found.group().toLowerCase(java.util.Locale.ROOT)))
                : Optional.empty();
    }
}
