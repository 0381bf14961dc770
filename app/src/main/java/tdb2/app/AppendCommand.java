package tdb2.app;

import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tdb2.engine.Content;

/** Adds bytes to the end of a value. */
@Command(name = "append", description = { "Adds VALUE to the end of KEY's value: writes to FILE.",
        "A key that is not there is stored." },
        footer = { "", "Examples:",
                "  tdb2 append file.tdb log 'one more line\\n'", "  tdb2 append file.tdb log - < lines" })
final class AppendCommand extends WritingCommand {

    @Parameters(index = "2", paramLabel = "VALUE",
            description = "What is added: UTF-8 text with C escapes, @FILE or -.")
    private String value;

    @Override
    Change change() throws IOException {
        Content more = Content.of(value(value));
        return (tdb, key) -> {
            tdb.append(key, more);
            return Optional.empty();
        };
    }
}
