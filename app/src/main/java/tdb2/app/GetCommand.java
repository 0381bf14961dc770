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
import tdb2.engine.decode.Decoders;
import tdb2.engine.decode.Disclosure;

/** Prints the value of a key. */
@Command(name = "get", description = { "Prints the value of KEY, byte for byte.",
        "KEY is UTF-8 text with C escapes (\\0, \\n, \\xNN); @FILE and - take it from a file or standard input. Many "
                + "programs end their keys with a zero byte: write \\0." },
        footer = { "", "Examples:",
                "  tdb2 get secrets.tdb 'SECRETS/SID/HOST\\0' > sid", "  tdb2 get --hex file.tdb 6b6579",
                "  tdb2 get passdb.tdb 'USER_jane\\0' --decode", "  tdb2 get file.tdb key --decode=integers" })
final class GetCommand extends DatabaseCommand {

    @Parameters(index = "1", paramLabel = "KEY", description = "The key.")
    private String key;

    @Option(names = "--hex", description = "KEY is hex, and so is the value printed.")
    private boolean hex;

    @Option(names = "--json", description = "Print a JSON object: found, keyHex, valueHex, offset; with --decode also "
            + "decoder, summary, fields.")
    private boolean json;

    @Option(names = "--decode", paramLabel = "NAME", arity = "0..1", fallbackValue = DecodedValue.BEST,
            preprocessor = AttachedValue.class,
            description = "Print what the value means instead of its bytes, by the decoder that fits best or by that of "
                    + "NAME; decoders lists them. Passwords, hashes and keys are masked.")
    private Optional<String> decode = Optional.empty();

    @Option(names = "--reveal", description = "With --decode: show what is secret too.")
    private boolean reveal;

    @Override
    int run(Tdb tdb) throws IOException {
        Optional<String> decoder = decode.filter(name -> !name.equals(DecodedValue.BEST));
        if (decoder.isPresent() && Decoders.installed().named(decoder.get()).isEmpty()) {
            throw usage("there is no decoder \"" + decoder.get() + "\"; tdb2 decoders lists them");
        }
        if (decode.isEmpty() && reveal) {
            throw usage("--reveal goes with --decode");
        }
        byte[] wanted = bytes(key, hex);
        notices(tdb).state();
        Optional<Entry> found = tdb.find(wanted);
        Optional<DecodedValue> decoded = decode.isEmpty()
                ? Optional.empty()
                : found.map(entry -> DecodedValue.of(tdb, entry, decoder,
                        reveal ? Disclosure.REVEALED : Disclosure.MASKED));
        if (json) {
            printJson(wanted, found, decoded);
        } else if (decoded.isPresent()) {
            decoded.get().print(streams().out());
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

    private void printJson(byte[] wanted, Optional<Entry> found, Optional<DecodedValue> decoded) throws IOException {
        try (JsonGenerator object = Json.indented(streams().out())) {
            object.writeStartObject();
            object.writeBooleanField("found", found.isPresent());
            Json.bytes(object, "key", wanted);
            if (found.isPresent()) {
                if (decoded.isEmpty()) {
                    Json.bytes(object, "value", found.get().value().bytes());
                }
                object.writeNumberField("offset", found.get().header().offset());
            }
            if (decoded.isPresent()) {
                decoded.get().print(object);
            }
            object.writeEndObject();
            object.writeRaw('\n');
        }
    }
}
