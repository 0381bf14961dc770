package tdb2.ui.help;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** Pages of the help as HTML and as plain text. */
class MarkdownTest {

    @Property
    void escapedTextStandsOnAPageAsItIs(
            @ForAll @CharRange(from = '!', to = '~') @StringLength(min = 1, max = 20) String text) {
        assertThat(Markdown.plain("a " + Markdown.escape(text) + " z")).isEqualTo("a " + text + " z");
    }

    @Test
    void htmlOfAPageIsShownAndNotObeyed() {
        assertThat(Markdown.html("<script>alert(1)</script>")).doesNotContain("<script>");
    }

    @Test
    void plainTextHasTheWordsOfALinkAndNotItsTarget() {
        assertThat(Markdown.plain("See [all **words**](topic:a) there")).isEqualTo("See all words there");
    }

    @Test
    void linksAreTold() {
        assertThat(Markdown.links("See [one](topic:a) and\n\n- [two](term:b)")).containsExactly("topic:a", "term:b");
    }
}
