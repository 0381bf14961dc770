package tdb2.engine.decode.samba;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import tdb2.engine.decode.Decoded;
import tdb2.engine.decode.Parse;
import tdb2.engine.decode.Subject;
import tdb2.engine.decode.basic.Times;

/**
 * {@code passdb.tdb}: accounts under {@code USER_} and their names in lower case, names under {@code RID_} and the
 * account's number in hex. Texts and hashes have their length in front; the fields follow the order in which Samba packs
 * its account structure (version 4). Has no state: safe for several threads.
 */
public final class PassdbDecoder extends SambaFile {

    private static final String USER = "USER_";
    private static final String RID = "RID_";
    private static final String INFO = "INFO/";
    private static final long NEVER = 0x7FFF_FFFFL;
    /** The letters of {@code pdbedit} for the bits of the account's flags, the lowest bit first. */
    private static final String FLAGS = "DHNTUMWSLXI";
    private static final int FLAGS_WIDTH = 11;

    public PassdbDecoder() {
        super("samba-passdb", "Samba accounts (passdb)", List.of("passdb"), Set.of("NEXT_RID\0"));
    }

    @Override
    boolean knows(Subject subject) {
        String key = subject.keyText();
        return key.startsWith(USER) || key.startsWith(RID) || key.startsWith(INFO) || key.equals("NEXT_RID");
    }

    @Override
    public Decoded decode(Subject subject) {
        String key = subject.keyText();
        return Parse.of(subject, in -> {
            if (key.startsWith(USER)) {
                return account(in);
            }
            if (key.startsWith(RID)) {
                in.note("rid", rid(key), "number of the account within the domain");
                return in.cstring("username", "leads to the record USER_\u2026");
            }
            return key.equals("NEXT_RID")
                    ? "next number " + in.u32("next rid", "number the next account gets")
                    : number(in, key);
        });
    }

    private static String number(Parse in, String key) {
        String name = key.startsWith(INFO) ? key.substring(INFO.length()) : key;
        return name + " " + in.u32(name, "layout of the records");
    }

    private static String rid(String key) {
        try {
            return Long.toString(Long.parseLong(key.substring(RID.length()), 16));
        } catch (NumberFormatException _) {
            return "?";
        }
    }

    private static String account(Parse in) {
        time(in, "Logon time", "last logon");
        time(in, "Logoff time", "");
        time(in, "Kickoff time", "the account ends then");
        time(in, "Last bad password", "");
        time(in, "Password last set", "");
        time(in, "Password can change", "not before then");
        time(in, "Password must change", "not used since version 3 of the layout");
        String user = text(in, "Unix username");
        in.soFar(user);
        text(in, "Domain");
        text(in, "NT username");
        String name = text(in, "Full Name");
        text(in, "Home Directory");
        text(in, "HomeDir Drive");
        text(in, "Logon Script");
        text(in, "Profile Path");
        text(in, "Account desc");
        text(in, "Workstations");
        text(in, "Comment");
        text(in, "Munged dial");
        long rid = in.u32("User RID", "number within the domain");
        in.u32("Primary Group RID", "513 is Domain Users");
        hash(in, "LM hash", "hash of the password in its oldest form");
        hash(in, "NT hash", "hash of the password");
        hash(in, "Password history", "salted hashes of earlier passwords");
        String flags = flags(in.u32("Account Flags", PassdbDecoder::flags,
                "U user, W workstation, D disabled, X password never expires"));
        in.u16("Logon divisions", "units of a week in the logon hours");
        long bytes = in.u32("Logon hours length", "bytes of the logon hours that count");
        in.bytes("Logon hours", length(in), hours -> hours(hours, bytes), "one bit an hour, from Sunday 0:00 UTC");
        in.u16("Bad password count", "");
        in.u16("Logon count", "");
        in.u32("Unknown 6", "always 1260");
        return user + " \u00b7 RID " + rid + " " + flags + (name.isEmpty() ? "" : " \u00b7 " + name);
    }

    private static void time(Parse in, String name, String means) {
        in.u32(name, seconds -> seconds == 0 ? "0" : seconds >= NEVER ? "never" : Times.unix(seconds), means);
    }

    private static long length(Parse in) {
        int from = in.at();
        long length = in.word(Integer.BYTES);
        if (length > in.left()) {
            throw in.unfit(from, "a length of at most " + in.left() + " bytes", length + " bytes");
        }
        return length;
    }

    private static String text(Parse in, String name) {
        return in.text(name, length(in), StandardCharsets.UTF_8, "");
    }

    private static void hash(Parse in, String name, String means) {
        in.secret(name, length(in), HexFormat.of().withUpperCase()::formatHex, means);
    }

    private static String hours(byte[] hours, long count) {
        return HexFormat.of().withUpperCase().formatHex(hours, 0, (int) Math.min(hours.length, count));
    }

    private static String flags(long bits) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < FLAGS.length(); i++) {
            if ((bits >>> i & 1) != 0) {
                letters.append(FLAGS.charAt(i));
            }
        }
        return "[" + letters + " ".repeat(Math.max(0, FLAGS_WIDTH - letters.length())) + "]";
    }
}
