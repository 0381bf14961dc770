package tdb2.engine.decode.samba;

import java.util.Map;
import tdb2.engine.decode.Parse;
import tdb2.engine.decode.basic.SidDecoder;

/** Who may do what: a self-relative security descriptor (MS-DTYP 2.4.6). */
final class SecurityDescriptor {

    private static final int HEADER = 20;
    private static final int ACE_HEADER = 8;
    /** Entries with the type of an object have more before the SID. */
    private static final Map<Integer, String> TYPES = Map.of(0, "ALLOWED", 1, "DENIED", 2, "AUDIT", 3, "ALARM");
    private static final Map<Long, String> MASKS = Map.of(0x1F01FFL, "FULL", 0x1301BFL, "CHANGE", 0x1200A9L, "READ");
    private static final String[] CONTROL = { "owner-defaulted", "group-defaulted", "dacl", "dacl-defaulted", "sacl",
            "sacl-defaulted", "", "", "dacl-auto-inherit-req", "sacl-auto-inherit-req", "dacl-auto-inherited",
            "sacl-auto-inherited", "dacl-protected", "sacl-protected", "rm-control", "self-relative" };

    private SecurityDescriptor() {}

    /** Reads all that is left. */
    static String read(Parse in) {
        in.u8("revision", "");
        in.skip(1);
        in.u16("control", bits -> Ndr.bits(bits, CONTROL), "what is there");
        int owner = (int) in.word(Integer.BYTES);
        int group = (int) in.word(Integer.BYTES);
        int sacl = (int) in.word(Integer.BYTES);
        int dacl = (int) in.word(Integer.BYTES);
        StringBuilder summary = new StringBuilder();
        int end = HEADER;
        end = Math.max(end, sid(in, "owner", owner));
        end = Math.max(end, sid(in, "group", group));
        end = Math.max(end, acl(in, "sacl", sacl, new StringBuilder()));
        end = Math.max(end, acl(in, "dacl", dacl, summary));
        in.skip(end - in.at() + in.start());
        return summary.isEmpty() ? "no entries" : summary.toString();
    }

    private static int sid(Parse in, String name, int offset) {
        int[] end = { 0 };
        if (offset != 0) {
            in.aside(offset, there -> {
                SidDecoder.sid(there, name, "");
                end[0] = there.at() - there.start();
            });
        }
        return end[0];
    }

    private static int acl(Parse in, String name, int offset, StringBuilder summary) {
        int[] end = { 0 };
        if (offset != 0) {
            in.aside(offset, there -> {
                there.skip(2);
                int size = (int) there.word(2);
                int entries = (int) there.word(2);
                there.skip(2);
                if (entries * ACE_HEADER > there.left()) {
                    throw there.unfit(there.at() - 4, "entries that fit into " + there.left() + " bytes", "" + entries);
                }
                there.note(name, Integer.toString(entries), "number of entries, " + size + " bytes");
                for (int i = 0; i < entries; i++) {
                    entry(there, summary);
                }
                end[0] = there.at() - there.start();
            });
        }
        return end[0];
    }

    private static void entry(Parse in, StringBuilder summary) {
        in.group("ace", "who, allowed or denied, inheritance, what", ace -> {
            int from = ace.at();
            int type = (int) ace.word(1);
            int flags = (int) ace.word(1);
            int size = (int) ace.word(2);
            if (!TYPES.containsKey(type) || size < 2 * ACE_HEADER) {
                throw ace.unfit(from, "an entry that allows, denies or audits",
                        "type " + type + ", " + size + " bytes");
            }
            long mask = ace.u32("mask", bits -> "0x" + Long.toHexString(bits), MASKS.getOrDefault(ace.peek32(), ""));
            String sid = SidDecoder.sid(ace, "sid", "");
            int over = size - (ace.at() - from);
            ace.skip(over);
            String line = sid + ":" + TYPES.get(type) + "/0x" + Integer.toHexString(flags) + "/"
                    + MASKS.getOrDefault(mask, "0x" + Long.toHexString(mask));
            summary.append(summary.isEmpty() ? "" : ", ").append(line);
            return line;
        });
    }
}
