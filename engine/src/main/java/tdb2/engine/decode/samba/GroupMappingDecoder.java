package tdb2.engine.decode.samba;

import java.util.List;
import java.util.Set;
import tdb2.engine.decode.Decoded;
import tdb2.engine.decode.Parse;
import tdb2.engine.decode.Subject;

/**
 * {@code group_mapping.tdb} in its packed form: under {@code UNIXGROUP/} and a SID the Unix group it stands for, under
 * {@code MEMBEROF/} and a SID the groups it is a member of. Later versions keep this in ldb form. Has no state: safe
 * for several threads.
 */
public final class GroupMappingDecoder extends SambaFile {

    private static final String GROUP = "UNIXGROUP/";
    private static final String MEMBER = "MEMBEROF/";
    private static final List<String> TYPES = List.of("None", "User", "Domain Group", "Domain", "Local Group",
            "Well-known Group", "Deleted Account", "Invalid Account", "Unknown", "Computer", "Label");

    public GroupMappingDecoder() {
        super("samba-group-mapping", "Samba group mapping", List.of("group_mapping"), Set.of());
    }

    @Override
    boolean knows(Subject subject) {
        return subject.keyText().startsWith(GROUP) || subject.keyText().startsWith(MEMBER);
    }

    @Override
    public Decoded decode(Subject subject) {
        String key = subject.keyText();
        return Parse.of(subject, in -> {
            in.note("SID", key.substring(key.indexOf('/') + 1), "");
            if (key.startsWith(MEMBER)) {
                return "member of " + in.cstring("member of", "SIDs of groups");
            }
            long gid = in.u32("Unix gid", "");
            String type = type(in.u32("Group type", GroupMappingDecoder::type, ""));
            String name = in.cstring("Name", "");
            in.cstring("Comment", "");
            return name + " \u2192 gid " + gid + " (" + type + ")";
        });
    }

    private static String type(long number) {
        return number < TYPES.size() ? TYPES.get((int) number) : "type " + number;
    }
}
