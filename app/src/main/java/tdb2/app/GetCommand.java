package tdb2.app;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tdb2.engine.Entry;
import tdb2.engine.Tdb;

/** Prints the value of a key. */
@Command(name = "get", description = { "Prints the value of KEY, byte for byte.",
        "KEY is UTF-8 text with C escapes (\\0, \\n, \\xNN); @FILE and - take it from a file or standard input. Many "
                + "programs end their keys with a zero byte: write \\0." },
        footer = { "", "Examples:",
                "  tdb2 get secrets.tdb 'SECRETS/SID/HOST\\0' > sid", "  tdb2 get --hex file.tdb 6b6579" })
final class GetCommand extends DatabaseCommand {

    @Parameters(index = "1", paramLabel = "KEY", description = "The key.")
    private String key;

    @Option(names = "--hex", description = "KEY is hex, and so is the value printed.")
    private boolean hex;

    @Option(names = "--json", description = "Print a JSON object: found, keyHex, valueHex, offset.")
    private boolean json;

    @Override
    int run(Tdb tdb) throws IOException {
        byte[] wanted = bytes(key, hex);
        notices(tdb).state();
        Optional<Entry> found = tdb.find(wanted);
        if (json) {
            printJson(wanted, found);
        } else if (found.isPresent() && hex) {
            streams().out().println(HexFormat.of().formatHex(found.get().value().bytes()));
        } else if (found.isPresent()) {
            found.get().value().writeTo(streams().out());
        }
        if (found.isEmpty()) {
            notices(tdb).say("the key is not there");
        }
        return found.isPresent() ? ExitCode.OK : ExitCode.PROBLEMS;
    }

    private void printJson(byte[] wanted, Optional<Entry> found) throws IOException {
        try (JsonGenerator object = Json.indented(streams().out())) {
            object.writeStartObject();
            object.writeBooleanField("found", found.isPresent());
            Json.bytes(object, "key", wanted);
            if (found.isPresent()) {
                Json.bytes(object, "value", found.get().value().bytes());
                object.writeNumberField("offset", found.get().header().offset());
            }
            object.writeEndObject();
            object.writeRaw('\n');
        }
    }
}
