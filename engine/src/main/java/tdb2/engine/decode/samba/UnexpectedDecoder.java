package tdb2.engine.decode.samba;

import java.util.List;
import java.util.Set;
import tdb2.engine.decode.Decoded;
import tdb2.engine.decode.Parse;
import tdb2.engine.decode.Subject;
import tdb2.engine.decode.basic.Times;

/**
 * {@code unexpected.tdb} of old versions of nmbd: NetBIOS packets nobody waited for, under their type, time and a count
 * (each a native number). Has no state: safe for several threads.
 */
public final class UnexpectedDecoder extends SambaFile {

    private static final List<String> TYPES = List.of("name service", "datagram");

    public UnexpectedDecoder() {
        super("samba-unexpected", "Samba unexpected packets", List.of("unexpected"), Set.of());
    }

    @Override
    public Decoded decode(Subject subject) {
        return Parse.of(subject, in -> {
            Decoded key = Parse.of(subject.withValue(subject.key(), subject.key().length), UnexpectedDecoder::key);
            String what = ((Decoded.Fields) key).summary();
            in.note("key", what, "kind, time and count of the packet");
            in.bytes("packet", in.left(), "as it came from the network");
            return what;
        });
    }

    private static String key(Parse in) {
        boolean wide = in.left() == 24;
        long type = in.word(Integer.BYTES);
        if (wide) {
            in.skip(Integer.BYTES);
        }
        long time = in.word(wide ? Long.BYTES : Integer.BYTES);
        long count = in.word(Integer.BYTES);
        in.skip(in.left());
        return (type < TYPES.size() ? TYPES.get((int) type) : "type " + type) + " packet " + count + " of "
                + Times.unix(time);
    }
}
