package tdb2.engine.decode.ldb;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import tdb2.engine.decode.basic.Guids;

/** The key of a record of ldb. */
sealed interface LdbKey {

    /** An object, found by its name: {@code DN=} and the name with upper-case letters. */
    record Object(String dn) implements LdbKey {}

    /** An object, found by its GUID: {@code GUID=} and 16 bytes. */
    record Unique(byte[] guid) implements LdbKey {}

    /** A record about the file itself: {@code @BASEINFO} and others. */
    record Special(String name) implements LdbKey {}

    /**
     * An index record: which objects have a value.
     *
     * @param attribute whose value, upper case; {@code @IDXONE} for the parent of objects, {@code @IDXDN} for their name
     * @param value the value as the index compares it
     * @param cut whether the value was too long for a key, so that only its beginning is there
     */
    record Index(String attribute, byte[] value, boolean cut) implements LdbKey {}

    /** No key of ldb. */
    record Other() implements LdbKey {}

    String DN = "DN=";
    String GUID = "GUID=";
    String INDEX = "@INDEX";

    /** What a key says. */
    static LdbKey of(byte[] key) {
        if (startsWith(key, GUID) && key.length == GUID.length() + Guids.LENGTH) {
            return new Unique(Arrays.copyOfRange(key, GUID.length(), key.length));
        }
        if (!startsWith(key, DN)) {
            return new Other();
        }
        int end = key[key.length - 1] == 0 ? key.length - 1 : key.length;
        byte[] name = Arrays.copyOfRange(key, DN.length(), end);
        if (startsWith(name, INDEX + ":") || startsWith(name, INDEX + "#")) {
            return index(name);
        }
        String text = new String(name, StandardCharsets.UTF_8);
        return text.startsWith("@") ? new Special(text) : new Object(text);
    }

    /** {@code @INDEX:ATTRIBUTE:value}, {@code ::} before base64, {@code #} in place of {@code :} when it is cut. */
    private static LdbKey index(byte[] name) {
        byte sign = name[INDEX.length()];
        int from = INDEX.length() + 1;
        int end = from;
        while (end < name.length && name[end] != sign) {
            end++;
        }
        String attribute = new String(name, from, end - from, StandardCharsets.UTF_8).toUpperCase(Locale.ROOT);
        byte[] rest = Arrays.copyOfRange(name, Math.min(name.length, end + 1), name.length);
        if (rest.length > 0 && rest[0] == sign) {
            return new Index(attribute, base64(Arrays.copyOfRange(rest, 1, rest.length)), sign == '#');
        }
        return new Index(attribute, rest, sign == '#');
    }

    /** The bytes meant; those of the text itself when it is no base64, as when it was cut. */
    private static byte[] base64(byte[] text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException _) {
            return text;
        }
    }

    private static boolean startsWith(byte[] bytes, String start) {
        byte[] wanted = start.getBytes(StandardCharsets.US_ASCII);
        return bytes.length >= wanted.length && Arrays.equals(bytes, 0, wanted.length, wanted, 0, wanted.length);
    }
}
