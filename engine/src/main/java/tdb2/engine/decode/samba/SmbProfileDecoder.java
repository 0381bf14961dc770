package tdb2.engine.decode.samba;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import tdb2.engine.decode.Decoded;
import tdb2.engine.decode.Decoded.Text;
import tdb2.engine.decode.Extent;
import tdb2.engine.decode.Parse;
import tdb2.engine.decode.Subject;

/**
 * {@code smbprofile.tdb}: counters of a process under its id. A magic number that tells the layout, a mark
 * whether these are sums, then 64-bit counters whose names only that version of Samba knows. Has no state: safe for
 * several threads.
 */
public final class SmbProfileDecoder extends SambaFile {

    private static final int HEADER = 16;

    public SmbProfileDecoder() {
        super("samba-smbprofile", "Samba profile counters", List.of("smbprofile"), Set.of());
    }

    @Override
    public Decoded decode(Subject subject) {
        return Parse.of(subject, in -> {
            in.note("process", process(subject.key()), "the key");
            in.need(HEADER);
            in.u64("magic", Long::toHexString, "hash of the names of the counters, hex");
            Ndr.flag(in, "summary_record", "a mark of Samba's own");
            in.align(8);
            int used = 0;
            int number = 0;
            while (in.left() >= Long.BYTES) {
                int from = in.at();
                long counter = in.word(Long.BYTES);
                if (counter != 0) {
                    in.note("counter " + number, new Text(Long.toUnsignedString(counter)), "",
                            Optional.of(new Extent(from, Long.BYTES)));
                    used++;
                }
                number++;
            }
            return used + " of " + number + " counters are not 0";
        });
    }

    private static String process(byte[] key) {
        long id = 0;
        for (int i = Math.min(key.length, Long.BYTES) - 1; i >= 0; i--) {
            id = id << 8 | Byte.toUnsignedLong(key[i]);
        }
        return Long.toString(id);
    }
}
