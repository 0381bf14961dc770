package tdb2.engine.decode.xenstore;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import tdb2.engine.decode.Decoded;
import tdb2.engine.decode.Decoder;
import tdb2.engine.decode.Fit;
import tdb2.engine.decode.Parse;
import tdb2.engine.decode.Subject;
import tdb2.engine.dump.CText;

/**
 * Nodes of xenstored, under their path. As 64-bit machines lay them out:
 *
 * <pre>
 * generation (64 bits; not before Xen 4.2), number of permissions, length of the data, length of the children's names;
 * for each permission: domain, what it may; the data; the names, each ended by NUL; perhaps 4 bytes of padding
 * </pre>
 *
 * <p>
 * Has no state: safe for several threads.
 */
public final class XenStoreDecoder implements Decoder {

    private static final int PERMISSION = 8;
    private static final int LENGTHS = 12;
    private static final int PADDING = 4;
    private static final String[] MAY = { "read", "write", "", "owner", "ignore" };

    @Override
    public String name() {
        return "xenstore";
    }

    @Override
    public String title() {
        return "Xen store node";
    }

    @Override
    public Fit fit(Subject subject) {
        boolean path = subject.key().length > 0 && subject.key()[0] == '/';
        return path && (fits(subject, Long.BYTES) || fits(subject, 0)) ? Fit.KEY : Fit.NONE;
    }

    /** Whether the lengths behind {@code before} bytes add up to the length of the value. */
    private static boolean fits(Subject subject, int before) {
        if (subject.value().length < before + LENGTHS) {
            return false;
        }
        ByteBuffer bytes = ByteBuffer.wrap(subject.value()).order(ByteOrder.LITTLE_ENDIAN);
        long permissions = Integer.toUnsignedLong(bytes.getInt(before));
        long length = before + LENGTHS + PERMISSION * permissions + Integer.toUnsignedLong(bytes.getInt(before + 4))
                + Integer.toUnsignedLong(bytes.getInt(before + 8));
        return permissions > 0 && length <= subject.valueLength() && subject.valueLength() <= length + PADDING;
    }

    @Override
    public Decoded decode(Subject subject) {
        return Parse.of(subject, in -> {
            in.note("path", subject.keyText(), "the key");
            if (fits(subject, Long.BYTES) || !fits(subject, 0)) {
                in.u64("generation", "tells one version of the node from another");
            }
            int permissions = in.count("permissions", PERMISSION, "");
            int dataLength = in.count("data length", 1, "bytes");
            int namesLength = in.count("children length", 1, "bytes of their names");
            for (int i = 0; i < permissions; i++) {
                in.group(i == 0 ? "owner" : "permission", i == 0 ? "and what all others may" : "",
                        XenStoreDecoder::may);
            }
            String text = text(in.bytes("data", dataLength, XenStoreDecoder::text, ""));
            int end = in.at() + namesLength;
            int children = 0;
            while (in.at() < end) {
                in.cstring("child", "");
                children++;
            }
            if (in.left() == PADDING) {
                in.skip(PADDING);
            }
            return (text.isEmpty() ? "" : "\"" + text + "\" \u00b7 ")
                    + (children == 1 ? "1 child" : children + " children");
        });
    }

    private static String may(Parse in) {
        long domain = in.u32("domain", "");
        long bits = in.u32("may", XenStoreDecoder::names, "");
        return "domain " + domain + ": " + names(bits);
    }

    private static String names(long bits) {
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < MAY.length; i++) {
            if ((bits >>> i & 1) != 0 && !MAY[i].isEmpty()) {
                names.append(names.isEmpty() ? "" : " ").append(MAY[i]);
            }
        }
        return names.isEmpty() ? "none" : names.toString();
    }

    private static String text(byte[] data) {
        boolean ended = data.length > 0 && data[data.length - 1] == 0;
        byte[] body = ended ? Arrays.copyOf(data, data.length - 1) : data;
        return CText.plain(body).orElseGet(() -> Parse.hex(data));
    }
}
