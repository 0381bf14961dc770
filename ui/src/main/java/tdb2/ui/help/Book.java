package tdb2.ui.help;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import tdb2.engine.format.Dialect;
import tdb2.ui.glossary.Glossary;
import tdb2.ui.glossary.Passage;
import tdb2.ui.glossary.Term;
import tdb2.ui.theme.Texts;

/** All topics: the written ones, those a window makes of itself, and one for each term and passage. Any thread. */
public final class Book {

    private static final Texts TEXTS = Texts.of(Book.class);

    private final Map<String, Topic> topics = new LinkedHashMap<>();
    private final SearchIndex index;

    private Book(List<Topic> all) {
        all.forEach(topic -> {
            if (topics.put(topic.id(), topic) != null) {
                throw new IllegalStateException("twice the same topic: " + topic.id());
            }
        });
        index = new SearchIndex(all);
    }

    /**
     * Puts a book together; takes a moment, so off the event thread.
     *
     * @param complete makes of the written topics those that a window has
     */
    public static Book of(Function<List<Topic>, List<Topic>> complete) {
        List<Topic> ofWindow = complete.apply(WrittenTopics.all());
        var all = new ArrayList<>(ofWindow);
        all.add(words());
        Map<String, List<Topic>> users = users(ofWindow);
        Glossary.bundled().terms().forEach(
                term -> all.add(word(term, users.getOrDefault("term:" + term.id(), List.of()))));
        Glossary.bundled().passages().forEach(
                passage -> all.add(paragraph(passage, users.getOrDefault("design:" + passage.id(), List.of()))));
        return new Book(all);
    }

    /** Which topics name a term or a passage, by the link that leads to it. */
    private static Map<String, List<Topic>> users(List<Topic> topics) {
        var users = new HashMap<String, List<Topic>>();
        topics.forEach(topic -> Markdown.links(topic.page()).stream().distinct()
                .forEach(link -> users.computeIfAbsent(link, _ -> new ArrayList<>()).add(topic)));
        return users;
    }

    private static Topic words() {
        return new Topic("glossary", Part.GLOSSARY, TEXTS.get("glossary"),
                Topic.list(Glossary.bundled().terms()));
    }

    private static Topic word(Term term, List<Topic> users) {
        String dialects = term.dialects().size() == Dialect.values().length
                ? TEXTS.get("dialects.all")
                : TEXTS.get("dialects", term.dialects().stream().map(Dialect::id)
                        .collect(Collectors.joining(", ")));
        String forms = term.forms().isEmpty() ? "" : TEXTS.get("forms", String.join(", ", term.forms())) + "\n\n";
        return new Topic("term." + term.id(), Part.GLOSSARY, term.name(),
                Markdown.escape(term.meaning()) + "\n\n" + forms
                        + dialects + "\n\n" + used(users),
                List.of(), List.of(term.source()));
    }

    private static Topic paragraph(Passage passage, List<Topic> users) {
        return new Topic("design." + passage.id(), Part.DESIGN, passage.citation(),
                Markdown.escape(passage.words()) + "\n\n" + used(users));
    }

    private static String used(List<Topic> users) {
        return users.isEmpty()
                ? ""
                : TEXTS.get("used", users.stream()
                        .map(topic -> "[%s](topic:%s)".formatted(Markdown.escape(topic.title()), topic.id()))
                        .collect(Collectors.joining(", ")));
    }

    /** All topics in their order. */
    public List<Topic> topics() {
        return List.copyOf(topics.values());
    }

    /** The topics of a part. */
    List<Topic> of(Part part) {
        return topics.values().stream().filter(topic -> topic.part() == part).toList();
    }

    /** The topic of an id. */
    public Optional<Topic> topic(String id) {
        return Optional.ofNullable(topics.get(id));
    }

    /** Where a link leads; empty where it leads nowhere. */
    public Optional<Topic> target(String link) {
        int colon = link.indexOf(':');
        String rest = link.substring(colon + 1);
        return switch (colon < 0 ? "" : link.substring(0, colon)) {
            case "topic" -> topic(rest);
            case "term" -> topic("term." + rest);
            case "design" -> topic("design." + rest);
            default -> Optional.empty();
        };
    }

    /** All links of a topic's page. */
    public Stream<String> links(Topic topic) {
        return Markdown.links(topic.page()).stream();
    }

    /** The topics that have all words of a question, or failing that any of them; best first. */
    public List<Hit> search(String question) {
        return index.find(question);
    }
}
