package tdb2.engine.decode.samba;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import tdb2.engine.decode.Decoded;
import tdb2.engine.decode.Parse;
import tdb2.engine.decode.Subject;
import tdb2.engine.decode.basic.GuidDecoder;
import tdb2.engine.decode.basic.SidDecoder;
import tdb2.engine.decode.basic.Times;
import tdb2.engine.dump.CText;

/**
 * {@code secrets.tdb}: the machine's own SID, its passwords in the domain, those of trusted domains, keys. All is taken
 * for a secret but what is known to be none: SIDs, GUIDs, times, kinds of channels. Has no state: safe for several
 * threads.
 */
public final class SecretsDecoder extends SambaFile {

    private static final List<String> CHANNELS = List.of("none", "wksta-null", "wksta", "trust-nt4", "trust-dns", "nt4",
            "bdc", "lanman", "rodc");
    private static final int HASH = 16;
    /** A SID is stored with room for all its sub-authorities. */
    private static final int SID_ROOM = 68;

    public SecretsDecoder() {
        super("samba-secrets", "Samba secrets", List.of("secrets"), Set.of());
    }

    @Override
    public Decoded decode(Subject subject) {
        String key = subject.keyText();
        return Parse.of(subject, in -> {
            if (starts(key, "SECRETS/SID/", "SAM/SID/", "SECRETS/SID", "SAM/SID")) {
                return sid(in);
            }
            if (starts(key, "SECRETS/DOMGUID", "SECRETS/GUID")) {
                return GuidDecoder.guid(in, "GUID", "of the domain");
            }
            if (starts(key, "SECRETS/MACHINE_LAST_CHANGE_TIME/")) {
                return Times.unix(in.u32("last change", Times::unix, "of the machine's password"));
            }
            if (starts(key, "SECRETS/MACHINE_SEC_CHANNEL_TYPE/")) {
                return channel(in.u32("channel", SecretsDecoder::channel, "how the machine talks to its domain"));
            }
            return secret(in, key);
        });
    }

    private static String sid(Parse in) {
        String sid = SidDecoder.sid(in, "SID", "of the machine or the domain");
        if (in.left() > 0 && in.at() + in.left() == SID_ROOM) {
            Ndr.unused(in, in.left());
        }
        return sid;
    }

    private static String secret(Parse in, String key) {
        if (key.startsWith("SECRETS/$MACHINE.ACC/") && in.left() == HASH + 8) {
            in.secret("hash", HASH, Parse::hex, "of the machine's password");
            in.u64("last change", Times::unix, "");
            return "hash of a password";
        }
        byte[] shown = in.secret("secret", in.left(), SecretsDecoder::text, what(key));
        return shown.length == 0 ? "empty" : what(key);
    }

    private static String what(String key) {
        if (starts(key, "SECRETS/MACHINE_PASSWORD", "SECRETS/LDAP_BIND_PW/", "SECRETS/AUTH_", "SECRETS/GENERIC/")) {
            return key.startsWith("SECRETS/AUTH_USER") ? "name of an account" : "a password";
        }
        if (starts(key, "SECRETS/$DOMTRUST.ACC/")) {
            return "password for a trusted domain";
        }
        if (starts(key, "SECRETS/MACHINE_DOMAIN_INFO/")) {
            return "passwords and keys of the machine in its domain";
        }
        return "something secret";
    }

    private static String text(byte[] bytes) {
        String text = Parse.string(bytes, StandardCharsets.UTF_8);
        return CText.plain(text.getBytes(StandardCharsets.UTF_8)).filter(plain -> !plain.contains("\ufffd"))
                .orElseGet(() -> Parse.hex(bytes));
    }

    private static String channel(long number) {
        return number < CHANNELS.size() ? CHANNELS.get((int) number) : "type " + number;
    }

    private static boolean starts(String key, String... starts) {
        return List.of(starts).stream().anyMatch(key::startsWith);
    }
}
