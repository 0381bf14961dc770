package tdb2.engine.collect;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

import tdb2.engine.dialect.Assembly;
import tdb2.engine.event.Progress;
import tdb2.engine.format.Block;
import tdb2.engine.format.Dialect;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.inspect.Region;
import tdb2.engine.inspect.RegionMap;

/**
 * Copies a file with the same structure and sizes and without what people put into it: values, what old values left in
 * padding, free space, deleted records and recovery areas, and bytes that nothing explains. Keys stay unless they are
 * replaced too. Used by one thread, once.
 *
 * <pre>
 *  record   | header | key | value XXXX | padding XX | tailer |
 *  free     | header | XXXXXXXXXXXXXXXXXXXXXXXXXXXXX | tailer |
 * </pre>
 */
public final class Redaction {

    /** What stands in place of what was taken out. */
    public static final byte FILL = 'X';

    private static final int BLOCK = 1 << 20;
    private static final int FREE_HEADER = 24;
    private static final int TAILER = 4;

    private final RegionMap map;
    private final Assembly assembly;
    private final boolean keys;
    private final byte[] salt = new byte[32];
    private final int tailer;
    private final byte[] block = new byte[BLOCK];
    private long replaced;

    /**
     * @param map of the file, of which nobody writes any more
     * @param keys whether keys are replaced too
     */
    public Redaction(RegionMap map, boolean keys) {
        this.map = map;
        this.assembly = map.survey().assembly();
        this.keys = keys;
        this.tailer = assembly.header().dialect() == Dialect.TDB1 ? TAILER : 0;
        new SecureRandom().nextBytes(salt);
    }

    /** How many bytes were replaced. */
    public long replaced() {
        return replaced;
    }

    /** Writes the copy. */
    public void write(OutputStream out, Progress progress) throws IOException {
        IOException[] failed = new IOException[1];
        map.forEach(0, progress, region -> {
            try {
                write(region, out);
                return true;
            } catch (IOException e) {
                failed[0] = e;
                return false;
            }
        });
        if (failed[0] != null) {
            throw failed[0];
        }
    }

    private void write(Region region, OutputStream out) throws IOException {
        switch (region) {
            case Region.Record record when record.reachable() -> record(record.header(), record.end(), out);
            case Region.Record record -> shell(record.header().headerLength(), record, out);
            case Region.SubTable table -> table(table.header(), table.end(), out);
            case Region.Chain chain -> table(chain.header(), chain.end(), out);
            case Region.Free free -> shell(FREE_HEADER, free, out);
            case Region.RecoveryArea area -> shell(FREE_HEADER, area, out);
            case Region.Bundle bundle -> shell(FREE_HEADER, bundle, out);
            case Region.Dead dead -> dead(dead, out);
            case Region.Unknown unknown -> replace(unknown.offset(), unknown.end(), out);
            case Region.FreeTable table -> whole(table, out);
            case Region.Capability capability -> whole(capability, out);
            case Region.HashTable table -> whole(table, out);
            case Region.Header header -> keep(header.offset(), header.end(), out);
            case Region.ZoneHeader header -> keep(header.offset(), header.end(), out);
            case Region.RecoverySlots slots -> keep(slots.offset(), slots.end(), out);
            case Region.MutexArea mutexes -> keep(mutexes.offset(), mutexes.end(), out);
        }
    }

    private void record(RecordHeader header, long end, OutputStream out) throws IOException {
        long key = Math.min(header.keyOffset(), end);
        long value = Math.min(header.valueOffset(), end);
        keep(header.offset(), key, out);
        if (keys) {
            replaceKey(key, value, out);
        } else {
            keep(key, value, out);
        }
        replaceToTailer(value, end, out);
    }

    /** A deleted record still has its header, which the chain goes on through; the rest of what is dead has nothing. */
    private void dead(Region.Dead dead, OutputStream out) throws IOException {
        if (assembly.blocks().at(assembly.bytes(), dead.offset()) instanceof Block.Used(RecordHeader header)
                && header.offset() + header.length() == dead.end()) {
            record(header, dead.end(), out);
        } else {
            replace(dead.offset(), dead.end(), out);
        }
    }

    private void table(RecordHeader header, long end, OutputStream out) throws IOException {
        long padding = Math.min(header.paddingOffset(), end);
        keep(header.offset(), padding, out);
        replace(padding, end, out);
    }

    /** A structure of fixed length; where it is a record, what it does not use is replaced. */
    private void whole(Region region, OutputStream out) throws IOException {
        if (assembly.blocks().at(assembly.bytes(), region.offset()) instanceof Block.Used(RecordHeader header)) {
            table(header, region.end(), out);
        } else {
            keep(region.offset(), region.end(), out);
        }
    }

    /** Keeps a header and what stands at the very end. */
    private void shell(int header, Region region, OutputStream out) throws IOException {
        long from = Math.min(region.offset() + header, region.end());
        keep(region.offset(), from, out);
        replaceToTailer(from, region.end(), out);
    }

    private void replaceToTailer(long from, long end, OutputStream out) throws IOException {
        long to = Math.max(from, end - tailer);
        replace(from, to, out);
        keep(to, end, out);
    }

    private void keep(long from, long to, OutputStream out) throws IOException {
        for (long at = from; at < to; at += BLOCK) {
            int length = (int) Math.min(BLOCK, to - at);
            assembly.bytes().storage().read(at, block, 0, length);
            out.write(block, 0, length);
        }
    }

    /** What a file grows by holds nothing and tells how it grew: it stays. */
    private void replace(long from, long to, OutputStream out) throws IOException {
        for (long at = from; at < to; at += BLOCK) {
            int length = (int) Math.min(BLOCK, to - at);
            assembly.bytes().storage().read(at, block, 0, length);
            if (!isEmpty(length)) {
                Arrays.fill(block, 0, length, FILL);
                replaced += length;
            }
            out.write(block, 0, length);
        }
    }

    private boolean isEmpty(int length) {
        for (int i = 0; i < length; i++) {
            if (block[i] != 0) {
                return false;
            }
        }
        return true;
    }

    /** Different keys stay different as far as their length allows, and nobody can try which key it was. */
    private void replaceKey(long from, long to, OutputStream out) throws IOException {
        int length = (int) Math.min(to - from, Integer.MAX_VALUE - 64);
        MessageDigest digest = digest();
        digest.update(salt);
        digest.update(assembly.bytes().bytes(from, length));
        byte[] name = HexFormat.of().formatHex(digest.digest()).getBytes(StandardCharsets.US_ASCII);
        for (int at = 0; at < length; at += name.length) {
            out.write(name, 0, Math.min(name.length, length - at));
        }
        replaced += length;
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
