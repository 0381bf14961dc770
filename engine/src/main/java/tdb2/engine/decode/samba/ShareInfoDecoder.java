package tdb2.engine.decode.samba;

import java.util.List;
import java.util.Set;
import tdb2.engine.decode.Decoded;
import tdb2.engine.decode.Parse;
import tdb2.engine.decode.Subject;

/**
 * {@code share_info.tdb}: under {@code SECDESC/} and the name of a share who may use it. Has no state: safe for several
 * threads.
 */
public final class ShareInfoDecoder extends SambaFile {

    private static final String RIGHTS = "SECDESC/";

    public ShareInfoDecoder() {
        super("samba-share-info", "Samba share permissions", List.of("share_info"), Set.of());
    }

    @Override
    boolean knows(Subject subject) {
        return subject.keyText().startsWith(RIGHTS) || subject.keyText().equals("INFO/version");
    }

    @Override
    public Decoded decode(Subject subject) {
        String key = subject.keyText();
        return Parse.of(subject, in -> {
            if (key.equals("INFO/version")) {
                return "version " + in.u32("version", "layout of the permissions");
            }
            in.note("share", key.startsWith(RIGHTS) ? key.substring(RIGHTS.length()) : key, "");
            return SecurityDescriptor.read(in);
        });
    }
}
