package tdb2.app;

import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tdb2.engine.Content;
import tdb2.engine.StoreMode;

/** Stores a value under a key. */
@Command(name = "put", description = { "Stores VALUE under KEY: writes to FILE.",
        "Whether the key is there or not, unless --insert or --modify is given; what they do not allow changes nothing and "
                + "ends with exit code 1. A process killed meanwhile leaves the old value or the new one." },
        footer = { "", "Examples:",
                "  tdb2 put file.tdb 'key\\0' value", "  tdb2 put file.tdb picture @picture.png",
                "  tdb2 put --insert --hex file.tdb 6b6579 00ff", "  date | tdb2 put --timeout 5 file.tdb now -" })
final class PutCommand extends WritingCommand {

    @Parameters(index = "2", paramLabel = "VALUE", description = "The value: UTF-8 text with C escapes, @FILE or -.")
    private String value;

    @ArgGroup
    private Only only = new Only();

    /** At most one of them. */
    static final class Only {
        @Option(names = "--insert", description = "Only if the key is not there.")
        private boolean insert;

        @Option(names = "--modify", description = "Only if the key is there.")
        private boolean modify;

        StoreMode mode() {
            return insert ? StoreMode.INSERT : modify ? StoreMode.MODIFY : StoreMode.REPLACE;
        }
    }

    @Override
    Change change() throws IOException {
        Content content = Content.of(value(value));
        return (tdb, key) -> tdb.store(key, content, only.mode())
                ? Optional.empty()
                : Optional.of(only.insert ? "the key is there already" : "the key is not there");
    }
}
