package tdb2.engine;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import tdb2.engine.error.Fault;
import tdb2.engine.event.StructureListener;
import tdb2.engine.hash.HashChoice;
import tdb2.engine.lock.LockBackend;
import tdb2.engine.lock.LockFunctions;
import tdb2.engine.lock.LockListener;
import tdb2.engine.lock.Waiting;
import tdb2.engine.transaction.CommitSettings;

/**
 * How a file is opened: for reading unless {@link #forWriting()} says otherwise. Immutable; each method gives a changed
 * copy, so that options can be added without anybody noticing.
 */
public final class OpenOptions {

    /** For reading, the dialect's hash, mapped, with short shared locks that are never waited for. */
    public static final OpenOptions DEFAULT = new OpenOptions();
    /** For writing; every lock is waited for. */
    public static final OpenOptions WRITE = DEFAULT.forWriting();

    private HashChoice hash = new HashChoice.Automatic();
    private boolean mapped = true;
    private boolean locked = true;
    private boolean writable;
    private boolean waiting;
    private boolean clearsIfFirst;
    private Optional<Duration> patience = Optional.empty();
    private Runnable accessGuard = () -> {};
    private UnaryOperator<LockBackend> lockHook = UnaryOperator.identity();
    private UnaryOperator<LockFunctions> lockFunctions = UnaryOperator.identity();
    private LockListener lockListener = LockListener.NONE;
    private Consumer<Fault> log = _ -> {};
    private Optional<Consumer<Fault>> waits = Optional.empty();
    private Trace trace = Trace.NONE;
    private StructureListener structure = StructureListener.NONE;
    private Set<Flag> flags = Set.of();
    private UnaryOperator<CommitSettings> commits = UnaryOperator.identity();

    private OpenOptions() {}

    private OpenOptions changed(Consumer<OpenOptions> change) {
        OpenOptions copy = new OpenOptions();
        copy.hash = hash;
        copy.mapped = mapped;
        copy.locked = locked;
        copy.writable = writable;
        copy.waiting = waiting;
        copy.clearsIfFirst = clearsIfFirst;
        copy.patience = patience;
        copy.accessGuard = accessGuard;
        copy.lockHook = lockHook;
        copy.lockFunctions = lockFunctions;
        copy.lockListener = lockListener;
        copy.log = log;
        copy.waits = waits;
        copy.trace = trace;
        copy.structure = structure;
        copy.flags = flags;
        copy.commits = commits;
        change.accept(copy);
        return copy;
    }

    /** With this hash function; opening for writing is refused when it is not the file's. */
    public OpenOptions withHash(HashChoice choice) {
        return changed(o -> o.hash = Objects.requireNonNull(choice));
    }

    /** With positioned reads and writes instead of a mapping. */
    public OpenOptions withoutMap() {
        return changed(o -> o.mapped = false);
    }

    /** Without any lock: the caller knows that nobody else uses the file. */
    public OpenOptions withoutLocks() {
        return changed(o -> o.locked = false);
    }

    /** Called before every access to the file, on the thread that makes it; throws to forbid it. Must cost nothing. */
    public OpenOptions withAccessGuard(Runnable guard) {
        return changed(o -> o.accessGuard = Objects.requireNonNull(guard));
    }

    /** For reading and writing. Reads wait for their locks too. */
    public OpenOptions forWriting() {
        return changed(o -> {
            o.writable = true;
            o.waiting = true;
        });
    }

    /**
     * For writing, and <b>all records are deleted</b> if no other program has the file open in this way: what it holds is not
     * to outlast those who use it, as Samba's files of locks and sessions ({@code TDB_CLEAR_IF_FIRST}). A program that has
     * it open in another way does not count, and loses its records. TDB1 without mutexes alone; any other file is refused.
     * The log is told when records were deleted.
     */
    public OpenOptions clearingIfFirst() {
        return changed(o -> {
            o.writable = true;
            o.waiting = true;
            o.clearsIfFirst = true;
        });
    }

    /** Reads wait for their locks, instead of reading without where one is not granted at once. */
    public OpenOptions waitingForLocks() {
        return changed(o -> o.waiting = true);
    }

