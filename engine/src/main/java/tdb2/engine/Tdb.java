package tdb2.engine;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import tdb2.engine.dialect.Assembly;
import tdb2.engine.dialect.Dialects;
import tdb2.engine.dialect.Surroundings;
import tdb2.engine.error.Fault;
import tdb2.engine.error.RefusedException;
import tdb2.engine.event.Progress;
import tdb2.engine.format.Block;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.index.Lookup;
import tdb2.engine.inspect.Position;
import tdb2.engine.inspect.RegionMap;
import tdb2.engine.inspect.Survey;
import tdb2.engine.lock.LockBackend;
import tdb2.engine.lock.LockBackend.Mode;
import tdb2.engine.lock.NoLocks;
import tdb2.engine.lock.OfdLocks;
import tdb2.engine.storage.FileOptions;
import tdb2.engine.storage.FileStorage;
import tdb2.engine.storage.HeapStorage;
import tdb2.engine.storage.OverlayStorage;
import tdb2.engine.storage.Storage;
import tdb2.engine.transaction.BootId;
import tdb2.engine.transaction.RecoveryState;

/**
 * An open database file of any dialect, for reading. Opening changes not one byte; a pending recovery is not replayed
 * but previewed in memory; locks are short, shared, and never waited for. Safe for several threads; close it when all of
 * them are done.
 */
public final class Tdb implements AutoCloseable {

    private static final int COMMIT_LOOKS = 50;
    private static final long COMMIT_PAUSE = TimeUnit.MILLISECONDS.toNanos(2);

    private final Storage storage;
    private final LockBackend locks;
    private final OpenOptions options;
    private final Surroundings surroundings;
    private volatile View view;

    private Tdb(Storage storage, LockBackend locks, OpenOptions options, Surroundings surroundings) {
        this.storage = storage;
        this.locks = options.locked() ? locks : new NoLocks();
        this.options = options;
        this.surroundings = surroundings;
        this.view = look();
    }

    /** Opens a file with {@link OpenOptions#DEFAULT}; throws what {@link #open(Path, OpenOptions)} throws. */
    public static Tdb open(Path path) {
        return open(path, OpenOptions.DEFAULT);
    }

    /**
     * Opens a file for reading.
     *
     * @throws tdb2.engine.error.StorageException when the operating system refuses
     * @throws tdb2.engine.error.NotATdbException when it is no database
     * @throws tdb2.engine.error.UnsupportedException when it demands what no known code has
     * @throws tdb2.engine.error.DamagedException when its header is too damaged to stand on
     */
    public static Tdb open(Path path, OpenOptions options) {
        FileOptions fileOptions = new FileOptions(options.mapped(), options.accessGuard());
        FileStorage storage = FileStorage.open(path, fileOptions);
        try {
            LockBackend locks = OfdLocks.of(storage);
            Surroundings surroundings = new Surroundings(BootId.of(storage.identity()),
                    range -> locks.wouldBlock(range, Mode.WRITE));
            return new Tdb(storage, locks, options, surroundings);
        } catch (RuntimeException | Error e) {
            storage.close();
            throw e;
        }
    }

    /** Opens the bytes of a database that are in memory. */
    public static Tdb of(String name, byte[] content, OpenOptions options) {
        return new Tdb(new HeapStorage(name, content), new NoLocks(), options, Surroundings.NONE);
    }

    /** The file's name as it was given. */
    public String name() {
        return storage.name();
    }

    /** The view that {@link #refresh()} took last. */
    public View view() {
        return view;
    }

    /**
     * Looks at the file again: header, size and recovery.
     *
     * @throws tdb2.engine.error.TdbException as opening does, when the file is no longer a readable database
     */
    public View refresh() {
        storage.refresh();
        View next = look();
        view = next;
        return next;
    }

