package tdb2.engine.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import tdb2.engine.storage.Bytes;

/**
 * A recovery pointer of the native dialect, alone in its own 4 KiB-aligned page (spec commit-protocol, "On disk"). It
 * names a bundle and vouches for it.
 *
 * <pre>
 *  0 +------------------------+------------------------+
 *    | tag "TDB2RPTR"         | sequence n             |
 * 16 +------------------------+------------------------+
 *    | offset of the bundle   | length of the bundle   |
 * 32 +------------------------+------------------------+
 *    | file_end of state n    | salt                   |
 * 48 +------------------------+------------------------+
 *    | first 16 bytes of the bundle's SHA-256          |
 * 64 +------------------------+------------------------+
 *    | first 8 bytes of the SHA-256 of bytes 0..63     |
 *    +-------------------------------------------------+
 * </pre>
 *
 * @param offset in the file
 * @param sequence number of the transaction
 * @param bundle offset of its bundle
 * @param bundleLength bytes of it
 * @param fileEnd where zones and records end after the transaction
 * @param salt random, repeated by the bundle
 */
public record RecoveryPointer(long offset, long sequence, long bundle, long bundleLength, long fileEnd, long salt) {

    /** Bytes of the pointer. */
    public static final int LENGTH = 72;
    /** What its page is aligned to, and the bytes of that page. */
    public static final int PAGE = 4096;
    /** Bytes of the pointer that its own checksum covers. */
    public static final int SUMMED = 64;

    /** The tag, never byte-swapped. */
    public static final String TAG = "TDB2RPTR";

    /** Reads a pointer, whatever it says; all its bytes lie within the file. */
    public static RecoveryPointer read(Bytes bytes, long at) {
        return new RecoveryPointer(at, bytes.u64(at + 8), bytes.u64(at + 16), bytes.u64(at + 24), bytes.u64(at + 32),
                bytes.u64(at + 40));
    }

    /** Whether all bytes are zero: no transaction has used the slot yet. */
    public static boolean isEmpty(Bytes bytes, long at) {
        return Arrays.equals(bytes.bytes(at, LENGTH), new byte[LENGTH]);
    }

    /** Whether the tag stands there. */
    public static boolean tagged(Bytes bytes, long at) {
        return Arrays.equals(bytes.bytes(at, 8), TAG.getBytes(StandardCharsets.US_ASCII));
    }

    /** The 16 bytes that vouch for the bundle. */
    public byte[] bundleSum(Bytes bytes) {
        return bytes.bytes(offset + 48, 16);
    }

    /** The 8 bytes that vouch for the pointer. */
    public byte[] ownSum(Bytes bytes) {
        return bytes.bytes(offset + SUMMED, 8);
    }

    /** All fields. */
    public List<Field> fields() {
        return List.of(Field.range("tag", offset, 8, "\"TDB2RPTR\""),
                Field.word("sequence", offset + 8, 8, sequence, "number of the transaction"),
                Field.word("bundle", offset + 16, 8, bundle, "offset of its bundle"),
                Field.word("bundle_length", offset + 24, 8, bundleLength, "bytes of the bundle"),
                Field.word("file_end", offset + 32, 8, fileEnd, "where zones and records end after it"),
                Field.word("salt", offset + 40, 8, salt, "random, repeated by the bundle"),
                Field.range("bundle_sum", offset + 48, 16, "first 16 bytes of the bundle's SHA-256"),
                Field.range("sum", offset + SUMMED, 8, "first 8 bytes of the SHA-256 of bytes 0..63"));
    }
}
