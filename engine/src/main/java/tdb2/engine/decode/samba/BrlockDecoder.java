package tdb2.engine.decode.samba;

import java.util.List;
import java.util.Set;
import tdb2.engine.decode.Decoded;
import tdb2.engine.decode.Parse;
import tdb2.engine.decode.Subject;

/**
 * {@code brlock.tdb}: byte-range locks on an open file, 72 bytes each, as 64-bit machines lay them out. Has no state:
 * safe for several threads.
 */
public final class BrlockDecoder extends SambaFile {

    private static final int LOCK = 72;
    private static final List<String> TYPES = List.of("read", "write", "unlock");
    private static final List<String> FLAVOURS = List.of("windows", "posix");

    public BrlockDecoder() {
        super("samba-brlock", "Samba byte-range locks", List.of("brlock"), Set.of());
    }

    @Override
    public Decoded decode(Subject subject) {
        return Parse.of(subject, in -> {
            in.note("file", Ndr.fileKey(subject.key()), "device (hex), inode, extra: the key");
            int locks = 0;
            while (in.left() >= LOCK) {
                in.group("lock", "", BrlockDecoder::lock);
                locks++;
            }
            return locks == 1 ? "1 lock" : locks + " locks";
        });
    }

    private static String lock(Parse in) {
        in.u64("smblctx", Long::toHexString, "context of the client, hex");
        in.u32("tid", "tree connect");
        Decoded pid = Ndr.serverId(in, "pid", "process that holds it");
        long start = in.u64("start", "first byte");
        long size = in.u64("size", "bytes");
        in.u64("fnum", Long::toHexString, "open file, hex");
        String type = named(in.u32("lock_type", number -> named(number, TYPES), ""), TYPES);
        in.u32("lock_flav", number -> named(number, FLAVOURS), "");
        return type + " " + Long.toUnsignedString(start) + "+" + Long.toUnsignedString(size) + " by "
                + ((Decoded.Fields) pid).summary();
    }

    private static String named(long number, List<String> names) {
        return number < names.size() ? names.get((int) number) : "type " + number;
    }
}
