package tdb2.ui.glossary;

import tdb2.ui.theme.Texts;

/**
 * A paragraph of one of the design documents. Any thread.
 *
 * @param document which of them: {@code design}, {@code native}, {@code commit}, {@code formats}, {@code ui}
 * @param number of the section, as "3.8"; sections without numbers are counted
 * @param title its heading
 * @param words what it says, in our own words
 */
public record Passage(String document, String number, String title, String words) {

    private static final Texts TEXTS = Texts.of(Passage.class);

    /** Names it in links: "design-3.8". */
    public String id() {
        return document + "-" + number;
    }

    /** How it is cited: "TDB2 design of 2010, 3.8: Transaction Commit Requires 4 fdatasync". */
    public String citation() {
        return TEXTS.get("citation", TEXTS.get("document." + document), number, title);
    }
}
