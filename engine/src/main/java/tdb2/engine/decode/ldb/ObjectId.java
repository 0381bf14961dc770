package tdb2.engine.decode.ldb;

import java.util.Locale;
import java.util.regex.Pattern;
import tdb2.engine.decode.basic.Guids;

/**
 * What identifies an object in an index.
 *
 * @param text its name with upper-case letters and without spaces around commas, or its GUID
 */
record ObjectId(String text) {

    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Pattern AROUND = Pattern.compile(" ?([,=]) ?");

    static ObjectId of(byte[] guid) {
        return new ObjectId(Guids.text(guid));
    }

    static ObjectId of(String dn) {
        return new ObjectId(folded(dn));
    }

    /** A name as names are compared. */
    static String folded(String dn) {
        String single = SPACES.matcher(dn.strip()).replaceAll(" ");
        return AROUND.matcher(single).replaceAll("$1").toUpperCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return text;
    }
}
