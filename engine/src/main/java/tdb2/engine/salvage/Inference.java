package tdb2.engine.salvage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import tdb2.engine.event.Progress;
import tdb2.engine.format.Block;
import tdb2.engine.format.Dialect;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.format.RecordHeader.Role;
import tdb2.engine.storage.Bytes;
import tdb2.engine.storage.Storage;

/**
 * Tells what a file is by what its records look like, when its header is lost. Has no state: safe for several threads.
 */
public final class Inference {

    private static final List<Dialect> ALL = List.of(Dialect.TDB1, Dialect.NTDB, Dialect.TDB2, Dialect.TDB2_TABLES);
    private static final List<ByteOrder> ORDERS = List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN);

    private Inference() {}

    /** The dialect and byte order that explain most of a file; empty when none finds anything in it. */
    public static Optional<Form> of(Storage storage, Progress progress) {
        Optional<Form> best = Optional.empty();
        long most = 0;
        for (Dialect dialect : ALL) {
            for (ByteOrder order : ORDERS) {
                Form form = Form.of(dialect, order);
                long blocks = count(new Bytes(storage, order), form, progress);
                if (blocks > most) {
                    best = Optional.of(form);
                    most = blocks;
                }
            }
        }
        return best;
    }

    /**
     * How many blocks of a form a file has: the form's score. The sub-tables of a native file count, since for TDB2 of 2012 they
     * are records with empty keys.
     */
    private static long count(Bytes bytes, Form form, Progress progress) {
        long[] count = new long[1];
        try {
            new Scan(bytes, form, List.of(), progress).run((block, _) -> {
                if (!(block instanceof Block.Used(RecordHeader record)) || record.role() != Role.DATA
                        || form.plausible(bytes, record) || form.isStructure(bytes, record)) {
                    count[0]++;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return count[0];
    }
}
