package tdb2.engine.decode.pulse;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import tdb2.engine.decode.Decoded.Text;
import tdb2.engine.decode.Extent;
import tdb2.engine.decode.Parse;

/**
 * PulseAudio's way to write values in a row: each has a letter in front that tells its type; numbers are big-endian.
 *
 * <pre>
 * B 8 bits  L 32 bits  R 64 bits  r 64 bits signed  U microseconds  1 yes  0 no
 * t text up to a NUL  N no text   x length and bytes
 * m number of channels, position of each (8 bits)   v number of channels, volume of each (32 bits)   V a volume
 * P pairs of text and (L length, x bytes) up to N   f B encoding, P
 * </pre>
 */
final class TagStruct {

    private static final List<String> POSITIONS = List.of("mono", "front-left", "front-right", "front-center",
            "rear-center", "rear-left", "rear-right", "lfe", "front-left-of-center", "front-right-of-center",
            "side-left", "side-right");
    private static final int AUX = 12;
    private static final int AUXES = 32;
    private static final List<String> TOPS = List.of("top-center", "top-front-left", "top-front-right",
            "top-front-center", "top-rear-left", "top-rear-right", "top-rear-center");
    private static final List<String> ENCODINGS = List.of("any", "pcm", "ac3-iec61937", "eac3-iec61937",
            "mpeg-iec61937", "dts-iec61937", "mpeg2-aac-iec61937", "truehd-iec61937", "dtshd-iec61937");
    /** The volume that changes nothing. */
    private static final double NORM = 0x10000;
    private static final String NOTHING = "none";

    private TagStruct() {}

    /** Reads a value and notes it under a name; answers it as text. */
    static String read(Parse in, String name, String means) {
        int from = in.at();
        int tag = (int) in.word(1);
        String text = switch (tag) {
            case 'B' -> Long.toString(in.word(1));
            case 'L' -> Long.toString(in.word(4));
            case 'R' -> Long.toUnsignedString(in.word(8));
            case 'r' -> Long.toString(in.word(8));
            case 'U' -> Long.toUnsignedString(in.word(8)) + " \u00b5s";
            case '1' -> "yes";
            case '0' -> "no";
            case 't' -> string(in);
            case 'N' -> NOTHING;
            case 'x' -> Parse.hex(in.slice(in.word(4)));
            case 'm' -> channels(in);
            case 'v' -> volumes(in);
            case 'V' -> volume(in.word(4));
            case 'P' -> properties(in);
            case 'f' -> format(in);
            default -> throw in.unfit(from, "a tag of PulseAudio", "byte " + tag);
        };
        in.note(name, new Text(text), means, Optional.of(new Extent(from, in.at() - from)));
        return text;
    }

    private static String string(Parse in) {
        return Parse.string(in.slice(in.cstringLength()), StandardCharsets.UTF_8);
    }

    private static String channels(Parse in) {
        StringJoiner names = new StringJoiner(", ");
        for (byte position : in.slice(in.word(1))) {
            names.add(position(position));
        }
        return names.length() == 0 ? NOTHING : names.toString();
    }

    private static String position(int number) {
        if (number >= 0 && number < POSITIONS.size()) {
            return POSITIONS.get(number);
        }
        if (number >= AUX && number < AUX + AUXES) {
            return "aux" + (number - AUX);
        }
        int top = number - AUX - AUXES;
        return top >= 0 && top < TOPS.size() ? TOPS.get(top) : "position " + number;
    }

    private static String volumes(Parse in) {
        StringJoiner all = new StringJoiner(", ");
        long channels = in.word(1);
        for (int i = 0; i < channels; i++) {
            all.add(volume(in.word(4)));
        }
        return all.length() == 0 ? NOTHING : all.toString();
    }

    /** A volume as pactl writes it: number, percent, decibel (a cubic scale). */
    private static String volume(long number) {
        double part = number / NORM;
        String decibel = number == 0 ? "-inf dB" : "%.2f dB".formatted(60 * Math.log10(part));
        return number + " / " + Math.round(100 * part) + "% / " + decibel;
    }

    private static String format(Parse in) {
        int from = in.at();
        if (in.word(1) != 'B') {
            throw in.unfit(from, "the encoding of a format", "byte " + in.peek(-1));
        }
        int encoding = (int) in.word(1);
        String name = encoding < ENCODINGS.size() ? ENCODINGS.get(encoding) : "encoding " + encoding;
        if (in.word(1) != 'P') {
            throw in.unfit(in.at() - 1, "the properties of a format", "byte " + in.peek(-1));
        }
        String properties = properties(in);
        return properties.equals(NOTHING) ? name : name + " (" + properties + ")";
    }

    private static String properties(Parse in) {
        StringJoiner all = new StringJoiner(", ");
        int tag = (int) in.word(1);
        while (tag == 't') {
            String name = string(in);
            if (in.word(1) != 'L') {
                throw in.unfit(in.at() - 1, "the length of a property", "byte " + in.peek(-1));
            }
            in.word(4);
            if (in.word(1) != 'x') {
                throw in.unfit(in.at() - 1, "the bytes of a property", "byte " + in.peek(-1));
            }
            all.add(name + "=" + Parse.string(in.slice(in.word(4)), StandardCharsets.UTF_8));
            tag = (int) in.word(1);
        }
        if (tag != 'N') {
            throw in.unfit(in.at() - 1, "another property or their end", "byte " + tag);
        }
        return all.length() == 0 ? NOTHING : all.toString();
    }
}
