package tdb2.app;

import java.util.Optional;
import picocli.CommandLine.Command;

/** Deletes one record. */
@Command(name = "delete", description = { "Deletes the record of KEY: writes to FILE.",
        "When the key is not there, nothing is changed and the exit code is 1." },
        footer = { "", "Examples:",
                "  tdb2 delete file.tdb 'key\\0'", "  tdb2 delete --hex file.tdb 6b6579" })
final class DeleteCommand extends WritingCommand {

    @Override
    Change change() {
        return (tdb, key) -> tdb.delete(key) ? Optional.empty() : Optional.of("the key is not there");
    }
}
