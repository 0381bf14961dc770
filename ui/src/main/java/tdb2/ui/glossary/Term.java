package tdb2.ui.glossary;

import java.util.List;
import java.util.Locale;

import tdb2.engine.format.Dialect;

/**
 * A word of the field. Any thread.
 *
 * @param name as it is written within a sentence
 * @param forms other forms of it that mean the same: a plural, a second name
 * @param dialects those it belongs to; all where it belongs to none in particular
 * @param source the paragraph it comes from
 * @param meaning what it is, in our own words
 */
public record Term(String name, List<String> forms, List<Dialect> dialects, Passage source, String meaning) {

    public Term {
        forms = List.copyOf(forms);
        dialects = List.copyOf(dialects);
    }

    /** Names it in links: its name in small letters with hyphens. */
    public String id() {
        return name.toLowerCase(Locale.ROOT).replace(' ', '-');
    }
}
