package tdb2.engine.repair;

import java.nio.charset.StandardCharsets;
import tdb2.engine.error.Fault;
import tdb2.engine.error.NotATdbException;
import tdb2.engine.storage.Storage;

/** Tells of a file in which nothing is found, and where a database begins in it when something stands in front of that. */
final class Beginning {

    /** So far from the start of the file it is looked for. */
    private static final int FAR = 1 << 20;
    private static final String NARROW = "TDB file\n";
    private static final String WIDE = "NTDB file\n";

    private Beginning() {}

    /** What is said of a file in which there is no record. */
    static NotATdbException nothing(Storage file, Throwable cause) {
        return new NotATdbException(new Fault(file.name(), Fault.NOWHERE, "a record of any dialect", "none",
                "there is nothing that could be saved" + hint(file)), cause);
    }

    /** What to do when a database begins where none is looked for; empty when there is none. */
    private static String hint(Storage file) {
        String start = new String(file.bytes(0, (int) Math.min(FAR, file.size())), StandardCharsets.ISO_8859_1);
        int at = Math.max(start.indexOf(NARROW), start.indexOf(WIDE));
        return at <= 0
                ? ""
                : "; at offset %d the first bytes of a database stand: cut off what is in front (tail -c +%d)"
                        .formatted(at, at + 1);
    }
}
