package tdb2.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tdb2.engine.dialect.Assembly;
import tdb2.engine.dialect.Dialects;
import tdb2.engine.dialect.Relayout;
import tdb2.engine.dialect.Surroundings;
import tdb2.engine.dialect.WritableAssembly;
import tdb2.engine.dialect.WritingDialects;
import tdb2.engine.error.Fault;
import tdb2.engine.error.RefusedException;
import tdb2.engine.error.TdbException;
import tdb2.engine.event.Progress;
import tdb2.engine.inspect.Position;
import tdb2.engine.lock.NoLocks;
import tdb2.engine.lock.Waiting;
import tdb2.engine.storage.Storage;
import tdb2.engine.storage.WritableStorage;
import tdb2.engine.storage.WriteSet;
import tdb2.engine.transaction.Commits;
import tdb2.engine.transaction.Durability;

/** The transactions of one open file: which thread runs which, and how they begin and end. Safe for several threads. */
final class Transactions {

    private final WritableStorage storage;
    private final Optional<? extends Commits> committer;
    private final Relayout relayout;
    private final OpenOptions options;
    private final Set<Flag> flags;
    private final Supplier<Waiting> waiting;
    private final Map<Thread, ReadTransaction> readers = new ConcurrentHashMap<>();
    private final AtomicReference<Optional<Transaction>> current = new AtomicReference<>(Optional.empty());

    /**
     * @param file open for writing
     * @param waiting made for each transaction: how long it may wait to begin
     */
    Transactions(WritableAssembly file, OpenOptions options, Set<Flag> flags, Supplier<Waiting> waiting) {
        this.storage = file.bytes().storage();
        this.committer = file.transactions();
        this.relayout = file.relayout();
        this.options = options;
        this.flags = flags;
        this.waiting = waiting;
    }

    private Commits committer() {
        return committer.map(Commits.class::cast)
                .orElseThrow(() -> new RefusedException(new Fault(storage.name(), 136, "format variant 1",
                        "variant 0, which has no transactions", "convert makes a file of variant 1 of it")));
    }

    private RefusedException refused(String expected, String found, String advice) {
        return new RefusedException(new Fault(storage.name(), Fault.NOWHERE, expected, found, advice));
    }

    /** Whether the file has any. */
    boolean available() {
        return committer.isPresent();
    }

    /** Throws when this thread must not write plainly now. */
    void requireNone() {
        if (runsHere()) {
            throw refused("an operation of the transaction itself", "a plain one of the thread that runs it",
                    "use the transaction's own methods until it is over");
        }
        requireNoReader();
    }

    private void requireNoReader() {
        if (readers.containsKey(Thread.currentThread())) {
            throw refused("a thread that does not keep writers out", "one with an open read transaction",
                    "close the read transaction first");
        }
    }

    private boolean runsHere() {
        return current.get().filter(Transaction::isOfThisThread).isPresent();
    }

    Transaction begin(TransactionOptions wanted) {
        Commits commits = committer();
        requireNoReader();
        if (runsHere()) {
            Transaction outer = current.get().orElseThrow();
            if (!outer.allowsNesting()) {
                throw refused("no transaction in this thread", "one that is open and does not allow others inside it",
                        "end it first, or allow nesting when it begins");
            }
            outer.nest();
            return outer;
        }
        WriteSet changes = commits.begin(wanted.bytes(), waiting.get());
        boolean begun = false;
        try {
            WritableAssembly file = overlay(changes);
            Operations operations = new Operations(file, new NoLocks(), waiting, flags, options.trace());
            Transaction transaction = new Transaction(commits, changes, file, operations, wanted, this::ended);
            current.set(Optional.of(transaction));
            begun = true;
            if (transaction.isOver()) { // cancelled for its age before it was known here
                ended(transaction);
            }
            return transaction;
        } finally {
            if (!begun) {
                commits.cancel(changes);
            }
        }
    }

