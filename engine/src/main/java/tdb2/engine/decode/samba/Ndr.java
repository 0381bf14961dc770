package tdb2.engine.decode.samba;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tdb2.engine.decode.Decoded;
import tdb2.engine.decode.Decoded.Text;
import tdb2.engine.decode.Extent;
import tdb2.engine.decode.Parse;
import tdb2.engine.decode.basic.Times;

/**
 * Structures in network data representation, as Samba's IDL files describe them: little-endian, each number aligned to
 * its size from the start of the structure, pointers as 32 bits that are not 0, what they point to behind the structure.
 */
final class Ndr {

    /** Longest text, bytes. */
    private static final int LONGEST = 1 << 16;
    private static final long NO_NODE = 0xFFFF_FFFFL;

    private Ndr() {}

    /** Reads a process of the cluster: process, task, node, and what tells it from an earlier one of the same id. */
    static Decoded serverId(Parse in, String name, String means) {
        in.align(8);
        return in.group(name, means, Ndr::serverId);
    }

    private static String serverId(Parse in) {
        long pid = in.u64("pid", "process");
        long task = in.u32("task_id", "task within the process");
        long node = in.u32("vnn", number -> number == NO_NODE ? "none" : Long.toString(number), "node of the cluster");
        in.u64("unique_id", "tells it from an earlier process of that number");
        return (node == NO_NODE ? "" : node + ":") + Long.toUnsignedString(pid) + (task == 0 ? "" : "." + task);
    }

    /** Reads a file's identity: device, inode and what modules of the file system add. */
    static Decoded fileId(Parse in, String name) {
        in.align(8);
        return in.group(name, "the file", within -> {
            long device = within.u64("devid", Long::toHexString, "device, hex");
            long inode = within.u64("inode", "");
            long extra = within.u64("extid", "");
            return Long.toHexString(device) + ":" + inode + ":" + extra;
        });
    }

    /** A key that is a file's identity. */
    static String fileKey(byte[] key) {
        if (key.length != 24) {
            return "none";
        }
        long[] parts = new long[3];
        for (int i = 0; i < key.length; i++) {
            parts[i / 8] |= Byte.toUnsignedLong(key[i]) << (8 * (i % 8));
        }
        return Long.toHexString(parts[0]) + ":" + parts[1] + ":" + parts[2];
    }

    /** Reads a time of Windows. */
    static long time(Parse in, String name, String means) {
        in.align(4);
        return in.u64(name, Times::nt, means);
    }

    /** Reads a flag of a byte. */
    static boolean flag(Parse in, String name, String means) {
        return in.u8(name, number -> number == 0 ? "no" : "yes", means) != 0;
    }

    /** Reads whether a pointer leads somewhere. */
    static boolean pointer(Parse in) {
        in.align(4);
        return in.word(Integer.BYTES) != 0;
    }

    /** Reads a text that tells its length: room, offset, length, bytes. */
    static String string(Parse in, String name, String means) {
        in.align(4);
        long room = in.word(Integer.BYTES);
        long offset = in.word(Integer.BYTES);
        long length = in.word(Integer.BYTES);
        if (offset != 0 || length > room || length > LONGEST) {
            throw in.unfit(in.at() - 12, "a text of at most its room", offset + " + " + length + " of " + room);
        }
        return in.text(name, length, StandardCharsets.UTF_8, means);
    }

    /** Reads what a pointer leads to, when it leads somewhere. */
    static String string(Parse in, boolean there, String name, String means) {
        if (there) {
            return string(in, name, means);
        }
        in.note(name, new Text("none"), means, Optional.empty());
        return "";
    }

    /** Reads some secret bytes that tell their length, and the pointer Samba keeps beside them. */
    static void key(Parse in, String name) {
        in.align(4);
        int from = in.at();
        long length = in.word(Integer.BYTES);
        if (length > in.left()) {
            throw in.unfit(from, "a key that fits into " + in.left() + " bytes", length + " bytes");
        }
        in.secret(name, length, Parse::hex, "");
        in.align(4);
        in.skip(Integer.BYTES);
    }

    /** A 32-bit mask in hex with the names of its bits, the lowest first. */
    static String bits(long value, String... names) {
        StringBuilder text = new StringBuilder("0x" + Long.toHexString(value));
        for (int i = 0; i < names.length; i++) {
            if ((value >>> i & 1) != 0 && !names[i].isEmpty()) {
                text.append(' ').append(names[i]);
            }
        }
        return text.toString();
    }

    /** A note of bytes that were stepped over. */
    static void unused(Parse in, int length) {
        int from = in.at();
        in.skip(length);
        in.note("unused", new Text(length + " bytes"), "room that is not used", Optional.of(new Extent(from, length)));
    }
}
