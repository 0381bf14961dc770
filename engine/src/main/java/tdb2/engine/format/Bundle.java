package tdb2.engine.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import tdb2.engine.storage.Bytes;

/**
 * A recovery bundle of the native dialect: the new bytes of one transaction (spec commit-protocol, "On disk").
 *
 * <pre>
 *  0 +------------------------+------------------------+
 *    | tag "TDB2BNDL"         | sequence n             |
 * 16 +------------------------+------------------------+
 *    | salt                   | file_id                |
 * 32 +------------------------+------------------------+
 *    | file_end of state n    | number of runs         |
 * 48 +------------------------+------------------------+
 *    | length of the bundle   | sum of all old bytes   |
 * 64 +------------------------+------------------------+
 *    | sum of all new bytes   |
 * 72 +------------------------+------------------------+
 *    | run: offset, length, new bytes, up to 8-aligned | …
 *    +-------------------------------------------------+
 *    | SHA-256 of everything before                    |
 *    +-------------------------------------------------+
 * </pre>
 *
 * @param offset in the file
 * @param sequence number of the transaction
 * @param salt random, as in the pointer
 * @param fileId the header's file_id
 * @param fileEnd where zones and records end after the transaction
 * @param runs number of ranges it writes
 * @param length bytes of the whole bundle, checksum included
 */
public record Bundle(long offset, long sequence, long salt, long fileId, long fileEnd, long runs, long length) {

    /** Bytes before the first run. */
    public static final int HEADER = 72;
    /** Bytes before the new bytes of a run. */
    public static final int RUN_HEADER = 16;
    /** Bytes of the checksum at the end. */
    public static final int SUM = 32;

    /** The tag, never byte-swapped. */
    public static final String TAG = "TDB2BNDL";

    /** Reads the words of a bundle, whatever they say; {@link #HEADER} bytes lie within the file. */
    public static Bundle read(Bytes bytes, long at) {
        return new Bundle(at, bytes.u64(at + 8), bytes.u64(at + 16), bytes.u64(at + 24), bytes.u64(at + 32),
                bytes.u64(at + 40), bytes.u64(at + 48));
    }

    /** Whether the tag stands there. */
    public static boolean tagged(Bytes bytes, long at) {
        return Arrays.equals(bytes.bytes(at, 8), TAG.getBytes(StandardCharsets.US_ASCII));
    }

    /** Offset of the first run. */
    public long firstRun() {
        return offset + HEADER;
    }

    /** Offset of the first byte behind the runs: the checksum. */
    public long runsEnd() {
        return offset + length - SUM;
    }

    /** First 8 bytes of the SHA-256 of the bytes the runs replace, in run order. */
    public byte[] oldSum(Bytes bytes) {
        return bytes.bytes(offset + 56, 8);
    }

    /** First 8 bytes of the SHA-256 of the bytes the runs bring, in run order. */
    public byte[] newSum(Bytes bytes) {
        return bytes.bytes(offset + 64, 8);
    }

    /** All fields before the runs. */
    public List<Field> fields() {
        return List.of(Field.range("bundle.tag", offset, 8, "\"TDB2BNDL\""),
                Field.word("bundle.sequence", offset + 8, 8, sequence, "number of the transaction"),
                Field.word("bundle.salt", offset + 16, 8, salt, "random, as in the pointer"),
                Field.word("bundle.file_id", offset + 24, 8, fileId, "the header's file_id"),
                Field.word("bundle.file_end", offset + 32, 8, fileEnd, "where zones and records end after it"),
                Field.word("bundle.runs", offset + 40, 8, runs, "number of ranges it writes"),
                Field.word("bundle.length", offset + 48, 8, length, "bytes of the whole bundle"),
                Field.range("bundle.old_sum", offset + 56, 8, "first 8 bytes of the SHA-256 of what it replaces"),
                Field.range("bundle.new_sum", offset + 64, 8, "first 8 bytes of the SHA-256 of what it writes"));
    }
}
