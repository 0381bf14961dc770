package tdb2.engine;

import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import tdb2.engine.dialect.Assembly;
import tdb2.engine.dialect.Batch;
import tdb2.engine.dialect.WritableAssembly;
import tdb2.engine.error.Fault;
import tdb2.engine.error.RefusedException;
import tdb2.engine.error.TdbException;
import tdb2.engine.lock.KeptLocks;
import tdb2.engine.lock.Waiting;

/**
 * The writing side of a {@link Tdb} that was opened for it: single operations and transactions, each given only to those
 * threads that may have it now. Safe for several threads.
 */
final class Writing {

    /** How long closing waits for a lock that giving back room needs. */
    private static final Duration CLOSING = Duration.ofSeconds(1);

    private final WritableAssembly file;
    private final OpenOptions options;
    private final Set<Flag> flags;
    private final KeptLocks kept;
    private final Operations operations;
    private final Transactions transactions;

    /**
     * @param flags switched by others at any time
     * @param kept the locks that callers keep
     * @param waiting made for each operation: how long it may wait for its locks
     */
    Writing(WritableAssembly file, OpenOptions options, Set<Flag> flags, KeptLocks kept, Supplier<Waiting> waiting) {
        this.file = file;
        this.options = options;
        this.flags = flags;
        this.kept = kept;
        this.operations =
                new Operations(file.with(new KeptBatch(file.batch(), kept)), kept, waiting, flags, options.trace());
        this.transactions = new Transactions(file, options, flags, waiting);
    }

    /** The parts that read, as writers see them. */
    Assembly reading() {
        return file.reading();
    }

    /** What is looked at under the first lock that a thread keeps. */
    Batch batch() {
        return file.batch();
    }

    /** Operations that change nothing. */
    Operations looking() {
        return operations;
    }

    /** Operations that this thread may change the file with, outside any transaction. */
    Operations operations() {
        requireWritable();
        transactions.requireNone();
        return operations;
    }

    /** Transactions that this thread may begin. */
    Transactions transactions() {
        requireWritable();
        if (kept.keepsHere()) {
            throw refused("a thread that keeps no locks", "one that does", "give them back before a transaction");
        }
        return transactions;
    }

    /** Throws when this thread must not change the file. */
    void requireWritable() {
        if (flags.contains(Flag.READ_ONLY)) {
            throw forReadingOnly(file.bytes().name());
        }
        if (kept.readsHere()) {
            throw refused("a thread that keeps no writer out", "one that keeps locks for reading",
                    "give them back first, or take them for writing");
        }
    }

    /** Throws when this thread has a transaction. */
    void requireNoTransactionHere() {
        transactions.requireNone();
    }

    /** Whether transactions can be begun on the file. */
    boolean hasTransactions() {
        return transactions.available();
    }

    /** Number of the last transaction that all see. */
    long committed() {
        return transactions.visible();
    }

    Statistics statistics() {
        return Statistics.of(file.counters());
    }

    /** Ends transactions and gives back room. What goes wrong with that costs a little room until a repack, and no more. */
    void close() {
        try {
            transactions.close();
        } finally {
            giveBackRoom();
        }
    }

    private void giveBackRoom() {
        try {
            operations.giveBackRoom(Waiting.atMost(CLOSING));
        } catch (TdbException e) {
            options.log().accept(e.fault());
        }
    }

    /** What is said to those who want to change a file by a handle that is not for it. */
    static RefusedException forReadingOnly(String name) {
        return refused(name, "a file opened for writing", "one opened for reading only",
                "open it for writing, or remove the flag READ_ONLY");
    }

    private RefusedException refused(String expected, String found, String advice) {
        return refused(file.bytes().name(), expected, found, advice);
    }

    private static RefusedException refused(String name, String expected, String found, String advice) {
        return new RefusedException(new Fault(name, Fault.NOWHERE, expected, found, advice));
    }
}