    /** Locks are waited for so long at most; an operation that does not get its own in time throws a LockException. */
    public OpenOptions withLockTimeout(Duration longest) {
        return changed(o -> o.patience = Optional.of(longest));
    }

    /** Lets the caller take part in every lock: gets the engine's own locks and gives those that are used. */
    public OpenOptions withLockHook(UnaryOperator<LockBackend> hook) {
        return changed(o -> o.lockHook = Objects.requireNonNull(hook));
    }

    /**
     * Lets the caller decide on every lock that is asked of the kernel: gets the functions that ask it, and gives those that
     * are used. They may refuse a lock, wait for it in their own way, or grant it without asking, since another process
     * holds it for them, say.
     */
    public OpenOptions withLockFunctions(UnaryOperator<LockFunctions> functions) {
        return changed(o -> o.lockFunctions = Objects.requireNonNull(functions));
    }

    /** Told of every lock that is waited for, granted, refused and given back, in the words of the dialect. */
    public OpenOptions withLockListener(LockListener listener) {
        return changed(o -> o.lockListener = Objects.requireNonNull(listener));
    }

    /**
     * Told of what is not as it should be but keeps nobody from working: what was found while the file was opened, and
     * later, on any thread, locks and handles that were forgotten, and waits for a lock that have got long.
     */
    public OpenOptions withLog(Consumer<Fault> listener) {
        return changed(o -> o.log = Objects.requireNonNull(listener));
    }

    /**
     * Told instead of the log, on the thread that waits, of each wait for a lock that has got long: who holds it and for how
     * long at least; again when it has become twice as long.
     */
    public OpenOptions withWaitLog(Consumer<Fault> listener) {
        return changed(o -> o.waits = Optional.of(listener));
    }

    /** Told of every operation. */
    public OpenOptions withTrace(Trace listener) {
        return changed(o -> o.trace = Objects.requireNonNull(listener));
    }

    /**
     * Told of what plain operations do to hash tree and free space; not of what a transaction does in its overlay. TDB1
     * and the buckets of NTDB tell nothing.
     */
    public OpenOptions withStructureListener(StructureListener listener) {
        return changed(o -> o.structure = Objects.requireNonNull(listener));
    }

    /** With these flags switched on; {@link Tdb#add} and {@link Tdb#remove} switch them later. */
    public OpenOptions withFlags(Flag... on) {
        Set<Flag> set = EnumSet.noneOf(Flag.class);
        set.addAll(Set.of(on));
        return changed(o -> o.flags = Set.copyOf(set));
    }

    /** With other settings for transactions than the standard ones. */
    public OpenOptions withCommits(UnaryOperator<CommitSettings> change) {
        return changed(o -> o.commits = Objects.requireNonNull(change));
    }

    /** Which hash function. */
    public HashChoice hash() {
        return hash;
    }

    /** Whether the file may be mapped into memory. */
    public boolean mapped() {
        return mapped;
    }

    /** Whether locks are taken. */
    public boolean locked() {
        return locked;
    }

    /** Whether the file is opened for writing. */
    public boolean writable() {
        return writable;
    }

    boolean clearsIfFirst() {
        return clearsIfFirst;
    }

    /** Whether reads wait for their locks. */
    public boolean waiting() {
        return waiting;
    }

    /** How long locks are waited for at most; empty: for ever. */
    public Optional<Duration> lockTimeout() {
        return patience;
    }

    /** Called before every access to the file. */
    public Runnable accessGuard() {
        return accessGuard;
    }

    UnaryOperator<LockBackend> lockHook() {
        return lockHook;
    }

    UnaryOperator<LockFunctions> lockFunctions() {
        return lockFunctions;
    }

    LockListener lockListener() {
        return lockListener;
    }

    Consumer<Fault> log() {
        return log;
    }

    Trace trace() {
        return trace;
    }

    StructureListener structure() {
        return structure;
    }

    CommitSettings commits() {
        return commits.apply(CommitSettings.standard(log));
    }

    Set<Flag> flags() {
        return flags;
    }

    /** How long an operation that begins now may wait for its locks. */
    Waiting patience() {
        return lockTimeout().map(Waiting::atMost).orElse(Waiting.FOREVER).toldTo(waits.orElse(log));
    }
}
