package tdb2.ui.search;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import tdb2.engine.query.Filter;
import tdb2.engine.query.Where;
import tdb2.engine.search.Scope;
import tdb2.engine.search.Sought;
import tdb2.ui.widgets.ByteText;

/**
 * What the user asks for. Immutable.
 *
 * @param text as typed
 * @param kind what the text is
 * @param place which parts of records count
 * @param matchCase whether upper and lower case are not the same
 * @param dead whether deleted records count
 * @param unreached whether records count that nothing leads to
 * @param roots files and folders
 */
record Asked(String text, Kind kind, Where place, boolean matchCase, boolean dead, boolean unreached,
        List<Path> roots) {

    /** What a text stands for. */
    enum Kind {
        TEXT, PREFIX, REGEX, HEX
    }

    /** Where to look. */
    Scope scope() {
        return Scope.of(roots);
    }

    /**
     * What to look for.
     *
     * @throws tdb2.engine.query.BadFilterException when the text is not what it should be
     */
    Sought sought() {
        return new Sought(filter(), dead, unreached);
    }

    private Filter filter() {
        return switch (kind) {
            case TEXT -> Filter.contains(bytes(), place, matchCase);
            case PREFIX -> Filter.prefix(bytes(), place, matchCase);
            case REGEX -> Filter.expression(text, place, matchCase);
            case HEX -> Filter.hex(text, place);
        };
    }

    /** What is no valid escape is taken as it stands. */
    private byte[] bytes() {
        return ByteText.parse(text).orElseGet(() -> text.getBytes(StandardCharsets.UTF_8));
    }
}
