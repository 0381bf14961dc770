package tdb2.ui.help;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tdb2.ui.glossary.Glossary;

/** What is written in the help, and what a search finds of it. */
class BookTest {

    private static final Book BOOK = Book.of(Function.identity());

    /** Topics that only a window has: its actions, its keys, what program it is. */
    private static boolean isOfAWindow(String link) {
        return Set.of("topic:keys", "topic:about").contains(link) || link.startsWith("topic:actions.");
    }

    @Test
    void everyLinkLeadsSomewhere() {
        assertThat(BOOK.topics()).hasSizeGreaterThan(100).allSatisfy(topic -> assertThat(BOOK.links(topic)
                .filter(link -> !isOfAWindow(link))).allSatisfy(
                        link -> assertThat(BOOK.target(link)).as(link)
                                .isPresent()));
    }

    @Test
    void everyTermIsUsedByATopic() {
        Set<String> used = BOOK.topics().stream().flatMap(topic -> topic.terms().stream()).map(term -> term.id())
                .collect(Collectors.toCollection(HashSet::new));
        BOOK.topics().stream().filter(topic -> topic.part() != Part.GLOSSARY)
                .flatMap(BOOK::links).filter(link -> link.startsWith("term:"))
                .forEach(link -> used.add(link.substring("term:".length())));
        assertThat(Glossary.bundled().terms()).allSatisfy(term -> assertThat(used).contains(term.id()));
    }

    @Test
    void everyPassageIsNamedByATopicOrATerm() {
        var used = BOOK.topics().stream().flatMap(topic -> topic.passages().stream()).collect(Collectors.toSet());
        assertThat(used).containsAll(Glossary.bundled().passages());
    }

    @Test
    void aTermTellsItsDialectsItsSourceAndWhoUsesIt() {
        String page = BOOK.topic("term.zone").orElseThrow().page();
        assertThat(page).contains("In the dialects tdb2.").contains("design:native-6").contains("(topic:view.space)");
        assertThat(BOOK.topic("term.record").orElseThrow().page()).contains("In all dialects.");
    }

    @ParameterizedTest
    @CsvSource({ "zone, term.zone", "zones, term.zone", "robust mutex, term.robust-mutex", "fusing, term.fusing",
            "recovery preview, reading", "three in the morning, guide.repair", "Inspector, view.inspector",
            "4 fdatasync, design.design-3.8" })
    void aSearchFindsWhatIsMeantFirst(String question, String topic) {
        assertThat(BOOK.search(question).getFirst().topic().id()).isEqualTo(topic);
    }

    @Test
    void aSearchFindsWordsByTheirBeginnings() {
        assertThat(BOOK.search("coal")).extracting(hit -> hit.topic().id()).contains("term.coalesce", "view.space");
    }

    @Test
    void allWordsMustStandInATopicWhereAnyTopicHasThemAll() {
        List<Hit> hits = BOOK.search("poisoned header sync");
        assertThat(hits).isNotEmpty().allSatisfy(hit -> assertThat(hit.topic().page().toLowerCase(Locale.ROOT))
                .contains("poison").contains("header").contains("sync"));
    }

    @Test
    void anExcerptMarksTheWordsThatWereAskedFor() {
        Hit hit = BOOK.search("hobgoblin gate").getFirst();
        assertThat(hit.marks()).isNotEmpty().allSatisfy(mark -> assertThat(
                hit.excerpt().substring(mark.from(), mark.to()).toLowerCase(Locale.ROOT)).startsWith("gate"));
    }

    @Test
    void nothingIsFoundOfNothing() {
        assertThat(BOOK.search("")).isEmpty();
        assertThat(BOOK.search("  ,;- ")).isEmpty();
        assertThat(BOOK.search("xyzzy")).isEmpty();
    }
}