    /**
     * A pending recovery is what a crash leaves, but also what a commit that just runs looks like: one that ends soon is
     * waited for, and one that does not is told from a crash.
     */
    private View look() {
        View now = lookOnce();
        for (int i = 0; now.previewed() && commitRuns(now) && i < COMMIT_LOOKS; i++) {
            LockSupport.parkNanos(COMMIT_PAUSE);
            storage.refresh();
            now = lookOnce();
        }
        return now.previewed() && commitRuns(now) ? now.duringCommit() : now;
    }

    private boolean commitRuns(View now) {
        return surroundings.locked().test(now.assembly().locks().transaction());
    }

    private View lookOnce() {
        Assembly onDisk = Dialects.assemble(storage, options.hash(), surroundings);
        RecoveryState state = onDisk.recovery().state();
        Optional<OverlayStorage> preview = onDisk.recovery().preview();
        if (preview.isEmpty()) {
            return new View(onDisk, state, false);
        }
        return new View(Dialects.assemble(preview.get(), options.hash(), surroundings), state, true);
    }

    /**
     * The record of a key.
     *
     * @throws RefusedException when the file's hash function is not known, or the file demands not to be looked into
     * @throws tdb2.engine.error.DamagedException when a structure on the way is damaged
     */
    public Optional<Entry> find(byte[] key) {
        View now = refresh();
        return lookup(now, key).record()
                .map(record -> Entry.read(now.assembly().bytes(), now.assembly().blocks(), record, Fetch.RECORDS));
    }

    /** The way from a key to its bytes, whether it is there or not; throws what {@link #find} throws. */
    public Lookup trace(byte[] key) {
        return lookup(refresh(), key);
    }

    private Lookup lookup(View now, byte[] key) {
        if (!now.refusesLookup().isEmpty()) {
            throw new RefusedException(new Fault(name(), Fault.NOWHERE, "a file that can be searched by key",
                    now.refusesLookup(), "walking it works: keys, dump"));
        }
        long hash = now.hashing().function().hash(key, now.hashing().seed());
        Lookup[] found = new Lookup[1];
        reads(now.assembly()).read(now.assembly().index().partitionOf(hash),
                () -> found[0] = now.assembly().index().find(key, hash));
        return found[0];
    }

    /**
     * The record whose header stands at an offset, whether the index leads to it or not; empty when none does. Read
     * without a lock; depth and position are not known.
     */
    public Optional<Entry> at(long offset, Fetch fetch) {
        Assembly assembly = view.assembly();
        if (assembly.blocks().at(assembly.bytes(), offset) instanceof Block.Used(RecordHeader record)
                && (record.role() == RecordHeader.Role.DATA || record.role() == RecordHeader.Role.DEAD)) {
            return Optional.of(Entry.read(assembly.bytes(), assembly.blocks(), record, fetch));
        }
        return Optional.empty();
    }

    /** All records from a position on, of the view taken last. */
    public RecordCursor cursor(Position from, Fetch fetch) {
        Assembly assembly = view.assembly();
        return new RecordCursor(assembly, reads(assembly), from, fetch);
    }

    /** One pass over index and free lists, of a view taken now. */
    public Survey survey(Progress progress) {
        Assembly assembly = refresh().assembly();
        return Survey.of(assembly, reads(assembly), progress);
    }

    /** Every byte of the file accounted for, of a view taken now. */
    public RegionMap regions(Progress progress) {
        return RegionMap.of(survey(progress));
    }

    /** Bytes of the file as they are on disk, without any preview; the range must lie within the file. */
    public byte[] bytes(long offset, int length) {
        return storage.bytes(offset, length);
    }

    /** The open file itself, for those who look out for changes; empty for bytes in memory. */
    public Optional<FileStorage> file() {
        return storage instanceof FileStorage file ? Optional.of(file) : Optional.empty();
    }

    /** Size of the file on disk as last looked at, bytes. */
    public long size() {
        return storage.size();
    }

    @Override
    public void close() {
        storage.close();
    }

    private SharedReads reads(Assembly assembly) {
        return new SharedReads(storage, locks, assembly.locks());
    }
}
