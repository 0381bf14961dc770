package tdb2.engine.decode.ldb;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import tdb2.engine.decode.basic.Guids;
import tdb2.engine.decode.basic.Sids;
import tdb2.engine.decode.basic.Times;
import tdb2.engine.dump.CText;

/** What the values of attributes say. */
final class LdbValues {

    /** The attribute that holds what an index record lists. */
    static final String INDEX_ENTRIES = "@IDX";

    private static final int LONGEST = 4096;

    /** Attributes of Samba's and sssd's directories that hold what nobody should read by the way; lower case. */
    private static final Set<String> SECRET = Set.of("unicodepwd", "dbcspwd", "ntpwdhistory", "lmpwdhistory",
            "supplementalcredentials", "cleartextpassword", "userpassword", "cachedpassword", "secret", "priorsecret",
            "currentvalue", "priorvalue", "trustauthincoming", "trustauthoutgoing", "initialauthincoming",
            "initialauthoutgoing", "krb5key", "pekkey", "peklist", "sambantpassword", "sambalmpassword",
            "ldapbindpassword", "privatekeypackage");

    private static final Map<String, String> MEANS = Map.ofEntries(
            Map.entry("@idxattr", "an attribute that is indexed"),
            Map.entry("@idxone", "children are indexed by their parent"),
            Map.entry("@idxguid", "records are found by this attribute, a GUID"),
            Map.entry("@idx_dn_guid", "extended part of a DN that holds the GUID"),
            Map.entry("@idxversion", "form of the index record: 2 lists DNs, 3 lists GUIDs"),
            Map.entry("sequencenumber", "grows with every change"),
            Map.entry("@list", "modules the file is opened with"));

    private LdbValues() {}

    static boolean isSecret(String attribute) {
        return SECRET.contains(attribute.toLowerCase(Locale.ROOT));
    }

    /** A value for people: what is no text as GUID or SID where the attribute says so, else as hex. */
    static String text(String attribute, byte[] value) {
        String name = attribute.toLowerCase(Locale.ROOT);
        if (name.equals("@idx") && value.length % Guids.LENGTH == 0 && CText.plain(value).isEmpty()) {
            return guids(value);
        }
        if (name.endsWith("guid") && value.length == Guids.LENGTH) {
            return Guids.text(value);
        }
        if (name.endsWith("sid") && Sids.begins(value) && Sids.length(value) == value.length) {
            return Sids.text(value);
        }
        return CText.plain(value).orElseGet(() -> hex(value));
    }

    private static String guids(byte[] value) {
        StringJoiner all = new StringJoiner(" ");
        for (int at = 0; at < value.length && all.length() < LONGEST; at += Guids.LENGTH) {
            all.add(Guids.text(Arrays.copyOfRange(value, at, at + Guids.LENGTH)));
        }
        return all.toString();
    }

    private static String hex(byte[] value) {
        return value.length <= LONGEST
                ? HexFormat.of().formatHex(value)
                : HexFormat.of().formatHex(value, 0, LONGEST) + "\u2026";
    }

    /** What a value means; empty when its name says it. */
    static String means(String attribute, byte[] value) {
        String name = attribute.toLowerCase(Locale.ROOT);
        if ((name.endsWith("timestamp") || name.equals("lastupdate") || name.endsWith("expire"))
                && value.length > 8 && value.length < 12 && CText.plain(value).isPresent()) {
            String digits = new String(value, StandardCharsets.US_ASCII);
            return digits.chars().allMatch(c -> c >= '0' && c <= '9') ? Times.unix(Long.parseLong(digits)) : "";
        }
        return MEANS.getOrDefault(name, "");
    }
}
