package tdb2.engine.salvage;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import tdb2.engine.Entry;
import tdb2.engine.Fetch;
import tdb2.engine.OpenOptions;
import tdb2.engine.Tdb;
import tdb2.engine.dialect.Assembly;
import tdb2.engine.dump.Outcome;
import tdb2.engine.dump.Records;
import tdb2.engine.dump.Records.Receiver;
import tdb2.engine.error.DamagedException;
import tdb2.engine.error.Fault;
import tdb2.engine.error.NotATdbException;
import tdb2.engine.error.TdbException;
import tdb2.engine.error.UnsupportedException;
import tdb2.engine.event.Progress;
import tdb2.engine.format.Block;
import tdb2.engine.format.Dialect;
import tdb2.engine.format.Landmark;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.format.RecordHeader.Role;
import tdb2.engine.query.Filter;
import tdb2.engine.query.Query;
import tdb2.engine.storage.Bytes;
import tdb2.engine.storage.FileOptions;
import tdb2.engine.storage.FileStorage;
import tdb2.engine.storage.OffsetSet;
import tdb2.engine.storage.Storage;

/**
 * Saves every record that a broken file still has: first those its index leads to, then those that a scan over all bytes
 * finds. Each key is delivered once. When the header is lost, every dialect and byte order is tried and the one that
 * explains most of the file is taken. Nothing is written.
 */
public final class Salvage {

    private final Filter wanted;
    private final Progress progress;
    private final Receiver receiver;
    private final KeySet keys = new KeySet();
    private long delivered;
    private long repeated;

    /**
     * What was saved.
     *
     * @param dialect the file's, or the one its records look like
     * @param order the file's byte order, or that of its records
     * @param reached records that the index leads to
     * @param scanned records that only the scan found
     * @param repeated records that the scan found and left out, because their key had been delivered
     * @param faults what was found damaged
     */
    public record Saved(Dialect dialect, ByteOrder order, long reached, long scanned, long repeated,
            List<Fault> faults) {

        public Saved {
            faults = List.copyOf(faults);
        }

        /** All records delivered. */
        public long records() {
            return reached + scanned;
        }
    }

    private Salvage(Filter wanted, Progress progress, Receiver receiver) {
        this.wanted = wanted;
        this.progress = progress;
        this.receiver = receiver;
    }

    /**
     * Saves the wanted records of a file.
     *
     * @throws TdbException what opening the file threw, when it is no database and nothing like a record is in it
     * @throws IOException what the receiver throws
     */
    public static Saved run(Path path, OpenOptions options, Filter wanted, Progress progress, Receiver receiver)
            throws IOException {
        Salvage salvage = new Salvage(wanted, progress, receiver);
        Tdb tdb;
        try {
            tdb = Tdb.open(path, options);
        } catch (NotATdbException | UnsupportedException | DamagedException refused) {
            FileOptions fileOptions = new FileOptions(options.mapped(), options.accessGuard());
            try (Storage storage = FileStorage.open(path, fileOptions)) {
                return salvage.withoutHeader(storage, refused);
            }
        }
        try (tdb) {
            return salvage.withHeader(tdb);
        }
    }

    /**
     * Delivers the records that a scan over all bytes of an open file finds and that nothing leads to, an older version of
     * a record that is there among them.
     *
     * @param reached offsets of what the index leads to, as a cursor that is at its end tells them
     * @throws IOException what the receiver throws
     */
    public static void unreached(Tdb tdb, OffsetSet reached, Fetch fetch, Progress progress, Receiver receiver)
            throws IOException {
        Assembly assembly = tdb.view().assembly();
        Form form = form(tdb);
        new Scan(assembly.bytes(), form, assembly.landmarks(), progress).run((block, _) -> {
            if (block instanceof Block.Used(RecordHeader record) && record.role() == Role.DATA
                    && !reached.contains(record.offset()) && form.plausible(assembly.bytes(), record)) {
                receiver.record(Entry.read(assembly.bytes(), form.blocks(), record, fetch));
            }
        });
    }

    private static Form form(Tdb tdb) {
        Assembly assembly = tdb.view().assembly();
        return new Form(tdb.view().dialect(), assembly.bytes().order(), assembly.blocks(), assembly.hashing()::of);
    }

    private Saved withHeader(Tdb tdb) throws IOException {
        Outcome walked = Records.pass(tdb, Query.ALL, Fetch.RECORDS, progress, this::deliver);
        long reached = delivered;
        repeated = 0;
        Assembly assembly = tdb.view().assembly();
        Form form = form(tdb);
        deliverAll(assembly.bytes(), form, assembly.landmarks());
        long rest = Math.max(0, repeated - walked.records());
        return new Saved(form.dialect(), form.order(), reached, delivered - reached, rest, walked.faults());
    }

    private Saved withoutHeader(Storage storage, TdbException refused) throws IOException {
        Form form = Inference.of(storage, progress).orElseThrow(() -> refused);
        deliverAll(new Bytes(storage, form.order()), form, List.of());
        return new Saved(form.dialect(), form.order(), 0, delivered, repeated, List.of(refused.fault()));
    }

    /** Delivers the records that a scan finds. */
    private void deliverAll(Bytes bytes, Form form, List<Landmark> landmarks) throws IOException {
        new Scan(bytes, form, landmarks, progress).run((block, _) -> {
            if (block instanceof Block.Used(RecordHeader record) && record.role() == Role.DATA
                    && form.plausible(bytes, record)) {
                deliver(Entry.read(bytes, form.blocks(), record, Fetch.RECORDS));
            }
        });
    }

    private void deliver(Entry entry) throws IOException {
        if (!keys.add(entry.key())) {
            repeated++;
        } else if (wanted.takes(entry, progress)) {
            receiver.record(entry);
            delivered++;
        }
    }
}
