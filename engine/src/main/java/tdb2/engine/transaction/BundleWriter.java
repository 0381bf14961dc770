package tdb2.engine.transaction;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import tdb2.engine.format.Bundle;
import tdb2.engine.format.RecoveryPointer;
import tdb2.engine.storage.WritableStorage;
import tdb2.engine.storage.WriteSet;
import tdb2.engine.storage.WriteSet.Run;

/**
 * Writes the bundle and the pointer of one transaction (spec commit-protocol, "On disk"; pictured in {@link Bundle} and
 * {@link RecoveryPointer}). A block at a time: a bundle may be larger than memory holds twice.
 */
final class BundleWriter {

    private static final int SUM8 = 8;
    private static final int SUM16 = 16;

    private final WritableStorage file;
    private final ByteOrder order;
    private final Names names;
    private final WriteSet changes;
    private final List<Run> runs;
    private final long length;
    private byte[] wholeSum = new byte[0];

    /**
     * What bundle and pointer are told apart by.
     *
     * @param sequence number of the transaction
     * @param salt random
     * @param fileId the header's
     * @param fileEnd where zones and records end after it
     */
    record Names(long sequence, long salt, long fileId, long fileEnd) {}

    BundleWriter(WritableStorage file, ByteOrder order, Names names, WriteSet changes, List<Run> runs) {
        this.file = file;
        this.order = order;
        this.names = names;
        this.changes = changes;
        this.runs = runs;
        this.length = length(runs);
    }

    /** Bytes of a bundle of these runs. */
    static long length(List<Run> runs) {
        long bytes = Bundle.HEADER + Bundle.SUM;
        for (Run run : runs) {
            bytes += Bundle.RUN_HEADER + padded(run.length());
        }
        return bytes;
    }

    static int padded(int length) {
        return (length + 7) & -8;
    }

    /** Writes the bundle; all its bytes lie within the file. */
    void bundle(long at) {
        MessageDigest body = Sums.sha256();
        long next = put(at, header(), body);
        for (Run run : runs) {
            byte[] bytes = new byte[Bundle.RUN_HEADER + padded(run.length())];
            ByteBuffer.wrap(bytes).order(order).putLong(run.offset()).putLong(run.length());
            changes.read(run.offset(), bytes, Bundle.RUN_HEADER, run.length());
            next = put(next, bytes, body);
        }
        MessageDigest whole = Sums.copy(body);
        byte[] sum = body.digest();
        file.write(next, sum, 0, sum.length);
        wholeSum = whole.digest(sum);
    }

    private long put(long at, byte[] bytes, MessageDigest body) {
        file.write(at, bytes, 0, bytes.length);
        body.update(bytes);
        return at + bytes.length;
    }

    private byte[] header() {
        MessageDigest old = Sums.sha256();
        MessageDigest fresh = Sums.sha256();
        for (Run run : runs) {
            old.update(changes.before(run));
            fresh.update(changes.bytes(run.offset(), run.length()));
        }
        return ByteBuffer.allocate(Bundle.HEADER).order(order).put(ascii(Bundle.TAG)).putLong(names.sequence)
                .putLong(names.salt).putLong(names.fileId).putLong(names.fileEnd).putLong(runs.size()).putLong(length)
                .put(old.digest(), 0, SUM8).put(fresh.digest(), 0, SUM8).array();
    }

    /** Writes the pointer to the bundle that was written at an offset. */
    void pointer(long page, long bundle) {
        ByteBuffer pointer = ByteBuffer.allocate(RecoveryPointer.LENGTH).order(order)
                .put(ascii(RecoveryPointer.TAG)).putLong(names.sequence).putLong(bundle).putLong(length)
                .putLong(names.fileEnd).putLong(names.salt).put(wholeSum, 0, SUM16);
        MessageDigest own = Sums.sha256();
        own.update(Arrays.copyOf(pointer.array(), RecoveryPointer.SUMMED));
        pointer.put(own.digest(), 0, SUM8);
        file.write(page, pointer.array(), 0, RecoveryPointer.LENGTH);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
