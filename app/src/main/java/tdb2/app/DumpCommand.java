package tdb2.app;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tdb2.engine.Fetch;
import tdb2.engine.Tdb;
import tdb2.engine.dump.DumpFormat;
import tdb2.engine.dump.DumpWriter;
import tdb2.engine.dump.Outcome;
import tdb2.engine.dump.Records;
import tdb2.engine.query.Filter;
import tdb2.engine.query.Order;
import tdb2.engine.query.Query;
import tdb2.engine.salvage.Salvage;
import tdb2.engine.salvage.Salvage.Saved;

/** Prints records as text. */
@Command(name = "dump", description = { "Prints all records of FILE as lossless text.", "", "Formats:",
        "  tdbdump  as Samba's tdbdump, byte for byte; tdbrestore reads it back",
        "  json     an array of objects: keyHex and valueHex hold the bytes, key and value the same where it is text",
        "  jsonl    the same objects, one a line",
        "  ldif     RFC 2849: dn: tdbkey=..., tdbkey and tdbvalue; base64 (::) where it is not plain ASCII",
        "  csv      RFC 4180: key,value as UTF-8; \\n \\r \\t \\\\ and \\xNN for all that is not text" },
        footer = { "", "Examples:", "  tdb2 dump secrets.tdb",
                "  tdb2 dump --format jsonl --prefix SECRETS/ secrets.tdb | jq -r .key",
                "  tdb2 dump --contains guest --in both -i secrets.tdb",
                "  tdb2 dump --emergency broken.tdb > saved.txt" })
final class DumpCommand extends DatabaseCommand {

    @Option(names = "--format", paramLabel = "FORMAT", defaultValue = "tdbdump",
            description = "tdbdump (default), json, jsonl, ldif or csv.")
    private DumpFormat format;

    @Option(names = "--json", description = "The same as --format json.")
    private boolean json;

    @Option(names = "--key", paramLabel = "KEY", description = "Only the record with this key.")
    private String key;

    @Mixin
    private WantedRecords wanted;

    @Option(names = "--hex", description = "KEY or PREFIX is hex.")
    private boolean hex;

    @Option(names = "--emergency",
            description = "Save what a broken file still has: what its index leads to, then what a "
                    + "scan of all its bytes finds.")
    private boolean emergency;

    private boolean begun;

    @Override
    public Integer call() throws IOException {
        return emergency ? salvage() : super.call();
    }

    @Override
    int run(Tdb tdb) throws IOException {
        Notices notices = notices(tdb);
        notices.state();
        DumpWriter writer = writer();
        Outcome outcome;
        try (ProgressBar progress = progress("dump")) {
            writer.begin();
            outcome = Records.pass(tdb, selection(), Fetch.RECORDS, progress, writer::record);
            writer.end();
        }
        int status = notices.outcome(outcome);
        if (key != null && outcome.records() == 0) {
            notices.say("the key is not there");
            return ExitCode.PROBLEMS;
        }
        return status;
    }

    private int salvage() throws IOException {
        Query query = selection();
        if (query.order().by() != Order.By.INDEX) {
            throw usage("--emergency takes records as it finds them, without --sort");
        }
        DumpWriter writer = writer();
        Saved saved;
        try (ProgressBar progress = progress("salvage")) {
            saved = Salvage.run(file(), options(), query.filter(), progress, entry -> {
                begin(writer);
                writer.record(entry);
            });
            begin(writer);
            writer.end();
        }
        saved.faults().forEach(fault -> streams().err().println("tdb2: " + fault.message()));
        streams().err().println("tdb2: %s: saved as %s, %s: %d records by the index, %d more by a scan"
                .formatted(file(), saved.dialect().title(), Amounts.order(saved.order()), saved.reached(),
                        saved.scanned()));
        boolean sound = saved.faults().isEmpty() && saved.scanned() == 0;
        return sound ? ExitCode.OK : ExitCode.PROBLEMS;
    }

    /** Begins when the first record comes: of a file that cannot be read not even a frame is written. */
    private void begin(DumpWriter writer) throws IOException {
        if (!begun) {
            begun = true;
            writer.begin();
        }
    }

    private DumpWriter writer() {
        return (json ? DumpFormat.JSON : format).writer(streams().out());
    }

    private Query selection() throws IOException {
        if (key == null) {
            return query(wanted, hex);
        }
        if (wanted.hasPrefix()) {
            throw usage("--key and --prefix cannot both be given");
        }
        return Query.of(Filter.key(bytes(key, hex)).and(query(wanted, hex).filter()));
    }
}
