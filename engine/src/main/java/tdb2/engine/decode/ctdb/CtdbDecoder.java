package tdb2.engine.decode.ctdb;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.StringJoiner;
import tdb2.engine.decode.Decoded;
import tdb2.engine.decode.Decoder;
import tdb2.engine.decode.Decoders;
import tdb2.engine.decode.Disclosure;
import tdb2.engine.decode.Extent;
import tdb2.engine.decode.Fit;
import tdb2.engine.decode.Parse;
import tdb2.engine.decode.Rendering;
import tdb2.engine.decode.Subject;

/**
 * A node's copy of a clustered database ({@code NAME.tdb.N}): sequence number of the record (64 bits), the node that has
 * its newest copy, 32 unused bits, flags; 4 bytes of padding on 64-bit machines; then the record itself, which is decoded
 * as in a file of that name that is not clustered. Has no state: safe for several threads.
 */
public final class CtdbDecoder implements Decoder {

    private static final int HEADER = 20;
    private static final int PADDED = 24;
    private static final int MOST_NODES = 1 << 16;
    private static final int FIRST_FLAG = 16;
    private static final String[] FLAGS = { "migrated-with-data", "vacuum-migrated", "automatic", "", "", "", "", "",
            "has-delegations", "read-only", "revoking-read-only", "revoke-complete" };

    @Override
    public String name() {
        return "ctdb";
    }

    @Override
    public String title() {
        return "CTDB header and record";
    }

    @Override
    public Fit fit(Subject subject) {
        boolean file = subject.file().node() || subject.file().name().contains("ctdb");
        return file && plausible(subject.value()) ? Fit.KEY : Fit.NONE;
    }

    private static boolean plausible(byte[] value) {
        if (value.length < HEADER) {
            return false;
        }
        ByteBuffer bytes = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
        int master = bytes.getInt(8);
        return bytes.getLong(0) >>> 48 == 0 && (master >= -1 && master < MOST_NODES) && bytes.getInt(12) == 0
                && (bytes.getInt(16) & 0xF0F8_FFFF) == 0;
    }

    @Override
    public Decoded decode(Subject subject) {
        return Parse.of(subject, in -> {
            long sequence = in.u64("rsn", "grows each time the record goes to another node");
            long master = in.u32("dmaster", node -> node == 0xFFFF_FFFFL ? "none" : Long.toString(node),
                    "node that has the newest copy");
            in.u32("reserved", "");
            in.u32("flags", CtdbDecoder::flags, "");
            byte[] value = subject.value();
            boolean padded = value.length >= PADDED && in.peek32() == 0;
            if (padded) {
                in.skip(PADDED - HEADER);
            }
            String header = "rsn " + Long.toUnsignedString(sequence) + ", node " + master;
            return in.left() == 0 ? header + " \u00b7 empty" : header + " \u00b7 " + record(in, subject);
        });
    }

    private String record(Parse in, Subject subject) {
        int from = in.at();
        byte[] rest = in.slice(in.left());
        Subject within = new Subject(subject.file().withoutNode(), subject.key(), rest, subject.valueLength() - from);
        Decoders others = new Decoders(
                Decoders.installed().all().stream().filter(decoder -> !decoder.name().equals(name())).toList());
        Decoder decoder = others.best(within);
        Decoded record = Decoders.decode(decoder, within).shifted(from);
        in.note("record", record, "as " + decoder.title(), Optional.of(new Extent(from, rest.length)));
        return Rendering.line(record, Disclosure.MASKED);
    }

    private static String flags(long flags) {
        StringJoiner names = new StringJoiner(" ", "0x" + Long.toHexString(flags) + " ", "");
        for (int i = 0; i < FLAGS.length; i++) {
            if ((flags >>> (FIRST_FLAG + i) & 1) != 0 && !FLAGS[i].isEmpty()) {
                names.add(FLAGS[i]);
            }
        }
        return names.toString().strip();
    }
}
