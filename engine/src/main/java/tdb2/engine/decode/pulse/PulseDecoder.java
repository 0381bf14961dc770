package tdb2.engine.decode.pulse;

import java.nio.ByteOrder;
import java.util.List;
import tdb2.engine.decode.Decoded;
import tdb2.engine.decode.Decoder;
import tdb2.engine.decode.Fit;
import tdb2.engine.decode.Parse;
import tdb2.engine.decode.Subject;

/**
 * {@code ID-stream-volumes.tdb}, {@code ID-device-volumes.tdb}, {@code ID-card-database.tdb} of PulseAudio: a version, and
 * then the values that version has, each with its type in front. Names follow the order of versions 1 (streams, devices)
 * and up to 5 (cards); what a later version has more is shown by its number. Has no state: safe for several threads.
 */
public final class PulseDecoder implements Decoder {

    private static final String STREAMS = "stream-volumes";
    private static final String DEVICES = "device-volumes";
    private static final String CARDS = "card-database";

    private static final List<String> STREAM = List.of("volume valid", "channel map", "volume", "muted valid", "muted",
            "device valid", "device", "card valid", "card");
    private static final List<String> DEVICE = List.of("port valid", "port");
    private static final List<String> PORT = List.of("volume valid", "channel map", "volume", "muted valid", "muted");

    @Override
    public String name() {
        return "pulse";
    }

    @Override
    public String title() {
        return "PulseAudio streams, devices, cards";
    }

    @Override
    public Fit fit(Subject subject) {
        boolean file = subject.file().is(STREAMS) || subject.file().is(DEVICES) || subject.file().is(CARDS);
        byte[] value = subject.value();
        return file && value.length > 1 && value[0] == 'B' ? Fit.KEY : Fit.NONE;
    }

    @Override
    public Decoded decode(Subject subject) {
        return Parse.of(subject, ByteOrder.BIG_ENDIAN, in -> {
            int from = in.at();
            String version = TagStruct.read(in, "version", "layout of the entry");
            if (in.at() != from + 2) {
                throw in.unfit(from, "a version in 8 bits", version);
            }
            if (subject.file().is(CARDS)) {
                return card(in);
            }
            if (subject.file().is(STREAMS)) {
                return all(in, STREAM);
            }
            return isPort(subject.keyText()) ? port(in) : all(in, DEVICE);
        });
    }

    /** Whether a key is {@code sink:NAME:PORT}, not {@code sink:NAME}. */
    private static boolean isPort(String key) {
        return key.indexOf(':', key.indexOf(':') + 1) >= 0;
    }

    private static String port(Parse in) {
        String summary = some(in, PORT);
        String formats = TagStruct.read(in, "formats", "number of formats the device takes");
        int number = 0;
        while (in.left() > 0) {
            TagStruct.read(in, "format " + ++number, "");
        }
        return summary + (formats.isEmpty() ? "" : " \u00b7 " + formats + " format" + (number == 1 ? "" : "s"));
    }

    private static String card(Parse in) {
        String profile = TagStruct.read(in, "profile", "");
        long ports = number(in, TagStruct.read(in, "ports", "number of ports"));
        for (int i = 0; in.left() > 0 && i < ports; i++) {
            TagStruct.read(in, "port", "");
            TagStruct.read(in, "latency offset", "microseconds");
        }
        further(in);
        return "profile " + profile;
    }

    private static long number(Parse in, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException _) {
            throw in.unfit("a number of ports", text);
        }
    }

    private static String all(Parse in, List<String> names) {
        String summary = some(in, names);
        further(in);
        return summary;
    }

    /** Reads values by name; the summary is what they say of volume, device and port. */
    private static String some(Parse in, List<String> names) {
        StringBuilder summary = new StringBuilder();
        boolean valid = true;
        for (String name : names) {
            String text = TagStruct.read(in, name, name.endsWith(" valid") ? "whether the next ones count" : "");
            if (name.endsWith(" valid")) {
                valid = text.equals("yes");
            } else if (valid && !text.equals("none") && !name.equals("channel map")) {
                summary.append(summary.isEmpty() ? "" : " \u00b7 ").append(name).append(' ').append(text);
            }
        }
        return summary.isEmpty() ? "nothing remembered" : summary.toString();
    }

    private static void further(Parse in) {
        int number = 0;
        while (in.left() > 0) {
            TagStruct.read(in, "further " + ++number, "what a later version has more");
        }
    }
}
