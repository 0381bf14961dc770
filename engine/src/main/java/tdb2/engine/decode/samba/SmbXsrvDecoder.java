package tdb2.engine.decode.samba;

import java.util.List;
import java.util.Set;
import tdb2.engine.decode.Decoded;
import tdb2.engine.decode.Parse;
import tdb2.engine.decode.Subject;
import tdb2.engine.decode.basic.GuidDecoder;
import tdb2.engine.decode.basic.SidDecoder;

/**
 * The files {@code smbXsrv_*_global.tdb}: who is connected, logged on, uses which share and has what open. All begin
 * with a version, a sequence number and a switch (NDR); some with a list of processes that wait before that. Has no
 * state: safe for several threads.
 */
public final class SmbXsrvDecoder extends SambaFile {

    private static final String PREFIX = "smbxsrv_";
    private static final String SUFFIX = "_global";
    private static final long POINTER = 0x0002_0000L;
    private static final int LONGEST_KEY = 64;
    private static final int SEQUENCES = 64;
    private static final String[] ENCRYPTION = { "required", "desired", "seen-encrypted", "seen-plain" };
    private static final String[] SIGNING = { "required", "seen-signed", "seen-unsigned" };

    public SmbXsrvDecoder() {
        super("samba-smbxsrv", "Samba clients, sessions, shares in use, open files (smbXsrv)",
                List.of(PREFIX + "version" + SUFFIX, PREFIX + "client" + SUFFIX, PREFIX + "session" + SUFFIX,
                        PREFIX + "tcon" + SUFFIX, PREFIX + "open" + SUFFIX),
                Set.of());
    }

    @Override
    public Decoded decode(Subject subject) {
        Parse.Body body = body(subject.file().name());
        return Parse.of(subject, in -> {
            if (!pointerAt(in, 12)) {
                Watched.read(in);
            }
            Decoded record = in.group("record", "", body);
            return ((Decoded.Fields) record).summary();
        });
    }

    private static boolean pointerAt(Parse in, int distance) {
        return peek32(in, distance) == POINTER;
    }

    private static long peek32(Parse in, int distance) {
        long number = 0;
        for (int i = 3; i >= 0; i--) {
            number = number << 8 | Math.max(0, in.peek(distance + i));
        }
        return number;
    }

    private static Parse.Body body(String file) {
        int from = file.indexOf(PREFIX) + PREFIX.length();
        int end = file.indexOf(SUFFIX);
        return switch (end < from ? "" : file.substring(from, end)) {
            case "version" -> in -> header(in) + versions(in);
            case "client" -> in -> header(in) + client(in);
            case "session" -> in -> header(in) + session(in);
            case "tcon" -> in -> header(in) + treeConnect(in);
            case "open" -> in -> header(in) + open(in);
            default -> SmbXsrvDecoder::header;
        };
    }

    private static String header(Parse in) {
        in.u32("version", "layout of the record");
        in.u32("seqnum", "grows with every change");
        long choice = in.u32("info", "layout of what follows");
        if (choice != 0 || !Ndr.pointer(in)) {
            throw in.unfit(in.at() - 8, "a record of version 0", "version " + choice);
        }
        return "";
    }

    private static String versions(Parse in) {
        ownPointer(in);
        int nodes = in.count("num_nodes", 36, "nodes of the cluster");
        for (int i = 0; i < nodes; i++) {
            in.align(8);
            in.group("nodes", "", node -> {
                Ndr.serverId(node, "server_id", "its first process");
                node.u32("min_version", "");
                node.u32("max_version", "");
                return "version " + node.u32("current_version", "");
            });
        }
        return nodes == 1 ? "1 node" : nodes + " nodes";
    }

    /** The pointer that Samba keeps for itself at the start of the structure. */
    private static void ownPointer(Parse in) {
        in.align(4);
        in.skip(Integer.BYTES);
    }

    private static String client(Parse in) {
        ownPointer(in);
        Ndr.serverId(in, "server_id", "process that serves it");
        addresses(in);
        Ndr.time(in, "initial_connect_time", "");
        String guid = GuidDecoder.guid(in, "client_guid", "");
        Ndr.flag(in, "stored", "");
        return "client " + guid;
    }

    private static String addresses(Parse in) {
        Ndr.string(in, "local_address", "");
        String remote = Ndr.string(in, "remote_address", "");
        Ndr.string(in, "remote_name", "");
        return remote;
    }

