package tdb2.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Predicate;
import tdb2.engine.dialect.Assembly;
import tdb2.engine.dialect.Batch;
import tdb2.engine.dialect.WritableAssembly;
import tdb2.engine.dialect.WritingDialects;
import tdb2.engine.error.RefusedException;
import tdb2.engine.event.Progress;
import tdb2.engine.index.Lookup;
import tdb2.engine.inspect.Position;
import tdb2.engine.inspect.ReadGuard;
import tdb2.engine.inspect.RegionMap;
import tdb2.engine.inspect.Survey;
import tdb2.engine.lock.KeptLocks;
import tdb2.engine.lock.LockBackend.Mode;
import tdb2.engine.lock.LockBackend;
import tdb2.engine.lock.Waiting;
import tdb2.engine.storage.FileStorage;
import tdb2.engine.storage.MemoryStorage;
import tdb2.engine.storage.Storage;
import tdb2.engine.storage.WritableStorage;

/**
 * An open database file. Safe for several threads; close it when all of them are done.
 *
 * <p>
 * Opened for reading, a file of any dialect: opening changes not one byte; a pending recovery is not replayed but
 * previewed in memory; locks are short, shared, and never waited for. Opened for writing, also a
 * file of any dialect: every operation on a record waits for the lock of the record's partition and holds it
 * until it is done; what it has done survives the end of the process, at whatever moment that comes. Programs with Samba's
 * library may have a TDB1 file open meanwhile.
 */
public final class Tdb implements Editable, Transactional, AutoCloseable {

    private final Source source;
    private final Storage storage;
    private final Reading reading;
    private final Optional<Writing> writing;
    private final Set<Flag> flags = ConcurrentHashMap.newKeySet();
    private final Optional<OpenHandle> handle;
    private final KeptLocks kept;
    private final RecordLocks recordLocks;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Tdb(Source source, OpenOptions options) {
        this.source = source;
        this.storage = source.storage();
        Views views = new Views(storage, options.hash(), source.surroundings());
        LockBackend locks = source.locks(options);
        this.flags.addAll(options.flags());
        Optional<WritableAssembly> file = options.writable() && storage instanceof WritableStorage writable
                ? Optional.of(WritingDialects.open(writable, options.hash(), source.surroundings(), locks,
                        options.commits(), options.patience(), options.structure()))
                : Optional.empty();
        View first = views.look();
        this.kept = new KeptLocks(storage.name(), locks, first.assembly().locks(), options.log());
        this.reading = new Reading(storage, views, first, kept,
                options.waiting() ? Optional.of(options::patience) : Optional.empty());
        this.writing = file.map(parts -> new Writing(parts, options, flags, kept, options::patience));
        this.recordLocks = new RecordLocks(this, kept, this::assembly, writing.map(Writing::batch).orElse(Batch.NONE),
                options::patience);
        first.faults().forEach(options.log());
        this.handle = file().map(open -> new OpenHandle(open, options.log()));
    }

    private static Tdb over(Source source, OpenOptions options) {
        Tdb tdb;
        try {
            tdb = new Tdb(source, options);
        } catch (RuntimeException | Error e) {
            source.close();
            throw e;
        }
        try {
            if (options.clearsIfFirst()) {
                new ClearIfFirst(tdb, source.locks(), options.log()).join(options.patience());
            }
            return tdb;
        } catch (RuntimeException | Error e) {
            tdb.close();
            throw e;
        }
    }

    /** Opens a file with {@link OpenOptions#DEFAULT}; throws what {@link #open(Path, OpenOptions)} throws. */
    public static Tdb open(Path path) {
        return open(path, OpenOptions.DEFAULT);
    }

    /**
     * Opens a file: for reading, unless the options say otherwise. A file that is missing, damaged or no database is
     * never made or made anew.
     *
     * @throws tdb2.engine.error.StorageException when the operating system refuses
     * @throws tdb2.engine.error.NotATdbException when it is no database
     * @throws tdb2.engine.error.UnsupportedException when it demands what no known code has
     * @throws tdb2.engine.error.DamagedException when its header is too damaged to stand on
     * @throws RefusedException when it is to be written and must not be: says why, and what to do; nothing was changed
     * @throws tdb2.engine.error.LockException when the lock that opening for writing takes was not granted in time
     */
    public static Tdb open(Path path, OpenOptions options) {
        return over(Source.open(path, options), options);
    }

    /**
     * Makes a new file of the dialect that the options name, and opens it for writing. It appears complete or not at all.
     *
     * @throws RefusedException when there is something of that name
     * @throws tdb2.engine.error.StorageException when the operating system refuses; nothing is left then, unless it is
     *             only the name that could not be brought to the disk
     */
    public static Tdb create(Path path, CreateOptions options) {
        return over(Source.create(path, options), options.open());
    }

    /** A new database that is nowhere but in memory. */
    public static Tdb inMemory(String name, CreateOptions options) {
        return of(new MemoryStorage(name, options.content()), options.open());
    }

    /** Opens the bytes of a database that are in memory; a copy of them, when it is opened for writing. */
    public static Tdb of(String name, byte[] content, OpenOptions options) {
        return new Tdb(Source.of(name, content, options), options);
    }

    /** Opens what a storage holds; the storage is closed with it. No other program is thought to know it. */
    public static Tdb of(Storage storage, OpenOptions options) {
        return new Tdb(Source.of(storage, options), options);
    }

    /** The file's name as it was given. */
    public String name() {
        return storage.name();
    }

    /** The view that {@link #refresh()} took last. */
    public View view() {
        return reading.view();
    }

    /**
     * Looks at the file again: header, size and recovery.
     *
     * @throws tdb2.engine.error.TdbException as opening does, when the file is no longer a readable database
     */
    public View refresh() {
        return reading.refresh();
    }

