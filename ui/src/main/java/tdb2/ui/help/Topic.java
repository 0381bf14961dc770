package tdb2.ui.help;

import java.util.List;
import java.util.stream.Collectors;

import tdb2.ui.glossary.Passage;
import tdb2.ui.glossary.Term;
import tdb2.ui.theme.Texts;

/**
 * A page of the help. Links in its text lead to other topics ({@code topic:view.hex}), words of the glossary
 * ({@code term:zone}) and paragraphs of the design documents ({@code design:commit-2}). Any thread.
 *
 * @param id names it in links: "view.hex", "guide.repair"
 * @param part where it stands
 * @param title its heading
 * @param text what it says, in Markdown, without the heading
 * @param terms the words it uses
 * @param passages the paragraphs of the design documents it is about
 */
public record Topic(String id, Part part, String title, String text, List<Term> terms, List<Passage> passages) {

    private static final Texts TEXTS = Texts.of(Topic.class);

    public Topic {
        terms = List.copyOf(terms);
        passages = List.copyOf(passages);
    }

    /** A topic without words of its own. */
    public Topic(String id, Part part, String title, String text) {
        this(id, part, title, text, List.of(), List.of());
    }

    /** The same topic with something before and behind its text. */
    public Topic around(String before, String behind) {
        return new Topic(id, part, title, before + "\n\n" + text + "\n\n" + behind, terms, passages);
    }

    /** Words with what they mean, each a link to its own topic. */
    static String list(List<Term> terms) {
        return terms.stream().map(term -> "**[%s](term:%s)**: %s".formatted(Markdown.escape(term.name()), term.id(),
                Markdown.escape(term.meaning()))).collect(Collectors.joining("\n\n"));
    }

    /** The whole page in Markdown: heading, text, the words used in it, the paragraphs it is about. */
    String page() {
        var page = new StringBuilder("# ").append(Markdown.escape(title)).append("\n\n").append(text).append("\n\n");
        if (!terms.isEmpty()) {
            page.append("## ").append(TEXTS.get("words")).append("\n\n").append(list(terms)).append("\n\n");
        }
        if (!passages.isEmpty()) {
            page.append("## ").append(TEXTS.get("passages")).append("\n\n").append(passages.stream()
                    .map(passage -> "[%s](design:%s): %s".formatted(Markdown.escape(passage.citation()), passage.id(),
                            Markdown.escape(passage.words())))
                    .collect(Collectors.joining("\n\n"))).append("\n");
        }
        return page.toString();
    }
}
