package tdb2.engine.format;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import tdb2.engine.error.Fault;
import tdb2.engine.error.NotATdbException;
import tdb2.engine.storage.Storage;

/**
 * How a file of the 64-bit dialects begins (spec c-formats, section 0). The magic food is never byte-swapped; the byte
 * order is the one in which the version word reads right.
 *
 * <pre>
 *  0 +-----------------------------------------------+
 *    | "TDB file\n" or "NTDB file\n", zeros          |
 * 64 +-----------------------------------------------+
 *    | version 0x2601196E                            |
 *    +-----------------------------------------------+
 * </pre>
 *
 * <p>
 * Has no state: safe for several threads.
 */
public final class MagicFood {

    /** Bytes of the magic food. */
    public static final int LENGTH = 64;
    /** How TDB2 begins. */
    public static final String TDB = "TDB file\n";
    /** How NTDB begins. */
    public static final String NTDB = "NTDB file\n";
    /** The version word of all of them. */
    public static final long VERSION = 0x2601_1967L + 7;

    private MagicFood() {}

    /** Whether a file begins with a text. */
    static boolean begins(Storage storage, String text) {
        byte[] expected = text.getBytes(StandardCharsets.US_ASCII);
        return storage.size() >= expected.length && Arrays.equals(storage.bytes(0, expected.length), expected);
    }

    /** The byte order in which the version word at 64 reads right. */
    static Optional<ByteOrder> order(Storage storage) {
        if (storage.size() < LENGTH + 8) {
            return Optional.empty();
        }
        if (storage.u64(LENGTH, ByteOrder.LITTLE_ENDIAN) == VERSION) {
            return Optional.of(ByteOrder.LITTLE_ENDIAN);
        }
        return storage.u64(LENGTH, ByteOrder.BIG_ENDIAN) == VERSION
                ? Optional.of(ByteOrder.BIG_ENDIAN)
                : Optional.empty();
    }

    /** The byte order of a file that must begin with a text and be at least as long as its header. */
    static ByteOrder require(Storage storage, String text, long header) {
        if (!begins(storage, text)) {
            throw refuse(storage, 0, "the magic food \"" + text.strip() + "\"", "other bytes");
        }
        if (storage.size() < header) {
            throw refuse(storage, Fault.NOWHERE, "at least the %d bytes of a header".formatted(header),
                    "%d bytes".formatted(storage.size()));
        }
        return order(storage).orElseThrow(() -> refuse(storage, LENGTH,
                "the version 0x%x in either byte order".formatted(VERSION),
                UsedWords.hex(storage.u64(LENGTH, ByteOrder.LITTLE_ENDIAN))));
    }

    private static NotATdbException refuse(Storage storage, long offset, String expected, String found) {
        return new NotATdbException(new Fault(storage.name(), offset, expected, found,
                "the header is not one of this dialect; repair makes a sound copy of what can be found"));
    }
}
