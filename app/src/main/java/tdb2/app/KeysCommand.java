package tdb2.app;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.HexFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tdb2.engine.Entry;
import tdb2.engine.Fetch;
import tdb2.engine.Tdb;
import tdb2.engine.dump.CText;
import tdb2.engine.dump.Outcome;
import tdb2.engine.dump.Records;
import tdb2.engine.dump.Records.Receiver;
import tdb2.engine.query.Query;

/** Lists keys. */
@Command(name = "keys", description = { "Prints the keys of FILE, one a line.",
        "In the order of its index unless --sort is given; as UTF-8 text with C escapes, as get takes them." },
        footer = { "", "Examples:",
                "  tdb2 keys --prefix SECRETS/ secrets.tdb", "  tdb2 keys --match 'S-1-5-21(-[0-9]+)+$' secrets.tdb",
                "  tdb2 keys --sort value-size --reverse file.tdb | head" })
final class KeysCommand extends DatabaseCommand {

    @Mixin
    private WantedRecords records;

    @Option(names = "--hex", description = "Print keys in hex; PREFIX is hex too.")
    private boolean hex;

    @Option(names = "--json", description = "Print a JSON array of objects: keyHex, valueLength, offset.")
    private boolean json;

    @Override
    int run(Tdb tdb) throws IOException {
        Notices notices = notices(tdb);
        notices.state();
        Query wanted = query(records, hex);
        try (ProgressBar progress = progress("keys")) {
            Outcome outcome = json ? printJson(tdb, wanted, progress) : printText(tdb, wanted, progress);
            return notices.outcome(outcome);
        }
    }

    private Outcome printText(Tdb tdb, Query wanted, ProgressBar progress) throws IOException {
        Output out = streams().out();
        Receiver line = hex
                ? entry -> out.println(HexFormat.of().formatHex(entry.key()))
                : entry -> out.println(CText.of(entry.key()));
        return Records.pass(tdb, wanted, Fetch.KEYS, progress, line);
    }

    private Outcome printJson(Tdb tdb, Query wanted, ProgressBar progress) throws IOException {
        try (JsonGenerator array = Json.lines(streams().out())) {
            array.writeStartArray();
            Outcome outcome = Records.pass(tdb, wanted, Fetch.KEYS, progress, entry -> printObject(array, entry));
            array.writeRaw('\n');
            array.writeEndArray();
            array.writeRaw('\n');
            return outcome;
        }
    }

    private static void printObject(JsonGenerator array, Entry entry) throws IOException {
        array.writeRaw('\n');
        array.writeStartObject();
        Json.bytes(array, "key", entry.key());
        array.writeNumberField("valueLength", entry.value().length());
        array.writeNumberField("offset", entry.header().offset());
        array.writeEndObject();
    }
}
