package tdb2.app;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tdb2.engine.CreateOptions;
import tdb2.engine.Tdb;
import tdb2.engine.convert.Convert;
import tdb2.engine.error.Fault;
import tdb2.engine.format.Dialect;

/** Makes a file of another dialect. */
@Command(name = "convert", description = {
        "Makes NEW with the records of FILE in another dialect, variant or byte order. FILE is never written.",
        "NEW appears when it is complete and its digest is that of FILE, with the owner, mode and attributes of FILE; it "
                + "never takes the place of another file. Where FILE is changed meanwhile nothing is made." },
        footer = { "", "Examples:", "  tdb2 convert old.tdb new.tdb --dialect tdb2",
                "  tdb2 convert file.tdb samba.tdb --dialect tdb1 --hash-size 10007" })
final class ConvertCommand extends DatabaseCommand {

    @Parameters(index = "1", paramLabel = "NEW", description = "The file to make; it must not be there.")
    private Path target;

    @Option(names = "--dialect", paramLabel = "D", defaultValue = "tdb2",
            description = "tdb2 (default), tdb2-tables, ntdb or tdb1.")
    private String dialect;

    @Mixin
    private NewDatabase wanted;

    @Option(names = "--hash-size", paramLabel = "N", description = "Chains of a tdb1 file, buckets of an ntdb file.")
    private Optional<Long> hashSize = Optional.empty();

    @Option(names = "--json", description = "Print a JSON object: file, dialect, records, sha256, fileSize.")
    private boolean json;

    @Override
    int run(Tdb tdb) throws IOException {
        Dialect known = CreateCommand.dialect(dialect, this);
        CreateCommand.requireHashSize(known, hashSize, this);
        CreateOptions options = wanted.options(OptionalLong.empty()).withDialect(known);
        options = hashSize.isPresent() ? options.withHashSize(hashSize.get()) : options;
        notices(tdb).state();
        Convert.Result result;
        try (ProgressBar progress = progress("convert")) {
            result = Convert.of(tdb, file(), target, options, progress);
        }
        for (Fault missed : result.missed()) {
            streams().err().println("tdb2: " + missed.message());
        }
        if (json) {
            print(result);
        } else {
            streams().out().println(result.records() + " " + result.sha256());
        }
        return ExitCode.OK;
    }

    private void print(Convert.Result result) throws IOException {
        try (JsonGenerator object = Json.indented(streams().out())) {
            object.writeStartObject();
            object.writeStringField("file", target.toString());
            object.writeStringField("dialect", dialect);
            object.writeNumberField("records", result.records());
            object.writeStringField("sha256", result.sha256());
            object.writeNumberField("fileSize", result.size());
            object.writeEndObject();
            object.writeRaw('\n');
        }
    }
}
