package tdb2.engine.decode.ldb;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import tdb2.engine.decode.Disclosure;
import tdb2.engine.decode.Rendering;
import tdb2.engine.decode.ldb.LdbMessage.Element;

/** An object as ldbsearch prints it: LDIF (RFC 2849), lines folded behind the 78th column. */
final class Ldif {

    /** Columns behind which a value goes on in the next line. */
    private static final int WIDTH = 78;

    private Ldif() {}

    static String of(LdbMessage message, Disclosure secrets) {
        StringBuilder text = new StringBuilder();
        text.append("dn: ").append(message.dn()).append('\n');
        for (Element element : message.elements()) {
            for (byte[] value : element.values()) {
                append(text, element.name(), value, secrets);
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String name, byte[] value, Disclosure secrets) {
        if (secrets == Disclosure.MASKED && LdbValues.isSecret(name)) {
            text.append(name).append(": ").append(Rendering.MASK).append('\n');
        } else if (plain(value)) {
            text.append(name).append(": ");
            folded(text, new String(value, StandardCharsets.US_ASCII), name.length() + 2);
            text.append('\n');
        } else {
            text.append(name).append(":: ");
            folded(text, Base64.getEncoder().encodeToString(value), name.length() + 3);
            text.append('\n');
        }
    }

    private static void folded(StringBuilder text, String value, int column) {
        int at = column;
        for (int i = 0; i < value.length(); i++) {
            if (at >= WIDTH) {
                text.append("\n ");
                at = 1;
            }
            text.append(value.charAt(i));
            at++;
        }
    }

    /** Whether a value can stand as it is. */
    private static boolean plain(byte[] value) {
        if (value.length == 0) {
            return true;
        }
        if (value[0] == ' ' || value[0] == ':' || value[0] == '<' || value[value.length - 1] == ' ') {
            return false;
        }
        for (byte b : value) {
            if (b < ' ' || b > '~') {
                return false;
            }
        }
        return true;
    }
}
