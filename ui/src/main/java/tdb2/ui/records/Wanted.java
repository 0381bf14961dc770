package tdb2.ui.records;

import java.nio.charset.StandardCharsets;
import tdb2.engine.query.Filter;
import tdb2.engine.query.Where;
import tdb2.ui.widgets.ByteText;

/**
 * What the user typed into the filter bar.
 *
 * @param kind how the text is meant
 * @param where what of a record is looked into
 * @param matchCase whether upper and lower case differ
 * @param text as typed
 */
record Wanted(Kind kind, Where where, boolean matchCase, String text) {

    static final Wanted NOTHING = new Wanted(Kind.TEXT, Where.KEYS, false, "");

    /** How a text is meant. */
    enum Kind {
        TEXT, PREFIX, REGEX, HEX
    }

    /**
     * The filter it means.
     *
     * @throws tdb2.engine.query.BadFilterException when the text is no such thing
     */
    Filter filter() {
        if (text.isEmpty()) {
            return Filter.ALL;
        }
        return switch (kind) {
            case TEXT -> Filter.contains(bytes(), where, matchCase);
            case PREFIX -> Filter.prefix(bytes(), where, matchCase);
            case REGEX -> Filter.expression(text, where, matchCase);
            case HEX -> Filter.hex(text, where);
        };
    }

    /** What is no valid escape is taken as it stands. */
    private byte[] bytes() {
        return ByteText.parse(text).orElseGet(() -> text.getBytes(StandardCharsets.UTF_8));
    }

    /** The same as a line to remember. */
    String line() {
        return kind + " " + where + " " + (matchCase ? "case" : "any") + " " + text;
    }

    /** What a remembered line means; a line nobody understands is a text. */
    static Wanted ofLine(String line) {
        String[] words = line.split(" ", 4);
        try {
            return new Wanted(Kind.valueOf(words[0]), Where.valueOf(words[1]), words[2].equals("case"), words[3]);
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException _) {
            return new Wanted(Kind.TEXT, Where.KEYS, false, line);
        }
    }
}
