package tdb2.app;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import tdb2.engine.OpenOptions;
import tdb2.engine.event.Progress;
import tdb2.engine.hash.HashChoice;
import tdb2.engine.query.BadFilterException;
import tdb2.engine.query.Filter;
import tdb2.engine.query.Where;
import tdb2.engine.search.Grep;
import tdb2.engine.search.Hit;
import tdb2.engine.search.Scope;
import tdb2.engine.search.Sought;
import tdb2.engine.search.Tally;

/** Searches files and folders. */
@Command(name = "grep", description = {
        "Looks for PATTERN in the keys and values of database files, and of all database files below folders.",
        "A folder is gone through by content, not by name. Prints for each record found: file, key, where the first "
                + "match begins in its key or value, the bytes around it." },
        footer = { "", "Examples:", "  tdb2 grep DomainSid /var/lib/samba",
                "  tdb2 grep --regex 'S-1-5-21-[0-9]+' --in values *.tdb",
                "  tdb2 grep --hex 'DE AD' --dead --salvage broken.tdb",
                "  tdb2 grep -i --files samba /var/lib | xargs -d '\\n' tdb2" })
final class GrepCommand implements Callable<Integer> {

    @ParentCommand
    private Main main;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "PATTERN",
            description = "Text with C escapes, @FILE or - for bytes; see --prefix, --regex, --hex.")
    private String pattern;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "FILE",
            description = "Database files, and folders with all that is below them.")
    private List<Path> roots;

    @Option(names = "--prefix", description = "The key or value begins with PATTERN.")
    private boolean prefix;

    @Option(names = { "-E", "--regex" }, description = "PATTERN is a Java regular expression over "
            + "UTF-8; \\xff for a byte that is none. It looks into the first 64 KiB of a value.")
    private boolean regex;

    @Option(names = "--hex", description = "PATTERN is hex; without --prefix, ? stands for any digit.")
    private boolean hex;

    @Option(names = { "-i", "--ignore-case" }, description = "Upper and lower case of ASCII letters are the same.")
    private boolean ignoreCase;

    @Option(names = "--in", paramLabel = "WHERE", defaultValue = "both",
            description = "Where to look: keys, values or both (default).")
    private Where where;

    @Option(names = "--dead", description = "Also in deleted records that are still in their chains (TDB1).")
    private boolean dead;

    @Option(names = "--salvage",
            description = "Also in records that nothing leads to: a scan of every byte finds them, also where the header "
                    + "of a file that is named is lost.")
    private boolean salvage;

    @Option(names = "--depth", paramLabel = "N", description = "Go N folders deep, 0 for a folder's own files.")
    private int depth = Scope.DEEP;

    @Option(names = "--other-file-systems", description = "Also enter folders that are on another file system.")
    private boolean otherFileSystems;

    @Option(names = { "-m", "--max" }, paramLabel = "N", description = "Print the first N and count the rest.")
    private long max = Long.MAX_VALUE;

    @Option(names = { "-l", "--files" }, description = "Print only the names of files in which something was found.")
    private boolean filesOnly;

    @Option(names = "--hash", paramLabel = "HASH", converter = HashConverter.class,
            description = "Hash function of files made with another one than their dialect's: default, jenkins or "
                    + "constant:N.")
    private HashChoice hash = new HashChoice.Automatic();

    @Option(names = "--json", description = "Print one JSON object: hits, more, files, unreadable, records, faults.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Sought sought = new Sought(filter(), dead, salvage);
        Scope scope = new Scope(roots, depth, otherFileSystems);
        OpenOptions options = OpenOptions.DEFAULT.withHash(hash);
        return status(json ? printJson(sought, scope, options) : printText(sought, scope, options));
    }

    private Tally printJson(Sought sought, Scope scope, OpenOptions options) throws IOException {
        try (JsonGenerator object = Json.indented(main.streams().out())) {
            GrepJson output = new GrepJson(object, max);
            Tally tally = Grep.run(sought, scope, options, Progress.NONE, output);
            output.end(tally);
            return tally;
        }
    }

    private Tally printText(Sought sought, Scope scope, OpenOptions options) throws IOException {
        GrepText output = new GrepText(main.streams(), filesOnly, max);
        Tally tally = Grep.run(sought, scope, options, Progress.NONE, output);
        if (output.more() > 0) {
            main.streams().err().println("tdb2: … and %d more".formatted(output.more()));
        }
        say(tally);
        return tally;
    }

    private void say(Tally tally) {
        if (tally.files() == 0) {
            main.streams().err().println("tdb2: no database file there");
        }
        if (tally.inFlux()) {
            main.streams().err().println("tdb2: in flux: another program could have been changing a file meanwhile");
        }
        if (tally.faults() > 0) {
            main.streams().err().println("tdb2: only part of what was named could be read");
        }
    }

    private static int status(Tally tally) {
        if (tally.files() > 0 && tally.unreadable() == tally.files()) {
            return ExitCode.UNREADABLE;
        }
        return tally.hits() > 0 && tally.faults() == 0 ? ExitCode.OK : ExitCode.PROBLEMS;
    }

    private Filter filter() throws IOException {
        if (regex && (prefix || hex)) {
            throw usage("--regex goes with neither --prefix nor --hex");
        }
        if (pattern.isEmpty()) {
            throw usage("PATTERN is empty; keys and dump list all records");
        }
        try {
            if (regex) {
                return Filter.expression(pattern, where, !ignoreCase);
            }
            if (hex && !prefix) {
                return Filter.hex(pattern, where);
            }
            byte[] bytes = KeyText.bytes(pattern, hex, main.streams());
            return prefix ? Filter.prefix(bytes, where, !ignoreCase) : Filter.contains(bytes, where, !ignoreCase);
        } catch (BadFilterException wrong) {
            throw usage(WantedRecords.marked("PATTERN", pattern, wrong).getMessage());
        } catch (IllegalArgumentException wrong) {
            throw usage(wrong.getMessage());
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** The word for the part of the record that a hit is in. */
    static String where(Hit hit) {
        return hit.match().inValue() ? "value" : "key";
    }

    /** The word for a constant in output: {@code live}. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