    private static String session(Parse in) {
        ownPointer(in);
        long id = in.u32("session_global_id", SmbXsrvDecoder::hex, "key of the record");
        in.soFar("session " + hex(id));
        in.align(8);
        in.u64("session_wire_id", SmbXsrvDecoder::hex, "what the client calls it");
        Ndr.time(in, "creation_time", "");
        Ndr.time(in, "expiration_time", "");
        Ndr.time(in, "auth_time", "last authentication");
        in.u32("auth_session_info_seqnum", "0: not yet authenticated");
        boolean user = Ndr.pointer(in);
        in.u16("connection_dialect", dialect -> "0x%04x".formatted(dialect), "dialect of SMB");
        if (peek32(in, 10) > LONGEST_KEY) {
            in.align(4);
            GuidDecoder.guid(in, "client_guid", "since Samba 4.21");
        }
        in.u8("signing_flags", bits -> Ndr.bits(bits, SIGNING), "");
        in.align(2);
        in.u16("signing_algo", "");
        in.u8("encryption_flags", bits -> Ndr.bits(bits, ENCRYPTION), "");
        in.align(2);
        in.u16("encryption_cipher", "");
        Ndr.key(in, "signing_key_blob");
        Ndr.key(in, "encryption_key_blob");
        Ndr.key(in, "decryption_key_blob");
        Ndr.key(in, "application_key_blob");
        int channels = in.count("num_channels", SEQUENCES, "connections of the session");
        String from = "";
        for (int i = 0; i < channels; i++) {
            in.align(8);
            Decoded channel = in.group("channels", "", SmbXsrvDecoder::channel);
            from = i == 0 ? " from " + ((Decoded.Fields) channel).summary() : from;
        }
        if (user) {
            in.align(4);
            in.secret("auth_session_info", in.left(), Parse::hex, "user, groups and session key; not taken apart");
        }
        return "session " + hex(id) + from;
    }

    private static String channel(Parse in) {
        Ndr.serverId(in, "server_id", "process that serves it");
        in.u64("channel_id", "");
        Ndr.time(in, "creation_time", "");
        String remote = addresses(in);
        Ndr.key(in, "signing_key_blob");
        in.u32("auth_session_info_seqnum", "");
        ownPointer(in);
        in.u16("signing_algo", "");
        in.u16("encryption_cipher", "");
        return remote;
    }

    private static String treeConnect(Parse in) {
        ownPointer(in);
        in.u32("tcon_global_id", SmbXsrvDecoder::hex, "key of the record");
        in.u32("tcon_wire_id", SmbXsrvDecoder::hex, "what the client calls it");
        Ndr.serverId(in, "server_id", "process that serves it");
        Ndr.time(in, "creation_time", "");
        String share = Ndr.string(in, "share_name", "");
        in.u8("encryption_flags", bits -> Ndr.bits(bits, ENCRYPTION), "");
        in.align(4);
        long session = in.u32("session_global_id", SmbXsrvDecoder::hex, "session that uses it");
        in.u8("signing_flags", bits -> Ndr.bits(bits, SIGNING), "");
        return "share " + share + " in session " + hex(session);
    }

    private static String open(Parse in) {
        ownPointer(in);
        Ndr.serverId(in, "server_id", "process that has it open");
        long id = in.u32("open_global_id", SmbXsrvDecoder::hex, "key of the record");
        in.align(8);
        in.u64("open_persistent_id", SmbXsrvDecoder::hex, "what the client calls it across connections");
        in.u64("open_volatile_id", SmbXsrvDecoder::hex, "what the client calls it");
        SidDecoder.sid(in, "open_owner", "");
        Ndr.time(in, "open_time", "");
        GuidDecoder.guid(in, "create_guid", "");
        GuidDecoder.guid(in, "client_guid", "");
        GuidDecoder.guid(in, "app_instance_id", "");
        Ndr.time(in, "disconnect_time", "");
        long timeout = in.u32("durable_timeout_msec", "");
        boolean durable = Ndr.flag(in, "durable", "whether it survives a lost connection");
        in.align(4);
        int cookie = in.count("backend_cookie length", 1, "bytes that the file system needs to open it again");
        in.bytes("backend_cookie", cookie, "");
        in.align(2);
        in.u16("channel_sequence", "");
        in.align(8);
        in.u64("channel_generation", "");
        in.bytes("lock_sequence_array", Math.min(in.left(), SEQUENCES), "replays of lock requests");
        return "open " + hex(id) + (durable ? ", durable " + timeout + " ms" : "");
    }

    private static String hex(long number) {
        return "0x" + Long.toHexString(number);
    }
}
