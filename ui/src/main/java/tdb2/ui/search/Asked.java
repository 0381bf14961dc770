package tdb2.ui.search;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tdb2.engine.search.Pattern;
import tdb2.engine.search.Scope;
import tdb2.engine.search.Sought;
import tdb2.ui.widgets.ByteText;

/**
 * What the user asks for. Immutable.
 *
 * @param text as typed
 * @param kind what the text is
 * @param place which parts of records count
 * @param anyCase whether the case of ASCII letters does not count
 * @param dead whether deleted records count
 * @param unreached whether records count that nothing leads to
 * @param roots files and folders
 */
record Asked(String text, Kind kind, Place place, boolean anyCase, boolean dead, boolean unreached, List<Path> roots) {

    /** What a text stands for. */
    enum Kind {
        TEXT, PREFIX, REGEX, HEX
    }

    /** Parts of records. */
    enum Place {
        BOTH, KEYS, VALUES
    }

    /** Where to look. */
    Scope scope() {
        return Scope.of(roots);
    }

    /**
     * What to look for.
     *
     * @throws IllegalArgumentException when the text is not what it should be; its message says why
     */
    Sought sought() {
        return Sought.of(pattern()).in(place != Place.VALUES, place != Place.KEYS).withDead(dead)
                .withUnreached(unreached);
    }

    private Pattern pattern() {
        return switch (kind) {
            case TEXT -> new Pattern.Literal(bytes(), anyCase);
            case PREFIX -> new Pattern.Prefix(bytes(), anyCase);
            case REGEX -> Pattern.Regex.of(text, anyCase);
            case HEX -> new Pattern.Literal(java.util.HexFormat.of().parseHex(text.replaceAll("[\\s:]", "")), false);
        };
    }

    /** What is no valid escape is taken as it stands. */
    private byte[] bytes() {
        return ByteText.parse(text).orElseGet(() -> text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /** The file or folder that the user named, when it was only one. */
    Optional<Path> only() {
        return roots.size() == 1 ? Optional.of(roots.getFirst()) : Optional.empty();
    }
}