    /** A file that is to be laid out anew and cannot be is as good as it was. */
    private void ended(Transaction transaction) {
        // the next one may have begun while this one waited for the disk
        current.updateAndGet(now -> now.filter(one -> one != transaction));
        if (committer().wantsRepack()) {
            try {
                repack(Progress.NONE);
            } catch (TdbException e) {
                options.log().accept(e.fault());
            }
        }
    }

    ReadTransaction beginRead() {
        Thread reader = Thread.currentThread();
        if (runsHere()) {
            throw refused("no transaction in this thread", "an open write transaction", "read in that one");
        }
        requireNoReader();
        Commits.Share share = committer().share("the read transaction of " + reader.getName() + " #"
                + reader.threadId(), waiting.get());
        boolean begun = false;
        try {
            Assembly assembly = Dialects.assemble(storage, options.hash(), Surroundings.NONE);
            ReadTransaction reading = new ReadTransaction(storage, assembly, share, () -> readers.remove(reader));
            readers.put(reader, reading);
            begun = true;
            return reading;
        } finally {
            if (!begun) {
                share.close();
            }
        }
    }

    /**
     * Lays all records out anew, side by side, and cuts the file off behind them. Where that does not make it shorter, it has
     * become longer by the room of a bundle with all of them; laid out once more it is rid of that.
     */
    RepackResult repack(Progress progress) {
        Commits commits = committer();
        requireNone();
        storage.refresh();
        long before = storage.size();
        long[] records = new long[1];
        Optional<Consumer<WriteSet>> further = layOut(commits, records, progress);
        further.ifPresent(work -> alone(commits, work));
        storage.refresh();
        if (further.isPresent() || (relayout.cutsOff() && storage.size() > before)) {
            layOut(commits, records, Progress.NONE);
            storage.refresh();
        }
        return new RepackResult(before, storage.size(), records[0]);
    }

    private Optional<Consumer<WriteSet>> layOut(Commits commits, long[] records, Progress progress) {
        AtomicReference<Optional<Consumer<WriteSet>>> further = new AtomicReference<>(Optional.empty());
        alone(commits, changes -> {
            WriteSet state = new WriteSet(changes);
            further.set(relayout.clear(overlay(state)));
            records[0] = refill(changes, overlay(state), progress);
            changes.absorb(state);
        });
        return further.get();
    }

    private WritableAssembly overlay(WritableStorage state) {
        return WritingDialects.overlay(state, options.hash(), new NoLocks());
    }

    private void alone(Commits commits, Consumer<WriteSet> work) {
        WriteSet changes = commits.begin(Long.MAX_VALUE, waiting.get());
        boolean done = false;
        try {
            work.accept(changes);
            done = true;
        } finally {
            if (!done) {
                commits.cancel(changes);
            }
        }
        commits.commit(changes, Durability.SYNC);
    }

    /** Stores all records of one state in another. */
    private long refill(Storage from, WritableAssembly to, Progress progress) {
        Operations operations = new Operations(to, new NoLocks(), waiting, Set.of(), Trace.NONE);
        Assembly old = Dialects.assemble(from, options.hash(), Surroundings.NONE);
        RecordCursor cursor = new RecordCursor(old, SharedReads.alone(from, old.locks()),
                Position.START, Fetch.RECORDS);
        long records = 0;
        while (cursor.next()) {
            Entry entry = cursor.entry();
            operations.store(entry.key(), Content.of(entry.value().bytes()), StoreMode.REPLACE);
            records++;
            progress.check(from.name(), cursor.done(), cursor.total());
        }
        relayout.trim(to);
        return records;
    }

    void syncUpTo(long sequence) {
        if (sequence > visible()) {
            requireNoReader(); // the commit would wait for the reader, and that for the commit
        }
        committer.ifPresent(commits -> commits.syncUpTo(sequence));
    }

    long visible() {
        return committer.map(Commits::visible).orElse(0L);
    }

    /** Ends read transactions, cancels what runs, writes what soft commits have left, and settles. */
    void close() {
        List.copyOf(readers.values()).forEach(ReadTransaction::close); // what is left to be written waits for them
        current.get().ifPresent(Transaction::abandon);
        committer.ifPresent(Commits::close);
    }
}
