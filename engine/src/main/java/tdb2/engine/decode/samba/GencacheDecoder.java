package tdb2.engine.decode.samba;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import tdb2.engine.decode.Decoded;
import tdb2.engine.decode.Decoded.Text;
import tdb2.engine.decode.Extent;
import tdb2.engine.decode.Parse;
import tdb2.engine.decode.Subject;
import tdb2.engine.decode.basic.Times;
import tdb2.engine.dump.CText;

/**
 * {@code gencache.tdb}: what Samba remembers for some time. The time it ends (64 bits, Unix), what is remembered, and a
 * CRC-32 over key, time and that. Has no state: safe for several threads.
 */
public final class GencacheDecoder extends SambaFile {

    private static final int TIME = 8;
    private static final int SUM = 4;

    public GencacheDecoder() {
        super("samba-gencache", "Samba cache (gencache)", List.of("gencache", "gencache_notrans"), Set.of());
    }

    @Override
    public Decoded decode(Subject subject) {
        return Parse.of(subject, in -> {
            in.need(TIME + SUM);
            long now = Instant.now().getEpochSecond();
            long ends = in.u64("Timeout", Times::unix, "");
            String state = ends <= now ? "expired" : "valid";
            in.note("State", state, "at the time of looking");
            String value = remembered(in, in.left() - SUM);
            long sum = in.u32("Checksum", number -> "0x" + Long.toHexString(number), "CRC-32 of key, time and value");
            long right = sum(subject);
            if (subject.whole() && sum != right) {
                throw in.unfit(in.at() - SUM, "checksum 0x" + Long.toHexString(right), "0x" + Long.toHexString(sum));
            }
            return value + " \u00b7 " + state + ", until " + Times.unix(ends);
        });
    }

    private static String remembered(Parse in, int length) {
        int from = in.at();
        byte[] bytes = in.slice(length);
        String text = text(bytes);
        in.note("Value", new Text(text), "", Optional.of(new Extent(from, length)));
        return text;
    }

    private static String text(byte[] bytes) {
        boolean ended = bytes.length > 0 && bytes[bytes.length - 1] == 0;
        byte[] body = ended ? Arrays.copyOf(bytes, bytes.length - 1) : bytes;
        return CText.plain(body).orElseGet(() -> Parse.hex(bytes));
    }

    private static long sum(Subject subject) {
        CRC32 sum = new CRC32();
        sum.update(subject.key());
        sum.update(subject.value(), 0, subject.value().length - SUM);
        return sum.getValue();
    }
}
