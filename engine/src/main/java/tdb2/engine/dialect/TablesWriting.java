package tdb2.engine.dialect;

import java.util.List;
import java.util.Optional;
import tdb2.engine.error.Fault;
import tdb2.engine.error.RefusedException;
import tdb2.engine.event.StructureListener;
import tdb2.engine.format.Landmark;
import tdb2.engine.format.WritableBytes;
import tdb2.engine.hash.HashChoice;
import tdb2.engine.index.BucketWriter;
import tdb2.engine.index.FlatTable;
import tdb2.engine.index.HashTree;
import tdb2.engine.index.Index;
import tdb2.engine.index.IndexCounters;
import tdb2.engine.index.IndexWriter;
import tdb2.engine.index.TreeWriter;
import tdb2.engine.lock.LockBackend;
import tdb2.engine.lock.LockMap;
import tdb2.engine.lock.NoLocks;
import tdb2.engine.space.SpaceCounters;
import tdb2.engine.space.TableAllocator;
import tdb2.engine.storage.WritableStorage;
import tdb2.engine.transaction.Committer;
import tdb2.engine.transaction.UndoCommitter;
import tdb2.engine.transaction.UndoSpace;

/**
 * Puts TDB2 of 2012 and NTDB together for writing (spec c-formats, sections 2 and 4).
 *
 * <p>
 * Unlike the C libraries it never writes over a value, and orders all stores so that a process killed in the middle
 * leaves sound records ({@link tdb2.engine.space.ListAllocator}).
 */
final class TablesWriting implements DialectWriting {

    @Override
    public WritableAssembly open(Opened file) {
        admit(file.reading());
        Optional<UndoCommitter> transactions = transactions(file);
        transactions.ifPresent(commits -> commits.recover(file.waiting()));
        Assembly reading = file.reading();
        admit(reading);
        forgetFeatures(reading, file.storage());
        return assemble(reading, file.storage(), file.backend(), transactions, file.listener());
    }

    @Override
    public WritableAssembly overlay(Assembly reading, WritableStorage overlay, LockBackend backend) {
        return assemble(reading, overlay, backend, Optional.empty(), StructureListener.NONE);
    }

    @Override
    public Optional<UndoCommitter> transactions(Opened file) {
        Assembly reading = file.reading();
        TableDialect dialect = dialect(reading);
        LockMap map = reading.locks();
        UndoSpace space = (changes, area) -> allocator(reading, new WritableBytes(changes, reading.bytes().order()),
                new NoLocks(), new SpaceCounters()).takeBack(area.offset(), area.length());
        return Optional.of(new UndoCommitter(
                new Committer.File(file.storage(), reading.bytes().order(), file.ordered(reading), map),
                dialect.undo(), space, file.settings()));
    }

    private static TableDialect dialect(Assembly reading) {
        return TableDialect.of(reading.header(), reading.index().partitions());
    }

    private static TableAllocator allocator(Assembly reading, WritableBytes bytes, LockBackend backend,
            SpaceCounters counters) {
        TableDialect dialect = dialect(reading);
        return new TableAllocator(bytes, dialect.blocks(), dialect.freeTable(), dialect.start(), dialect.rounding(),
                backend, reading.locks(), counters);
    }

    private static WritableAssembly assemble(Assembly reading, WritableStorage storage, LockBackend backend,
            Optional<UndoCommitter> transactions, StructureListener listener) {
        WritableBytes bytes = new WritableBytes(storage, reading.bytes().order());
        Counters counters = new Counters(listener);
        TableAllocator space = allocator(reading, bytes, backend, counters.space());
        Batch batch = transactions.<Batch>map(commits -> new UndoBatch(storage, commits, true)).orElse(Batch.NONE);
        return new WritableAssembly(reading, bytes, index(reading, bytes, space, counters.index()), space, batch,
                ValueRoom.FIXED,
                new GuardedSequence(bytes, dialect(reading).seqnum(), backend, reading.locks().expansion()),
                Relayout.WIPED, () -> kept(storage), counters, transactions);
    }

    private static IndexWriter index(Assembly reading, WritableBytes bytes, TableAllocator space,
            IndexCounters counters) {
        Hashing hashing = reading.hashing();
        Index index = reading.index();
        return index instanceof FlatTable table
                ? new BucketWriter(table, bytes, space, counters)
                : new TreeWriter((HashTree) index, bytes, space,
                        key -> hashing.function().hash(key, hashing.seed()), counters);
    }

    /** What a wipe leaves where it is: capabilities and the undo area. */
    private static List<Landmark> kept(WritableStorage storage) {
        Assembly now = Dialects.assemble(storage, new HashChoice.Automatic(), Surroundings.NONE);
        long start = dialect(now).start();
        return now.landmarks().stream().filter(mark -> mark.offset() >= start).toList();
    }

    /**
     * Looks whether a file may be written to. The open lock is held for writing.
     *
     * @throws RefusedException when it may not: says why, and what to do
     */
    private static void admit(Assembly reading) {
        if (!reading.faults().isEmpty()) {
            throw new RefusedException(reading.faults().getFirst());
        }
        if (!reading.hashing().matches()) {
            throw refused(reading, "the hash function \"" + reading.hashing().name() + "\"",
                    "a file made with another one", "name the right one; nothing was changed");
        }
        TableDialect dialect = dialect(reading);
        String refusal =
                new Capabilities(reading.bytes(), dialect.blocks(), reading.bytes().u64(dialect.capabilities()),
                        dialect.capabilities()).writingRefusal();
        if (!refusal.isEmpty()) {
            throw refused(reading, "capabilities that allow to write", refusal,
                    "open it for reading; nothing was changed");
        }
    }

    /** Takes note that a writer has been here that knows no feature. */
    private static void forgetFeatures(Assembly reading, WritableStorage storage) {
        WritableBytes bytes = new WritableBytes(storage, reading.bytes().order());
        int used = dialect(reading).featuresUsed();
        if (bytes.u64(used) != 0) {
            bytes.put(used, 0);
        }
    }

    private static RefusedException refused(Assembly reading, String expected, String found, String advice) {
        return new RefusedException(new Fault(reading.bytes().name(), Fault.NOWHERE, expected, found, advice));
    }
}
