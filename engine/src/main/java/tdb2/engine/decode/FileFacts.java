package tdb2.engine.decode;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tdb2.engine.Tdb;
import tdb2.engine.error.TdbException;
import tdb2.engine.format.Dialect;

/**
 * What is known of a file before its records are looked at. Immutable.
 *
 * @param name its name without directories and endings ({@code .tdb}, {@code .ldb}, {@code .bak}, a node number), lower
 *            case
 * @param node whether the name ends with the number of a cluster's node, as the files of CTDB do: {@code secrets.tdb.0}
 * @param dialect of the file
 * @param landmarks those of the keys looked for that are there
 */
public record FileFacts(String name, boolean node, Dialect dialect, Set<String> landmarks) {

    private static final Pattern NAME = Pattern.compile(
            "(?<stem>.*?)(\\.(tdb|ldb|ntdb|tdb2))?(?<node>\\.\\d{1,4})?(\\.(bak|old|orig|copy|corrupt))*",
            Pattern.DOTALL);

    public FileFacts {
        landmarks = Set.copyOf(landmarks);
    }

    /** What a file's name says. */
    public static FileFacts named(String fileName, Dialect dialect, Set<String> landmarks) {
        String last = fileName.substring(fileName.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        Matcher parts = NAME.matcher(last);
        boolean matches = parts.matches();
        return new FileFacts(matches ? parts.group("stem") : last, matches && parts.group("node") != null, dialect,
                landmarks);
    }

    /** Looks at an open file: a few lookups by key. Where it cannot be searched, no landmark is known. */
    public static FileFacts of(Tdb tdb, Decoders decoders) {
        Set<String> there = decoders.landmarks().stream().filter(key -> has(tdb, key)).collect(Collectors.toSet());
        return named(tdb.name(), tdb.view().dialect(), there);
    }

    private static boolean has(Tdb tdb, String key) {
        try {
            return tdb.view().refusesLookup().isEmpty()
                    && tdb.trace(key.getBytes(StandardCharsets.UTF_8)).record().isPresent();
        } catch (TdbException _) {
            return false; // damage on the way to one key is no reason not to show the others
        }
    }

    /** Whether the file has that name, perhaps with something in front of it: {@code backup-secrets} is a "secrets". */
    public boolean is(String wanted) {
        if (!name.endsWith(wanted)) {
            return false;
        }
        int before = name.length() - wanted.length() - 1;
        return before < 0 || !Character.isLetterOrDigit(name.charAt(before));
    }

    /** Whether a key is there. */
    public boolean holds(String landmark) {
        return landmarks.contains(landmark);
    }

    /** The same file as if it were not a node's. */
    public FileFacts withoutNode() {
        return new FileFacts(name, false, dialect, landmarks);
    }
}
