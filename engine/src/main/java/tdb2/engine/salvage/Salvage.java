package tdb2.engine.salvage;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import tdb2.engine.Entry;
import tdb2.engine.Fetch;
import tdb2.engine.OpenOptions;
import tdb2.engine.RecordCursor;
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
import tdb2.engine.inspect.Position;
import tdb2.engine.query.Filter;
import tdb2.engine.query.Query;
import tdb2.engine.storage.Bytes;
import tdb2.engine.storage.FileOptions;
import tdb2.engine.storage.FileStorage;
import tdb2.engine.storage.OffsetSet;
import tdb2.engine.storage.Storage;

/**
 * Saves every record that a broken file still has: first those its index leads to, then those that a scan over all bytes
 * finds. Each key is delivered once; when a file is at rest, that is. When the header is lost, every dialect and byte order is tried and the one that
 * explains most of the file is taken. Nothing is written. For one thread.
 */
public final class Salvage {

    private final Filter wanted;
    private final Progress progress;
    private final Receiver receiver;
    private long delivered;

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
        Assembly assembly = tdb.view().assembly();
        Form form = form(tdb);
        OffsetSet reached = new OffsetSet(form.blocks().alignment());
        RecordCursor cursor = tdb.cursor(Position.START, Fetch.KEYS);
        while (cursor.next()) {
            progress.check(tdb.name(), cursor.done(), cursor.total());
            reached.add(cursor.entry().header().offset());
        }
        OffsetSet scanned = scan(assembly.bytes(), form, assembly.landmarks(), reached);
        OffsetSet repeated = repeated(assembly.bytes(), form, reached, scanned);
        Outcome walked = Records.pass(tdb, Query.ALL, Fetch.RECORDS, progress, entry -> {
            if (!repeated.contains(entry.header().offset())) {
                deliver(entry);
            }
        });
        long walkedTo = delivered;
        long left = deliver(assembly.bytes(), form, scanned, repeated);
        return new Saved(form.dialect(), form.order(), walkedTo, delivered - walkedTo, left, walked.faults());
    }

    private Saved withoutHeader(Storage storage, TdbException refused) throws IOException {
        Form form = Inference.of(storage, progress).orElseThrow(() -> refused);
        Bytes bytes = new Bytes(storage, form.order());
        OffsetSet none = new OffsetSet(form.blocks().alignment());
        OffsetSet scanned = scan(bytes, form, List.of(), none);
        long left = deliver(bytes, form, scanned, repeated(bytes, form, none, scanned));
        return new Saved(form.dialect(), form.order(), 0, delivered, left, List.of(refused.fault()));
    }

    /** Where a scan finds records that are not among those known. */
    private OffsetSet scan(Bytes bytes, Form form, List<Landmark> landmarks, OffsetSet known) throws IOException {
        OffsetSet scanned = new OffsetSet(form.blocks().alignment());
        new Scan(bytes, form, landmarks, progress).run((block, _) -> {
            if (block instanceof Block.Used(RecordHeader record) && record.role() == Role.DATA
                    && !known.contains(record.offset()) && form.plausible(bytes, record)) {
                scanned.add(record.offset());
            }
        });
        return scanned;
    }

    /** Those records whose key one before them has. */
    private OffsetSet repeated(Bytes bytes, Form form, OffsetSet reached, OffsetSet scanned) {
        OffsetSet repeated = new OffsetSet(form.blocks().alignment());
        new SameKeys(bytes, form.blocks(), (first, second) -> {
            repeated.add(second);
            return first;
        }).among(List.of(reached, scanned), progress);
        return repeated;
    }

    /** Delivers the records that a scan found; answers how many were left out because of their keys. */
    private long deliver(Bytes bytes, Form form, OffsetSet scanned, OffsetSet repeated) throws IOException {
        long left = 0;
        for (long at = scanned.ceiling(0); at >= 0; at = scanned.ceiling(at + 1)) {
            progress.check(bytes.name(), at, bytes.size());
            if (repeated.contains(at)) {
                left++;
            } else if (form.blocks().at(bytes, at) instanceof Block.Used(RecordHeader record)) {
                deliver(Entry.read(bytes, form.blocks(), record, Fetch.RECORDS));
            }
        }
        return left;
    }

    private void deliver(Entry entry) throws IOException {
        if (wanted.takes(entry, progress)) {
            receiver.record(entry);
            delivered++;
        }
    }
}