    /**
     * The record of a key.
     *
     * @throws RefusedException when the file's hash function is not known, or the file demands not to be looked into
     * @throws tdb2.engine.error.DamagedException when a structure on the way is damaged
     */
    public Optional<Entry> find(byte[] key) {
        return reading.find(key);
    }

    /** The way from a key to its bytes, whether it is there or not; throws what {@link #find} throws. */
    public Lookup trace(byte[] key) {
        return reading.trace(key);
    }

    @Override
    public <T> Optional<T> parse(byte[] key, Function<ValueView, T> reader) {
        return writing.isPresent() ? writing.get().looking().parse(key, reader) : reading.parse(key, reader);
    }

    @Override
    public boolean store(byte[] key, Content value, StoreMode mode) {
        return writable().store(key, value, mode);
    }

    @Override
    public void append(byte[] key, Content more) {
        writable().append(key, more);
    }

    @Override
    public boolean delete(byte[] key) {
        return writable().delete(key);
    }

    @Override
    public void wipe() {
        try (RecordLock _ = recordLocks.lockAll(Mode.WRITE)) {
            writable().wipe();
        }
    }

    private Writing writing() {
        return writing.orElseThrow(() -> Writing.forReadingOnly(name()));
    }

    private Operations writable() {
        return writing().operations();
    }

    /** Throws when this thread must not change the file through this handle. */
    void requireWritable() {
        writing().requireWritable();
    }

    /** Throws when this thread has a transaction. */
    void requireNoTransactionHere() {
        writing.ifPresent(Writing::requireNoTransactionHere);
    }

    /** Whether transactions can be begun on the file. */
    public boolean hasTransactions() {
        return writing.map(Writing::hasTransactions).orElse(false);
    }

    private Transactions transactions() {
        return writing().transactions();
    }

    /** Locks of records, kept over several operations. */
    public RecordLocks locks() {
        return recordLocks;
    }

    private Assembly assembly() {
        return writing.map(Writing::reading).orElseGet(() -> reading.view().assembly());
    }

    @Override
    public Transaction begin(TransactionOptions wanted) {
        return transactions().begin(wanted);
    }

    @Override
    public ReadTransaction beginRead() {
        return transactions().beginRead();
    }

    @Override
    public RepackResult repack(Progress progress) {
        return transactions().repack(progress);
    }

    @Override
    public void syncUpTo(long sequence) {
        transactions().syncUpTo(sequence);
    }

    @Override
    public long committed() {
        return writing.map(Writing::committed).orElse(0L);
    }

    /**
     * Replays what a crash has left in a file, as opening it for writing would, and makes a file writable again that was
     * closed to writers by a failed sync.
     *
     * @return whether there was anything to do
     * @throws tdb2.engine.error.LockException when the locks were not granted in time
     */
    public static boolean recover(Path path, OpenOptions options) {
        return Source.recover(path, options);
    }

    /** The same for what a storage holds, which stays open. No other program is thought to know it. */
    public static boolean recover(WritableStorage storage, OpenOptions options) {
        return Source.of(storage, options).recovered(storage, options);
    }

    @Override
    public long traverse(Fetch fetch, Predicate<Entry> visitor) {
        return reading.traverse(fetch, visitor);
    }

    /** The first key in the order of the index; empty when there is none. */
    public Optional<byte[]> firstKey() {
        return reading.firstKey();
    }

    /**
     * The key after another in the order of the index. Deleting the key asked about ends such a walk; a
     * {@link #traverse} goes on.
     *
     * @return empty when there is none, or the key asked about is not there
     */
    public Optional<byte[]> nextKey(byte[] key) {
        return reading.nextKey(key);
    }

    /** The header's sequence number now. */
    public long seqnum() {
        return refresh().header().seqnum();
    }

    /** What is switched on. */
    public Set<Flag> flags() {
        return Set.copyOf(flags);
    }

    /** Switches something on, for operations that begin later. */
    public void add(Flag flag) {
        flags.add(flag);
    }

    /** Switches something off, for operations that begin later. */
    public void remove(Flag flag) {
        flags.remove(flag);
    }

    /** What was done through this handle; empty when it is for reading only. */
    public Optional<Statistics> statistics() {
        return writing.map(Writing::statistics);
    }

    /**
     * The record whose header stands at an offset, whether the index leads to it or not; empty when none does. Read
     * without a lock; depth and position are not known.
     */
    public Optional<Entry> at(long offset, Fetch fetch) {
        return reading.at(offset, fetch);
    }

    /** All records from a position on, of the view taken last. */
    public RecordCursor cursor(Position from, Fetch fetch) {
        return reading.cursor(from, fetch);
    }

    /** One pass over index and free lists, of a view taken now. */
    public Survey survey(Progress progress) {
        writing.ifPresent(own -> own.looking().giveBackRoom(Waiting.atMost(Duration.ZERO)));
        return reading.survey(progress);
    }

    /** Puts short shared locks around looks at the inside of the view taken last, as all reads of this file do. */
    public ReadGuard reads() {
        return reading.reads();
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

    /** Whether this process has the same file open by other handles too, under whatever name. */
    public boolean isShared() {
        return handle.map(OpenHandle::isShared).orElse(false);
    }

    /** Size of the file on disk as last looked at, bytes. */
    public long size() {
        return storage.size();
    }

    /**
     * Closes the file; does nothing when it is closed. A write transaction that is open is cancelled, read transactions of
     * this handle end; soft commits are written first.
     *
     * @throws tdb2.engine.error.StorageException when soft commits could not be written; it is closed all the same
     */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            try {
                kept.close();
                writing.ifPresent(Writing::close);
            } finally {
                source.close();
                handle.ifPresent(OpenHandle::close);
            }
        }
    }
}
