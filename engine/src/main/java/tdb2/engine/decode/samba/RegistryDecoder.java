package tdb2.engine.decode.samba;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tdb2.engine.decode.Decoded;
import tdb2.engine.decode.Decoded.Text;
import tdb2.engine.decode.Disclosure;
import tdb2.engine.decode.Extent;
import tdb2.engine.decode.Parse;
import tdb2.engine.decode.Rendering;
import tdb2.engine.decode.Subject;

/**
 * {@code registry.tdb}: under a path with upper-case letters the names of its subkeys, under {@code SAMBA_REGVAL} and the
 * path its values, under {@code SAMBA_SECDESC} who may do what.
 *
 * <pre>
 * subkeys   number, names ended by NUL
 * values    number, for each: name ended by NUL, type, length, bytes
 * </pre>
 *
 * <p>
 * Has no state: safe for several threads.
 */
public final class RegistryDecoder extends SambaFile {

    private static final String VALUES = "SAMBA_REGVAL\\";
    private static final String RIGHTS = "SAMBA_SECDESC\\";
    private static final String SORTED = "SAMBA_SORTED_SUBKEYS\\";
    private static final Charset UTF_16 = StandardCharsets.UTF_16LE;
    private static final List<String> TYPES = List.of("REG_NONE", "REG_SZ", "REG_EXPAND_SZ", "REG_BINARY", "REG_DWORD",
            "REG_DWORD_BIG_ENDIAN", "REG_LINK", "REG_MULTI_SZ", "REG_RESOURCE_LIST", "REG_FULL_RESOURCE_DESCRIPTOR",
            "REG_RESOURCE_REQUIREMENTS_LIST", "REG_QWORD");
    private static final int SHOWN = 3;

    /**
     * A value of the registry.
     *
     * @param name of the value
     * @param type of the value
     * @param parts what it says, one for each string of several
     */
    private record Value(String name, String type, List<String> parts) {

        /** As {@code net registry} prints it. */
        String text() {
            StringBuilder text = new StringBuilder("Valuename  = " + name + "\nType       = " + type + "\n");
            if (type.equals("REG_MULTI_SZ")) {
                for (int i = 0; i < parts.size(); i++) {
                    text.append("Value[%03d] = %s%n".formatted(i, parts.get(i)));
                }
            } else {
                text.append("Value      = ").append(parts.getFirst()).append('\n');
            }
            return text.append('\n').toString();
        }
    }

    public RegistryDecoder() {
        super("samba-registry", "Samba registry", List.of("registry"), Set.of("HKLM\0"));
    }

    @Override
    boolean knows(Subject subject) {
        String key = subject.keyText();
        return key.startsWith("HK") || key.startsWith("SAMBA_") || key.equals("INFO/version");
    }

    @Override
    public Decoded decode(Subject subject) {
        String key = subject.keyText();
        return Parse.of(subject, in -> {
            if (key.equals("INFO/version")) {
                return "version " + in.u32("version", "layout of the registry");
            }
            if (key.startsWith(VALUES)) {
                return values(in, new ArrayList<>());
            }
            if (key.startsWith(RIGHTS)) {
                return SecurityDescriptor.read(in);
            }
            return key.startsWith(SORTED) ? sorted(in) : subkeys(in);
        });
    }

    @Override
    public String text(Subject subject, Decoded decoded, Disclosure secrets) {
        if (!subject.keyText().startsWith(VALUES) || decoded.failure().isPresent()) {
            return Rendering.text(decoded, secrets);
        }
        List<Value> values = new ArrayList<>();
        Parse.through(subject.value(), in -> values(in, values));
        StringBuilder text = new StringBuilder();
        values.forEach(value -> text.append(value.text()));
        return text.toString();
    }

    private static String subkeys(Parse in) {
        int number = in.count("subkeys", 1, "number of keys right below");
        in.soFar(number + " subkeys");
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < number; i++) {
            String name = in.cstring("Keyname", "");
            if (i < SHOWN) {
                names.append(i == 0 ? ": " : ", ").append(name);
            }
        }
        return (number == 1 ? "1 subkey" : number + " subkeys") + names + (number > SHOWN ? ", \u2026" : "");
    }

    /** A cache of subkeys with upper-case letters, in order, with where each stands. */
    private static String sorted(Parse in) {
        int number = in.count("subkeys", Integer.BYTES, "number of keys right below");
        for (int i = 0; i < number; i++) {
            in.u32("offset", "where its name begins, from the start of the names");
        }
        while (in.left() > 0) {
            in.cstring("Keyname", "");
        }
        return number + " subkeys in order";
    }

    private static String values(Parse in, List<Value> values) {
        int number = in.count("values", 9, "number of values");
        in.soFar(number + " values");
        StringBuilder summary = new StringBuilder(number == 0 ? "no values" : "");
        for (int i = 0; i < number; i++) {
            Value value = value(in);
            values.add(value);
            if (i < SHOWN) {
                summary.append(i == 0 ? "" : ", ").append(value.name()).append(" = ")
                        .append(String.join(" ", value.parts()));
            }
        }
        return summary + (number > SHOWN ? ", \u2026" : "");
    }

    private static Value value(Parse in) {
        int from = in.at();
        String name = Parse.string(in.slice(in.cstringLength()), StandardCharsets.UTF_8);
        long type = in.word(Integer.BYTES);
        long length = in.word(Integer.BYTES);
        byte[] data = in.slice(length);
        String typeName = type < TYPES.size() ? TYPES.get((int) type) : "type " + type;
        List<String> parts = parts((int) type, data);
        in.note(name, new Text(String.join(" ", parts)), typeName, Optional.of(new Extent(from, in.at() - from)));
        return new Value(name, typeName, parts);
    }

    private static List<String> parts(int type, byte[] data) {
        ByteBuffer bytes = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
        return switch (type) {
            case 1, 2 -> List.of(quoted(Parse.string(data, UTF_16)));
            case 4 -> List.of(data.length == 4 ? Integer.toUnsignedString(bytes.getInt()) : Parse.hex(data));
            case 7 -> Arrays.stream(Parse.string(data, UTF_16).split("\0")).map(RegistryDecoder::quoted).toList();
            case 11 -> List.of(data.length == 8 ? Long.toUnsignedString(bytes.getLong()) : Parse.hex(data));
            default -> List.of(Parse.hex(data).toUpperCase(Locale.ROOT));
        };
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }
}
