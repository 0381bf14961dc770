package tdb2.engine.decode.ldb;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tdb2.engine.decode.Decoded;
import tdb2.engine.decode.Decoded.Secret;
import tdb2.engine.decode.Decoded.Text;
import tdb2.engine.decode.Extent;
import tdb2.engine.decode.Parse;
import tdb2.engine.decode.ldb.LdbMessage.Element;

/**
 * How an object is packed into a value. All numbers are 32 bits, little-endian, all texts end with a NUL:
 *
 * <pre>
 * version 1   0x26011967, number of elements, DN,
 *             for each element: name, number of values, for each value: length, bytes, NUL
 * version 0   0x26011966, the same without DN
 * version 2   0x26011968, number of elements, length of DN, DN, length of canonical DN, canonical DN,
 *             length of the section of names,
 *             for each element: length of name, name, number of values, width of lengths (one byte: 1, 2 or 4),
 *             the length of each value in that width;
 *             then all values in that order, each with a NUL
 * </pre>
 */
final class LdbPacking {

    private static final long WITHOUT_DN = 0x26011966L;
    private static final long VERSION_1 = 0x26011967L;
    private static final long VERSION_2 = 0x26011968L;
    /** Bytes of the smallest element of version 1: a name of one letter, a count. */
    private static final int LEAST_ELEMENT = 6;

    /**
     * An element of version 2 before its values are read.
     *
     * @param name of the attribute
     * @param lengths of its values
     */
    private record Announced(String name, List<Integer> lengths) {}

    private LdbPacking() {}

    /** Whether a value begins like a packed object. */
    static boolean begins(byte[] value) {
        if (value.length < 8) {
            return false;
        }
        int first = Byte.toUnsignedInt(value[0]);
        return first >= 0x66 && first <= 0x68 && value[1] == 0x19 && value[2] == 0x01 && value[3] == 0x26;
    }

    /** The object in a value; empty when it is none. */
    static Optional<LdbMessage> message(byte[] value) {
        LdbMessage[] read = new LdbMessage[1];
        boolean fits = Parse.through(value, in -> read[0] = read(in)).isEmpty();
        return fits ? Optional.of(read[0]) : Optional.empty();
    }

    /** Reads an object, noting each part. */
    static LdbMessage read(Parse in) {
        long version = in.peek32();
        if (version != WITHOUT_DN && version != VERSION_1 && version != VERSION_2) {
            throw in.unfit("a packed ldb object: 0x26011966, 0x26011967 or 0x26011968",
                    version < 0 ? in.left() + " bytes" : "0x" + Long.toHexString(version));
        }
        in.u32("packing", number -> "0x" + Long.toHexString(number), "format of the object");
        long elements = in.u32("elements", "number of attributes");
        if (elements > in.left() / LEAST_ELEMENT) {
            throw in.unfit(4, "a number of attributes that fits into " + in.left() + " bytes", Long.toString(elements));
        }
        return version == VERSION_2 ? version2(in, (int) elements) : version1(in, version, (int) elements);
    }

    private static LdbMessage version1(Parse in, long version, int elements) {
        String dn = version == VERSION_1 ? in.cstring("dn", "name of the object") : "";
        in.soFar(dn);
        List<Element> read = new ArrayList<>();
        for (int i = 0; i < elements; i++) {
            String name = name(in, in.cstringLength());
            long values = in.word(Integer.BYTES);
            if (values > in.left() / 5) {
                throw in.unfit(in.at() - 4, "a number of values that fits into " + in.left() + " bytes",
                        Long.toString(values));
            }
            List<byte[]> all = new ArrayList<>();
            for (int j = 0; j < values; j++) {
                all.add(value(in, name, in.word(Integer.BYTES)));
            }
            read.add(new Element(name, all));
        }
        return new LdbMessage(dn, read);
    }

    private static LdbMessage version2(Parse in, int elements) {
        String dn = named(in, "dn", "name of the object");
        in.soFar(dn);
        named(in, "canonical dn", "the name as a path");
        int from = in.at();
        long section = in.u32("names", "bytes of the section of names");
        List<Announced> announced = new ArrayList<>();
        for (int i = 0; i < elements; i++) {
            announced.add(announced(in));
        }
        if (in.at() - from != section) {
            throw in.unfit(from, "a section of " + (in.at() - from) + " bytes", section + " bytes");
        }
        List<Element> read = new ArrayList<>();
        for (Announced element : announced) {
            List<byte[]> all = new ArrayList<>();
            for (int length : element.lengths()) {
                all.add(value(in, element.name(), length));
            }
            read.add(new Element(element.name(), all));
        }
        return new LdbMessage(dn, read);
    }

    private static Announced announced(Parse in) {
        String name = name(in, in.word(Integer.BYTES) + 1);
        long values = in.word(Integer.BYTES);
        int width = (int) in.word(1);
        if (width != 1 && width != 2 && width != 4) {
            throw in.unfit(in.at() - 1, "lengths of 1, 2 or 4 bytes", width + " bytes");
        }
        if (values > in.left() / (width + 1)) {
            throw in.unfit(in.at() - 5, "a number of values that fits into " + in.left() + " bytes",
                    Long.toString(values));
        }
        List<Integer> lengths = new ArrayList<>();
        for (int i = 0; i < values; i++) {
            long length = in.word(width);
            if (length >= in.left()) {
                throw in.unfit(in.at() - width, "a value that fits into " + in.left() + " bytes", length + " bytes");
            }
            lengths.add((int) length);
        }
        return new Announced(name, lengths);
    }

    private static String named(Parse in, String field, String means) {
        return in.text(field, in.word(Integer.BYTES) + 1, StandardCharsets.UTF_8, means);
    }

    private static String name(Parse in, long length) {
        String name = Parse.string(in.slice(length), StandardCharsets.UTF_8);
        if (name.isEmpty()) {
            throw in.unfit(in.at() - 1, "the name of an attribute", "none");
        }
        return name;
    }

    private static byte[] value(Parse in, String name, long length) {
        int from = in.at();
        byte[] value = in.slice(length);
        if (in.peek(0) != 0) {
            throw in.unfit("a NUL behind the value of " + name, in.left() == 0 ? "the end" : "" + in.peek(0));
        }
        in.skip(1);
        Decoded text = new Text(LdbValues.text(name, value));
        in.note(name, LdbValues.isSecret(name) ? new Secret(text) : text, LdbValues.means(name, value),
                Optional.of(new Extent(from, value.length)));
        return value;
    }
}
