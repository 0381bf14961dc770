package tdb2.engine.restore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import tdb2.engine.Content;
import tdb2.engine.CreateOptions;
import tdb2.engine.Edit;
import tdb2.engine.Editable;
import tdb2.engine.Edits;
import tdb2.engine.Fetch;
import tdb2.engine.StoreMode;
import tdb2.engine.Tdb;
import tdb2.engine.Transaction;
import tdb2.engine.check.Check;
import tdb2.engine.check.Diagnosis;
import tdb2.engine.check.Diagnosis.Verdict;
import tdb2.engine.error.DamagedException;
import tdb2.engine.error.Fault;
import tdb2.engine.error.RefusedException;
import tdb2.engine.event.Progress;
import tdb2.engine.posix.Draft;
import tdb2.engine.posix.FileAttributes;

/**
 * Puts the records of a dump into a database, all or nothing: into a new file that appears when it is complete and
 * checked, or into one that is there, as one transaction. For one thread.
 */
public final class Restore {

    private static final int OURS = 0600;

    private final Dump dump;
    private final long bytes;
    private final Progress progress;

    /**
     * What was done.
     *
     * @param records how many came from the dump
     * @param missed what a new file could not be given of owner, mode and extended attributes
     */
    public record Result(long records, List<Fault> missed) {

        public Result {
            missed = List.copyOf(missed);
        }
    }

    /**
     * @param bytes size of the dump for the progress, 0 unknown
     */
    public Restore(Dump dump, long bytes, Progress progress) {
        this.dump = dump;
        this.bytes = bytes;
        this.progress = progress;
    }

    /**
     * Makes a new file.
     *
     * @param attributes what it gets; those of the dump make it readable by those who can read that
     * @throws RefusedException when there is something of that name
     * @throws DamagedException when the dump is not sound, or has a key twice; tells the line. Nothing is there then
     * @throws tdb2.engine.error.StorageException when reading or writing fails; nothing is there then
     */
    public Result toNew(Path target, CreateOptions options, FileAttributes attributes) {
        try (Draft draft = Draft.of(target, attributes)) {
            long records;
            try (Tdb tdb = Tdb.create(draft.path(), options.withPermissions(OURS))) {
                records = store(tdb, StoreMode.INSERT);
                requireSound(tdb, records);
            }
            return new Result(records, draft.publish());
        }
    }

    /**
     * Stores all records of the dump in a database, in one transaction, which is kept in memory until it is written. In a
     * file of variant 0, which has no transactions, the dump is read to its end first, and all is undone when a part of it
     * fails.
     *
     * @param tdb opened for writing
     * @param alone whether the records that are there now are deleted first
     * @throws DamagedException when the dump is not sound; nothing has changed then
     * @throws RefusedException as {@link Tdb#begin()} throws it; when all records were to give way to a dump without any
     * @throws tdb2.engine.error.ConflictException when somebody has changed a file of variant 0 meanwhile; nothing has
     *             changed then
     */
    public Result into(Tdb tdb, boolean alone) {
        if (!tdb.hasTransactions()) {
            return undoable(tdb, alone);
        }
        try (Transaction transaction = tdb.begin()) {
            if (alone) {
                transaction.wipe();
            }
            long records = store(transaction, alone ? StoreMode.INSERT : StoreMode.REPLACE);
            requireSome(tdb, records, alone);
            transaction.commit();
            return new Result(records, List.of());
        }
    }

    private Result undoable(Tdb tdb, boolean alone) {
        Map<ByteBuffer, DumpRecord> wanted = new LinkedHashMap<>();
        long records = pass(record -> wanted.put(ByteBuffer.wrap(record.key()), record) == null || !alone);
        requireSome(tdb, records, alone);
        List<Edit> edits = new ArrayList<>();
        if (alone) {
            tdb.traverse(Fetch.RECORDS, there -> {
                if (!wanted.containsKey(ByteBuffer.wrap(there.key()))) {
                    edits.add(Edit.delete(there.key(), there.value().bytes()));
                }
                return true;
            });
        }
        wanted.values().forEach(record -> edits.add(tdb.fetch(record.key())
                .map(old -> Edit.replace(record.key(), old, record.value()))
                .orElseGet(() -> Edit.insert(record.key(), record.value()))));
        Edits.of(edits).commit(tdb);
        return new Result(records, List.of());
    }

    /** What comes out of a command that failed is a dump without records, too. */
    private static void requireSome(Tdb tdb, long records, boolean alone) {
        if (alone && records == 0) {
            throw new RefusedException(new Fault(tdb.name(), Fault.NOWHERE,
                    "a dump with records, since all that are there now would be deleted", "a dump without any",
                    "nothing was changed; look at what made the dump, or delete all with the shell's erase"));
        }
    }

    private long store(Editable into, StoreMode mode) {
        return pass(record -> into.store(record.key(), Content.of(record.value()), mode));
    }

    /** Passes all records to somebody who answers whether a record may be there; throws when it is there twice. */
    private long pass(Predicate<DumpRecord> taken) {
        DumpReader reader = dump.reader();
        long records = 0;
        try {
            Optional<DumpRecord> next = reader.next();
            while (next.isPresent()) {
                DumpRecord record = next.get();
                if (!taken.test(record)) {
                    throw dump.twice(record);
                }
                records++;
                progress.check("the dump", dump.passed(), bytes);
                next = reader.next();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return records;
    }

    private void requireSound(Tdb made, long records) {
        Diagnosis diagnosis = Check.diagnose(made, progress);
        if (diagnosis.verdict() == Verdict.DAMAGED || diagnosis.recordsIntact() != records) {
            throw new DamagedException(new Fault(made.name(), Fault.NOWHERE, records + " sound records in the new file",
                    "%d, and %d findings".formatted(diagnosis.recordsIntact(), diagnosis.findings().size()),
                    "this is a mistake in the program, or of the disk; nothing was restored"));
        }
    }
}
