package tdb2.app;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tdb2.engine.OpenOptions;
import tdb2.engine.Tdb;

/** A command that changes one record of one database file. The file must exist; it is never made, nor made anew. */
abstract class WritingCommand extends FileCommand {

    @Parameters(index = "0", paramLabel = "FILE", description = "The database file, of any dialect; it is WRITTEN TO.")
    private Path file;

    @Parameters(index = "1", paramLabel = "KEY", description = "The key: UTF-8 text with C escapes, @FILE or -.")
    private String key;

    @Option(names = "--hex", description = "KEY, and VALUE where there is one, are hex.")
    private boolean hex;

    @Option(names = "--json", description = "Print a JSON object: changed, keyHex.")
    private boolean json;

    @Mixin
    private LockTimeout timeout;

    @Override
    public Integer call() throws IOException {
        byte[] keyBytes = bytes(key, hex);
        Change change = change();
        Optional<String> refused;
        try (Tdb tdb = Tdb.open(file, timeout.in(OpenOptions.WRITE.withHash(hash())))) {
            refused = change.on(tdb, keyBytes);
        }
        if (json) {
            print(keyBytes, refused.isEmpty());
        }
        refused.ifPresent(why -> streams().err().println("tdb2: " + file + ": " + why + "; nothing was changed"));
        return refused.isEmpty() ? ExitCode.OK : ExitCode.PROBLEMS;
    }

    private void print(byte[] keyBytes, boolean changed) throws IOException {
        try (JsonGenerator object = Json.indented(streams().out())) {
            object.writeStartObject();
            object.writeBooleanField("changed", changed);
            Json.bytes(object, "key", keyBytes);
            object.writeEndObject();
            object.writeRaw('\n');
        }
    }

    /** What is done to a record; answers why it was not, when it was not. */
    interface Change {
        Optional<String> on(Tdb tdb, byte[] key);
    }

    /** What to do. Reads all that it needs from the command line, so that the file is opened when that is known. */
    abstract Change change() throws IOException;

    /** The bytes of a value on the command line; key and value cannot both be standard input. */
    byte[] value(String text) throws IOException {
        if (text.equals("-") && key.equals("-")) {
            throw usage("KEY and VALUE cannot both be read from standard input");
        }
        return bytes(text, hex);
    }
}
