package tdb2.app;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tdb2.engine.Entry;
import tdb2.engine.OpenOptions;
import tdb2.engine.Tdb;
import tdb2.engine.compare.Comparison;
import tdb2.engine.compare.Difference;
import tdb2.engine.compare.Difference.Kind;
import tdb2.engine.decode.Disclosure;
import tdb2.engine.dump.CText;
import tdb2.engine.error.Fault;

/** Compares two files by key. */
@Command(name = "diff", description = {
        "Compares two databases by key, whatever their dialects, and prints what is different in FILE2.",
        "  + KEY   only FILE2 has it", "  - KEY   only FILE1 has it", "  ~ KEY   both have it, with other values",
        "Keys are printed with C escapes. Nothing is kept in memory, however large the files are.",
        "Exit code 0: the same records; 1: they differ, or only part of a file could be read." },
        footer = { "", "Examples:", "  tdb2 diff secrets.tdb.bak secrets.tdb",
                "  tdb2 diff --json a.tdb b.tdb | jq -r '.changed[].key'", "  tdb2 diff --decode a.tdb b.tdb" })
final class DiffCommand extends FileCommand {

    @Parameters(index = "0", paramLabel = "FILE1", description = "A database file; never written.")
    private Path first;

    @Parameters(index = "1", paramLabel = "FILE2", description = "Another; never written.")
    private Path second;

    @Option(names = "--decode", description = "Print what the values mean too, by the decoder that fits best; what is "
            + "secret is masked.")
    private boolean decode;

    @Option(names = "--quiet", description = "Print nothing; the exit code tells.")
    private boolean quiet;

    @Option(names = "--json", description = "Print a JSON object: alike (a number), added, removed, changed (arrays of "
            + "key, keyHex, and before and after: length, value, valueHex).")
    private boolean json;

    private long found;

    @Override
    public Integer call() throws IOException {
        OpenOptions options = OpenOptions.DEFAULT.withHash(hash());
        try (Tdb one = Tdb.open(first, options); Tdb other = Tdb.open(second, options);
                ProgressBar progress = ProgressBar.on(streams(), "diff")) {
            Comparison comparison = new Comparison(one, other);
            Notices notices = new Notices(streams().err(), one);
            notices.state();
            new Notices(streams().err(), other).state();
            int status = json
                    ? json(comparison, notices, progress, one, other)
                    : text(comparison, notices, progress, one, other);
            return found > 0 ? ExitCode.PROBLEMS : status;
        }
    }

    private int text(Comparison comparison, Notices notices, ProgressBar progress, Tdb one, Tdb other)
            throws IOException {
        Comparison.Result result = comparison.run(EnumSet.allOf(Kind.class), progress, difference -> {
            found++;
            if (!quiet) {
                streams().out().println(sign(difference.kind()) + " " + CText.of(difference.key()));
                decoded("  - ", one, difference.before());
                decoded("  + ", other, difference.after());
            }
        });
        return notices.outcome(result.faults(), result.inFlux());
    }

    private static char sign(Kind kind) {
        return switch (kind) {
            case ADDED -> '+';
            case REMOVED -> '-';
            case CHANGED -> '~';
        };
    }

    private void decoded(String mark, Tdb tdb, Optional<Entry> entry) throws IOException {
        if (decode && entry.isPresent()) {
            streams().out().println(mark + DecodedValue.of(tdb, entry.get(), Optional.empty(), Disclosure.MASKED)
                    .summary());
        }
    }

    /** One pass for each kind, so that each is an array of its own and none is kept. */
    private int json(Comparison comparison, Notices notices, ProgressBar progress, Tdb one, Tdb other)
            throws IOException {
        Set<Fault> faults = new LinkedHashSet<>();
        boolean inFlux = false;
        try (JsonGenerator object = Json.indented(streams().out())) {
            object.writeStartObject();
            object.writeStringField("file1", first.toString());
            object.writeStringField("file2", second.toString());
            for (Kind kind : Kind.values()) {
                object.writeArrayFieldStart(kind.name().toLowerCase(Locale.ROOT));
                Comparison.Result result = comparison.run(Set.of(kind), progress, difference -> {
                    found++;
                    if (!quiet) {
                        print(object, difference, one, other);
                    }
                });
                object.writeEndArray();
                if (kind == Kind.CHANGED) {
                    object.writeNumberField("alike", result.alike());
                }
                faults.addAll(result.faults());
                inFlux |= result.inFlux();
            }
            object.writeEndObject();
            object.writeRaw('\n');
        }
        return notices.outcome(List.copyOf(faults), inFlux);
    }

    private void print(JsonGenerator object, Difference difference, Tdb one, Tdb other) throws IOException {
        object.writeStartObject();
        Json.bytes(object, "key", difference.key());
        side(object, "before", one, difference.before());
        side(object, "after", other, difference.after());
        object.writeEndObject();
    }

    private void side(JsonGenerator object, String name, Tdb tdb, Optional<Entry> entry) throws IOException {
        if (entry.isPresent()) {
            object.writeObjectFieldStart(name);
            object.writeNumberField("length", entry.get().value().length());
            Json.bytes(object, "value", entry.get().value().bytes());
            if (decode) {
                DecodedValue.of(tdb, entry.get(), Optional.empty(), Disclosure.MASKED).print(object);
            }
            object.writeEndObject();
        }
    }
}
