package tdb2.engine;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import tdb2.engine.dialect.WritableAssembly;
import tdb2.engine.error.Fault;
import tdb2.engine.error.RefusedException;
import tdb2.engine.inspect.Position;
import tdb2.engine.storage.WriteSet;
import tdb2.engine.transaction.Commits;
import tdb2.engine.transaction.Durability;

/**
 * A write transaction: what is done in it is seen by it alone until it is committed, and then by all at once; after a
 * crash all of it is there or nothing. Others may read meanwhile, but not write. Closing it cancels it, unless it was
 * committed.
 *
 * <p>
 * Belongs to the thread that began it: every method refuses all others, but for {@link #close()} of the database.
 */
public final class Transaction implements Editable, AutoCloseable {

    private final Commits committer;
    private final WriteSet changes;
    private final WritableAssembly file;
    private final Operations operations;
    private final TransactionOptions options;
    private final Consumer<Transaction> ended;
    private final Thread owner = Thread.currentThread();
    private final String name;
    private State state = State.OPEN;
    private String ruined = "";
    private int depth;

    private enum State {
        OPEN, PREPARED, OVER
    }

    /**
     * @param changes what it writes to; begun by the committer
     * @param file put together over the changes
     * @param ended told of it when it is over: maybe later than the next one has begun
     */
    Transaction(Commits committer, WriteSet changes, WritableAssembly file, Operations operations,
            TransactionOptions options, Consumer<Transaction> ended) {
        this.committer = committer;
        this.changes = changes;
        this.file = file;
        this.operations = operations;
        this.options = options;
        this.ended = ended;
        this.name = changes.name();
        options.longest().ifPresent(longest -> CompletableFuture
                .delayedExecutor(longest.toNanos(), TimeUnit.NANOSECONDS).execute(this::expire));
    }

    String name() {
        return name;
    }

    boolean isOfThisThread() {
        return Thread.currentThread().equals(owner);
    }

    /** Waits for whoever ends it at this moment. */
    synchronized boolean isOver() {
        return state == State.OVER;
    }

    boolean allowsNesting() {
        return options.nesting();
    }

    synchronized void nest() {
        depth++;
    }

    /** Gives the value of a key to a reader; see {@link Tdb#parse}. */
    @Override
    public synchronized <T> Optional<T> parse(byte[] key, Function<ValueView, T> reader) {
        require(State.OPEN, State.PREPARED);
        return operations.parse(key, reader);
    }

    /**
     * Stores a value; see {@link Tdb#store(byte[], Content, StoreMode)}.
     *
     * @throws RefusedException when the transaction has grown beyond its limit: it is cancelled then
     */
    @Override
    public boolean store(byte[] key, Content value, StoreMode mode) {
        return change(() -> operations.store(key, value, mode));
    }

    /** Adds bytes to the end of a value; see {@link Tdb#append}. */
    @Override
    public void append(byte[] key, Content more) {
        change(() -> {
            operations.append(key, more);
            return true;
        });
    }

    /** Deletes a record; whether it was there. */
    @Override
    public boolean delete(byte[] key) {
        return change(() -> operations.delete(key));
    }

    /** Deletes all records. */
    @Override
    public void wipe() {
        change(() -> {
            operations.wipe();
            return true;
        });
    }

    /** Passes all records, as they are in the transaction; see {@link Tdb#traverse}. */
    @Override
    public long traverse(Fetch fetch, Predicate<Entry> visitor) {
        RecordCursor cursor;
        synchronized (this) {
            require(State.OPEN, State.PREPARED);
            cursor = new RecordCursor(file.reading(),
                    SharedReads.alone(changes, file.reading().locks()), Position.START, fetch);
        }
        long passed = 0;
        boolean more = true;
        while (more && advances(cursor)) {
            passed++;
            more = visitor.test(cursor.entry());
        }
        return passed;
    }

    /** What was cancelled meanwhile, for its age or by who passes the records, is not read any more: others may write. */
    private synchronized boolean advances(RecordCursor cursor) {
        require(State.OPEN, State.PREPARED);
        return cursor.next();
    }

