package tdb2.engine.decode.samba;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import tdb2.engine.decode.Decoded;
import tdb2.engine.decode.Decoded.Text;
import tdb2.engine.decode.Parse;
import tdb2.engine.decode.Subject;
import tdb2.engine.decode.basic.Guids;

/**
 * {@code leases.tdb}: what clients may keep in their caches. The key is a client's GUID and its key of the lease. Has
 * no state: safe for several threads.
 */
public final class LeasesDecoder extends SambaFile {

    private static final int FILE_HEADER = 36;
    private static final int KEY = 32;
    private static final String[] STATE = { "read", "handle", "write" };

    /**
     * What the fixed part of a file says of the texts behind it.
     *
     * @param service whether the share's folder follows
     * @param base whether the path follows
     * @param stream whether a stream's name follows
     */
    private record Names(boolean service, boolean base, boolean stream) {}

    public LeasesDecoder() {
        super("samba-leases", "Samba leases", List.of("leases"), Set.of());
    }

    @Override
    public Decoded decode(Subject subject) {
        return Parse.of(subject, in -> {
            if (subject.key().length == KEY) {
                in.note("client_guid", new Text(Guids.text(subject.key())), "client: the key", Optional.empty());
            }
            long state = in.u32("current_state", bits -> Ndr.bits(bits, STATE), "what the client may cache");
            boolean breaking = Ndr.flag(in, "breaking", "whether the client was asked to give some back");
            in.align(4);
            in.u32("breaking_to_requested", bits -> Ndr.bits(bits, STATE), "");
            in.u32("breaking_to_required", bits -> Ndr.bits(bits, STATE), "");
            in.u16("lease_version", "");
            in.u16("epoch", "");
            int number = in.count("num_files", FILE_HEADER, "files under this lease");
            String first = files(in, number);
            return first + " \u00b7 " + Ndr.bits(state, STATE) + (breaking ? ", breaking" : "");
        });
    }

    /** First the fixed parts of all files, then the texts of each. */
    private static String files(Parse in, int number) {
        Names[] names = new Names[number];
        for (int i = 0; i < number; i++) {
            Ndr.fileId(in, "id");
            names[i] = new Names(Ndr.pointer(in), Ndr.pointer(in), Ndr.pointer(in));
        }
        String first = "no file";
        for (int i = 0; i < number; i++) {
            Ndr.string(in, names[i].service(), "servicepath", "folder of the share");
            String base = Ndr.string(in, names[i].base(), "base_name", "path within the share");
            Ndr.string(in, names[i].stream(), "stream_name", "named stream of the file");
            first = i == 0 ? base : first;
        }
        return number > 1 ? first + " and " + (number - 1) + " more" : first;
    }
}
