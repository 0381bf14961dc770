package tdb2.engine.dialect;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tdb2.engine.error.Fault;
import tdb2.engine.error.NotATdbException;
import tdb2.engine.error.UnsupportedException;
import tdb2.engine.format.Dialect;
import tdb2.engine.format.NtdbHeader;
import tdb2.engine.format.Tdb1Header;
import tdb2.engine.format.Tdb2Header;
import tdb2.engine.hash.HashChoice;
import tdb2.engine.storage.Storage;

/**
 * Tells which dialect a file is of (spec c-formats, section 0) and assembles it. Has no state: safe for several
 * threads.
 */
public final class Dialects {

    /** Bytes that {@link #tell} needs of a file at most. */
    public static final int TELLING = Tdb2Header.LENGTH + 8;

    private static final int TDB1_VERSION_AT = 32;
    private static final long TDB1_VERSION_SERIES = 0x26011900L;
    private static final List<ByteOrder> ORDERS = List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN);
    private static final String EMERGENCY = "if it was a database, repair makes a sound copy of what is left";

    private Dialects() {}

    /**
     * Assembles whatever dialect a file is of.
     *
     * @throws NotATdbException when it is none
     * @throws UnsupportedException when it is one, of a version or with a feature nobody here knows
     * @throws tdb2.engine.error.DamagedException when the header is too damaged to stand on
     */
    public static Assembly assemble(Storage storage, HashChoice choice, Surroundings surroundings) {
        if (storage.size() == 0) {
            throw new NotATdbException(new Fault(storage.name(), 0, "a TDB file", "an empty file",
                    "nothing can be in it; programs make a new database of it when they open it"));
        }
        if (NtdbHeader.recognises(storage)) {
            return NtdbAssembly.assemble(storage, NtdbHeader.read(storage), choice);
        }
        if (!begins(storage, Tdb1Header.MAGIC_FOOD)) {
            throw new NotATdbException(new Fault(storage.name(), 0, "\"TDB file\" or \"NTDB file\" as the first bytes",
                    start(storage), EMERGENCY));
        }
        return assembleTdb(storage, choice, surroundings);
    }

    /**
     * Which dialect a file's first bytes speak of; empty when it is no database. What is damaged behind them, or of a
     * version nobody reads, does not matter.
     *
     * @param start the file, or its first {@link #TELLING} bytes
     */
    public static Optional<Dialect> tell(Storage start) {
        if (NtdbHeader.recognises(start)) {
            return Optional.of(Dialect.NTDB);
        }
        if (!begins(start, Tdb1Header.MAGIC_FOOD)) {
            return Optional.empty();
        }
        if (has(start, TDB1_VERSION_AT, 4) && ORDERS.stream()
                .anyMatch(order -> (start.u32(TDB1_VERSION_AT, order) & 0xFFFF_FF00L) == TDB1_VERSION_SERIES)) {
            return Optional.of(Dialect.TDB1);
        }
        return has(start, 0, Tdb2Header.LENGTH) && Tdb2Header.recognises(start)
                ? Optional.of(Tdb2Header.read(start).dialect())
                : Optional.empty();
    }

    /** Whether a file begins as one of any dialect does; it may be damaged or of an unknown version all the same. */
    public static boolean hasMagic(Storage storage) {
        return NtdbHeader.recognises(storage) || begins(storage, Tdb1Header.MAGIC_FOOD);
    }

    private static Assembly assembleTdb(Storage storage, HashChoice choice, Surroundings surroundings) {
        for (ByteOrder order : ORDERS) {
            if (has(storage, TDB1_VERSION_AT, 4) && storage.u32(TDB1_VERSION_AT, order) == Tdb1Header.VERSION) {
                return Tdb1Assembly.assemble(storage, order, choice, surroundings);
            }
        }
        for (ByteOrder order : ORDERS) {
            if (has(storage, TDB1_VERSION_AT, 4)
                    && (storage.u32(TDB1_VERSION_AT, order) & 0xFFFF_FF00L) == TDB1_VERSION_SERIES) {
                throw new UnsupportedException(new Fault(storage.name(), TDB1_VERSION_AT,
                        "version 0x%x".formatted(Tdb1Header.VERSION),
                        "version 0x%x".formatted(storage.u32(TDB1_VERSION_AT, order)),
                        "no current code reads that version; repair makes a sound copy of what is left"));
            }
        }
        Tdb2Header header = Tdb2Header.read(storage);
        return header.dialect() == Dialect.TDB2
                ? Tdb2Assembly.assemble(storage, header, choice, surroundings)
                : TablesAssembly.assemble(storage, header, choice);
    }

    private static boolean begins(Storage storage, String text) {
        byte[] magic = text.getBytes(StandardCharsets.US_ASCII);
        return has(storage, 0, magic.length) && Arrays.equals(storage.bytes(0, magic.length), magic);
    }

    private static boolean has(Storage storage, long offset, int length) {
        return storage.size() >= offset + length;
    }

    private static String start(Storage storage) {
        byte[] first = storage.bytes(0, (int) Math.min(16, storage.size()));
        StringBuilder text = new StringBuilder("bytes ");
        for (byte b : first) {
            text.append("%02x ".formatted(b));
        }
        return text.toString().trim();
    }
}
