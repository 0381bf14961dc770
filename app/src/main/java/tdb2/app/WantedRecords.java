package tdb2.app;

import java.io.IOException;
import picocli.CommandLine.Option;
import tdb2.engine.query.BadFilterException;
import tdb2.engine.query.Filter;
import tdb2.engine.query.Order;
import tdb2.engine.query.Query;
import tdb2.engine.query.Where;

/** The options of commands that take some of the records, in some order. */
final class WantedRecords {

    @Option(names = "--prefix", paramLabel = "PREFIX", description = "Only keys that begin so.")
    private String prefix;

    @Option(names = "--contains", paramLabel = "TEXT", description = "Only records that contain this text.")
    private String contains;

    @Option(names = "--hex-contains", paramLabel = "HEX",
            description = "Only records that contain these bytes; ? stands for any digit.")
    private String hexContains;

    @Option(names = "--match", paramLabel = "REGEX", description = "Only records in which this expression finds "
            + "something: a Java regular expression over UTF-8, \\xff for a byte that is none.")
    private String match;

    @Option(names = "--in", paramLabel = "WHERE", defaultValue = "keys",
            description = "Where --contains, --hex-contains and --match look: keys (default), values or both. An "
                    + "expression looks into the first 64 KiB of a value.")
    private Where where;

    @Option(names = { "-i", "--ignore-case" },
            description = "--contains and --match take upper and lower case as the same.")
    private boolean ignoreCase;

    @Option(names = "--sort", paramLabel = "ORDER", converter = OrderConverter.class, defaultValue = "index",
            description = "index (default), key, value, key-size, value-size, padding, offset or depth.")
    private Order.By sort;

    @Option(names = "--reverse", description = "The largest first, with --sort.")
    private boolean reverse;

    /** What a filter looks for with {@code --prefix} as the command line means it. */
    @FunctionalInterface
    interface Bytes {
        byte[] of(String text) throws IOException;
    }

    /** Whether the options name keys by a prefix. */
    boolean hasPrefix() {
        return prefix != null;
    }

    /**
     * The records wanted.
     *
     * @param prefixBytes reads PREFIX
     * @param textBytes reads TEXT
     * @throws IllegalArgumentException when an option makes no sense
     */
    Query query(Bytes prefixBytes, Bytes textBytes) throws IOException {
        Filter filter = prefix == null ? Filter.ALL : Filter.prefix(prefixBytes.of(prefix), Where.KEYS, true);
        if (contains != null) {
            filter = filter.and(Filter.contains(textBytes.of(contains), where, !ignoreCase));
        }
        if (hexContains != null) {
            filter = filter.and(hex());
        }
        if (match != null) {
            filter = filter.and(expression());
        }
        return new Query(filter, new Order(sort, reverse));
    }

    private Filter hex() {
        try {
            return Filter.hex(hexContains, where);
        } catch (BadFilterException e) {
            throw marked("--hex-contains", hexContains, e);
        }
    }

    private Filter expression() {
        try {
            return Filter.expression(match, where, !ignoreCase);
        } catch (BadFilterException e) {
            throw marked("--match", match, e);
        }
    }

    /** Shows where it goes wrong. */
    static IllegalArgumentException marked(String option, String text, BadFilterException why) {
        return new IllegalArgumentException("%s: %s\n  %s\n  %s^".formatted(option, why.getMessage(), text,
                " ".repeat(why.position())), why);
    }
}
