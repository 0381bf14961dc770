package tdb2.app;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tdb2.engine.OpenOptions;
import tdb2.engine.Tdb;

/** Replays what a crash left. */
@Command(name = "recover",
        description = { "Replays what a crash left in FILE, as the next writable open would: writes to "
                + "FILE.",
                "Also makes a file writable again that a failed sync has closed to writers. A file in which nothing is "
                        + "pending stays as it is. recovery tells beforehand which ranges would be written." },
        footer = { "", "Examples:", "  tdb2 recover crashed.tdb", "  tdb2 recover --json crashed.tdb | jq .recovered" })
final class RecoverCommand extends WholeFileCommand {

    @Option(names = "--json",
            description = "Print a JSON object: file, recovered, before (none/pending/settled), summary.")
    private boolean json;

    private String before;
    private String summary;

    @Override
    void look(Tdb tdb) {
        before = InfoCommand.recovery(tdb);
        summary = tdb.view().recovery().summary();
    }

    @Override
    int run(OpenOptions options) throws IOException {
        boolean recovered = Tdb.recover(file(), options);
        if (json) {
            print(recovered);
        } else {
            streams().out().println("%s: %s".formatted(file(),
                    recovered ? "recovered; before: " + summary : "nothing to recover: " + summary));
        }
        return ExitCode.OK;
    }

    private void print(boolean recovered) throws IOException {
        try (JsonGenerator object = Json.indented(streams().out())) {
            object.writeStartObject();
            object.writeStringField("file", file().toString());
            object.writeBooleanField("recovered", recovered);
            object.writeStringField("before", before);
            object.writeStringField("summary", summary);
            object.writeEndObject();
            object.writeRaw('\n');
        }
    }
}
