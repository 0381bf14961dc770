package tdb2.engine.decode.samba;

import java.util.List;
import java.util.Set;
import tdb2.engine.decode.Decoded;
import tdb2.engine.decode.Parse;
import tdb2.engine.decode.Subject;
import tdb2.engine.decode.basic.GuidDecoder;
import tdb2.engine.decode.basic.Times;

/**
 * {@code locking.tdb} and {@code g_lock.tdb} (Samba 4.12 and later): the processes that wait, the lock on the record
 * itself, and for an open file its path and each process that has it open.
 *
 * <pre>
 * watchers            number, 32 bytes each
 * lock                holder that excludes others (24), epoch of the lock (8), epoch of the data (8), number of holders
 *                     that share it, 24 bytes each
 * open file           length of the share mode data, share mode data (NDR), one entry of 132 bytes for each open
 * </pre>
 *
 * <p>
 * Has no state: safe for several threads.
 */
public final class LockingDecoder extends SambaFile {

    private static final int SERVER_ID = 24;
    private static final int ENTRY = 132;
    private static final String[] SHARE_MODE = { "share-delete", "share-write", "share-read", "access-delete",
            "access-write", "access-read", "lease-handle", "lease-write", "lease-read" };

    public LockingDecoder() {
        super("samba-locking", "Samba open files (locking)", List.of("locking", "g_lock", "share_entries"), Set.of());
    }

    @Override
    public Decoded decode(Subject subject) {
        return Parse.of(subject, in -> {
            if (subject.key().length == SERVER_ID) {
                in.note("file", Ndr.fileKey(subject.key()), "device (hex), inode, extra: the key");
            }
            int watchers = Watched.read(in);
            lock(in);
            String waits = watchers == 0 ? "" : " \u00b7 " + watchers + " waiting";
            return in.left() == 0 ? "lock" + waits : openFile(in) + waits;
        });
    }

    private static void lock(Parse in) {
        in.group("lock", "on this record", within -> {
            Decoded exclusive = Ndr.serverId(within, "exclusive", "process that excludes others; 0 is none");
            within.u64("unique_lock_epoch", "changes with every lock");
            within.u64("unique_data_epoch", "changes with every change of the data");
            int shared = within.count("num_shared", SERVER_ID, "processes that share the lock");
            for (int i = 0; i < shared; i++) {
                within.group("shared", "", LockingDecoder::holder);
            }
            boolean held = !exclusive.field("pid").flatMap(Decoded.Field::plain).orElse("0").equals("0");
            return held ? "held" : shared == 0 ? "free" : "shared by " + shared;
        });
    }

    private static String holder(Parse in) {
        Ndr.serverId(in, "pid", "");
        return "";
    }

    private static String openFile(Parse in) {
        int length = in.count("share mode data", 1, "bytes of the share mode data");
        int end = in.at() + length;
        Decoded data = in.group("share_mode_data", "what all who have the file open know", LockingDecoder::shareMode);
        if (in.at() > end) {
            throw in.unfit("share mode data of " + length + " bytes", "more");
        }
        in.skip(end - in.at());
        int opens = 0;
        while (in.left() >= ENTRY) {
            in.group("share_mode_entry", "one open of the file", LockingDecoder::entry);
            opens++;
        }
        String path = data.field("base_name").flatMap(Decoded.Field::plain).orElse("?");
        return path + " \u00b7 " + opens + (opens == 1 ? " open" : " opens");
    }

    private static String shareMode(Parse in) {
        in.u64("unique_content_epoch", "changes with every change");
        in.u16("flags", bits -> Ndr.bits(bits, SHARE_MODE), "the least that all opens share and do");
        boolean service = Ndr.pointer(in);
        boolean base = Ndr.pointer(in);
        boolean stream = Ndr.pointer(in);
        int tokens = in.count("num_delete_tokens", 4, "who asked that the file be deleted when it is closed");
        for (int i = 0; i < tokens; i++) {
            throw in.unfit("no delete tokens", tokens + ", which this decoder does not take apart");
        }
        in.align(8);
        Ndr.time(in, "old_write_time", "last write when it was opened");
        Ndr.time(in, "changed_write_time", "write time that a client set");
        Ndr.fileId(in, "id");
        String path = Ndr.string(in, service, "servicepath", "folder of the share");
        String name = Ndr.string(in, base, "base_name", "path within the share");
        String streamName = Ndr.string(in, stream, "stream_name", "named stream of the file");
        return path + "/" + name + streamName;
    }

    private static String entry(Parse in) {
        int from = in.at();
        Decoded pid = Ndr.serverId(in, "pid", "process that has it open");
        in.u64("op_mid", "request that opened it");
        in.u16("op_type", bits -> Ndr.bits(bits, "exclusive", "batch", "level2", "", "", "", "", "lease"), "oplock");
        in.align(4);
        GuidDecoder.guid(in, "client_guid", "client that holds the lease");
        in.align(8);
        in.group("lease_key", "", key -> {
            key.u64("data", Long::toHexString, "");
            key.u64("data", Long::toHexString, "");
            return "";
        });
        long access = in.u32("access_mask", mask -> "0x" + Long.toHexString(mask), "what it may do");
        in.u32("share_access", bits -> Ndr.bits(bits, "read", "write", "delete"), "what others may do meanwhile");
        in.u32("private_options", mask -> "0x" + Long.toHexString(mask), "");
        in.align(8);
        in.group("time", "when it was opened", time -> Times.unix(time.u64("seconds", ""),
                1000 * time.u32("microseconds", "")));
        in.align(4);
        in.u64("share_file_id", "number within the process");
        in.u32("uid", "user, Unix");
        in.u16("flags", bits -> Ndr.bits(bits, "", "posix-open", "stream-base-open", "deferred", "backup"), "");
        in.align(4);
        in.u32("name_hash", number -> "0x" + Long.toHexString(number), "tells names of one file apart");
        Ndr.unused(in, from + ENTRY - in.at());
        return ((Decoded.Fields) pid).summary() + " \u00b7 access 0x" + Long.toHexString(access);
    }
}
