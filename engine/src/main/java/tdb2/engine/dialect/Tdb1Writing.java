package tdb2.engine.dialect;

import java.util.List;
import java.util.Optional;
import tdb2.engine.error.Fault;
import tdb2.engine.error.RefusedException;
import tdb2.engine.event.StructureListener;
import tdb2.engine.format.Landmark;
import tdb2.engine.format.Tdb1Header;
import tdb2.engine.format.Tdb1Words;
import tdb2.engine.format.WritableBytes;
import tdb2.engine.index.ChainWriter;
import tdb2.engine.index.HashChains;
import tdb2.engine.lock.LockBackend;
import tdb2.engine.lock.NoLocks;
import tdb2.engine.lock.Tdb1LockMap;
import tdb2.engine.space.FreeListAllocator;
import tdb2.engine.space.SpaceCounters;
import tdb2.engine.storage.WritableStorage;
import tdb2.engine.transaction.Committer;
import tdb2.engine.transaction.NarrowUndo;
import tdb2.engine.transaction.UndoCommitter;

/** Puts TDB1 together for writing, beside libtdb (spec c-formats, section 1). */
final class Tdb1Writing implements DialectWriting {

    @Override
    public WritableAssembly open(Opened file) {
        admit(file.reading(), file.storage());
        UndoCommitter commits = committer(file);
        commits.recover(file.waiting());
        Batch batch = new UndoBatch(file.storage(), commits, false);
        return assemble(file.reading(), file.storage(), file.backend(), Optional.of(commits), batch);
    }

    @Override
    public WritableAssembly overlay(Assembly reading, WritableStorage overlay, LockBackend backend) {
        return assemble(reading, overlay, backend, Optional.empty(), Batch.NONE);
    }

    @Override
    public Optional<UndoCommitter> transactions(Opened file) {
        return Optional.of(committer(file));
    }

    private static UndoCommitter committer(Opened file) {
        Assembly reading = file.reading();
        Tdb1Header header = (Tdb1Header) reading.header();
        return new UndoCommitter(
                new Committer.File(file.storage(), header.order(), file.ordered(reading), reading.locks()),
                new NarrowUndo(header),
                (changes, area) -> space(reading, changes, new NoLocks(), new SpaceCounters())
                        .freeArea(area.offset(), area.length()),
                file.settings());
    }

    private static FreeListAllocator space(Assembly reading, WritableStorage storage, LockBackend backend,
            SpaceCounters counters) {
        Tdb1Header header = (Tdb1Header) reading.header();
        return new FreeListAllocator(new WritableBytes(storage, header.order()), header, backend, reading.locks(),
                counters);
    }

    private static WritableAssembly assemble(Assembly reading, WritableStorage storage, LockBackend backend,
            Optional<UndoCommitter> transactions, Batch batch) {
        Tdb1Header header = (Tdb1Header) reading.header();
        WritableBytes bytes = new WritableBytes(storage, header.order());
        Counters counters = new Counters(StructureListener.NONE);
        FreeListAllocator space = space(reading, storage, backend, counters.space());
        ChainWriter index = new ChainWriter(new HashChains(reading.bytes(), header), bytes, header, space, backend,
                counters.index());
        Sequence sequence = new Tdb1Sequence(storage, header, backend,
                ((Tdb1LockMap) reading.locks()).sequence());
        return new WritableAssembly(reading, bytes, index, space, batch, new Tdb1Room(new Tdb1Words(bytes, header)),
                sequence, Relayout.WIPED, () -> kept(storage, header), counters, transactions);
    }

    /** The undo area: only a commit may move it. */
    private static List<Landmark> kept(WritableStorage storage, Tdb1Header header) {
        return Tdb1Assembly.landmarks(Tdb1Header.read(storage, header.order()), storage).stream()
                .filter(mark -> mark.kind() == Landmark.Kind.RECOVERY_AREA).toList();
    }

    private static void admit(Assembly reading, WritableStorage storage) {
        Tdb1Header header = (Tdb1Header) reading.header();
        if (!reading.hashing().matches()) {
            throw refused(storage, Tdb1Header.MAGIC1, "the hash function \"" + reading.hashing().name() + "\"",
                    "a file made with another one", "name the right one; nothing was changed");
        }
        if (header.dataStart() > storage.size()) {
            throw refused(storage, Tdb1Header.HASH_SIZE, "%d hash chains within the %d bytes of the file"
                    .formatted(header.hashSize(), storage.size()), "a file that is shorter",
                    "the file was cut or damaged; repair makes a sound copy of the file");
        }
    }

    private static RefusedException refused(WritableStorage storage, long offset, String expected, String found,
            String advice) {
        return new RefusedException(new Fault(storage.name(), offset, expected, found, advice));
    }
}