    /**
     * What it changes so far, page by page, ascending: the bytes before it began and those it has now.
     *
     * @param most pages that are told; above 0
     * @throws RefusedException when it is over, or of another thread
     */
    public synchronized List<PageChange> pages(int most) {
        require(State.OPEN, State.PREPARED);
        return PageChange.of(changes, most);
    }

    private synchronized <T> T change(Supplier<T> operation) {
        require(State.OPEN);
        try {
            return operation.get();
        } catch (RuntimeException | Error e) {
            ruined = String.valueOf(e.getMessage());
            if (changes.isFull()) {
                end(() -> committer.cancel(changes));
            }
            throw e;
        }
    }

    private void require(State... allowed) {
        if (!isOfThisThread()) {
            throw refused("the thread " + owner.getName(), Thread.currentThread().getName(),
                    "a transaction belongs to one thread");
        }
        for (State one : allowed) {
            if (state == one) {
                return;
            }
        }
        throw refused("a transaction that is open", ruined.isEmpty() ? "one that is " + word() : ruined,
                "begin a new one");
    }

    private String word() {
        return state == State.PREPARED ? "prepared" : "over";
    }

    private RefusedException refused(String expected, String found, String advice) {
        return new RefusedException(new Fault(name, Fault.NOWHERE, expected, found, advice));
    }

    /**
     * Does all of a commit that can fail for want of room; what remains is {@link #commit()} or {@link #cancel()}.
     *
     * @throws tdb2.engine.error.StorageException when the disk is full; it can still be cancelled
     */
    public synchronized void prepare() {
        require(State.OPEN);
        requireSound();
        if (depth == 0) {
            committer.prepare(changes);
            state = State.PREPARED;
        }
    }

    private void requireSound() {
        if (!ruined.isEmpty()) {
            throw refused("a transaction in which all went well", ruined, "cancel it and begin a new one");
        }
    }

    /** Commits: when this returns, all see it and no crash takes it back. Throws what the other throws. */
    public long commit() {
        return commit(Durability.SYNC);
    }

    /**
     * Commits. The transaction is over then, whatever comes of it; an inner one only leaves its work to the outer one.
     *
     * @return number of the commit, for {@link Tdb#syncUpTo}; several transactions may share one
     * @throws RefusedException when an operation or an inner transaction was not completed; it is cancelled then
     * @throws tdb2.engine.error.StorageException when it could not be written. Was it for a failed sync, nobody knows
     *             whether it is on the disk, and the file takes no more writes before it is recovered. Could it only
     *             not be made visible, that is what is said, and whoever uses the file next does so
     */
    public synchronized long commit(Durability durability) {
        require(State.OPEN, State.PREPARED);
        if (depth > 0) {
            depth--;
            return committer.visible();
        }
        if (!ruined.isEmpty()) {
            end(() -> committer.cancel(changes));
            requireSound();
        }
        long[] number = new long[1];
        end(() -> number[0] = committer.commit(changes, durability));
        return number[0];
    }

    /** Gives the transaction up. When it is an inner one, the outer one can no longer be committed. */
    public synchronized void cancel() {
        require(State.OPEN, State.PREPARED);
        if (depth > 0) {
            depth--;
            ruined = "an inner transaction that was cancelled";
        } else {
            end(() -> committer.cancel(changes));
        }
    }

    /** Cancels, unless it is over; does nothing for an inner one that was committed or cancelled. */
    @Override
    public synchronized void close() {
        if (state != State.OVER && depth == 0) {
            end(() -> committer.cancel(changes));
        }
    }

    /** Cancelled for its age, from another thread. */
    private synchronized void expire() {
        if (state != State.OVER) {
            ruined = "a transaction that was cancelled for its age";
            end(() -> committer.cancel(changes));
        }
    }

    /** Cancelled because its database is closed, from any thread. */
    synchronized void abandon() {
        if (state != State.OVER) {
            ruined = "a transaction that was cancelled when its database was closed";
            end(() -> committer.cancel(changes));
        }
    }

    private void end(Runnable how) {
        state = State.OVER;
        try {
            how.run();
        } finally {
            ended.accept(this);
        }
    }
}
