package tdb2.engine.transaction;

import java.util.Optional;
import tdb2.engine.error.Fault;
import tdb2.engine.lock.ByteRange;
import tdb2.engine.lock.LockBackend;
import tdb2.engine.lock.LockBackend.Mode;
import tdb2.engine.lock.LockMap;
import tdb2.engine.lock.Waiting;
import tdb2.engine.posix.Posix;

/**
 * The locks of transactions on one file (spec commit-protocol, "Lock order"), each held by an owner of its own and not by
 * the thread that asks, since a commit may be finished by another thread than the one that began it.
 *
 * <pre>
 *  write transaction   transaction (write)   all records (read)
 *  apply                                     gate (write), all records (upgraded to write)
 *  read transaction                          gate (read) for a moment, all records (read)
 *  recovery            transaction (write)   gate (write), all records (write)
 * </pre>
 *
 * With an undo area, as the C libraries have it (spec c-formats, section 1):
 *
 * <pre>
 *  write transaction   transaction (write)   all records (read)
 *  commit                                    all records (upgraded to write), open (write)
 *  read transaction                          all records (read)
 *  recovery                                  all records (write), open (write); at an open, open (write) alone
 * </pre>
 *
 * @param backend the locks, as the owner sees them
 * @param map which ranges they are
 */
record TransactionLocks(LockBackend backend, LockMap map) {

    /** The locks of an owner; its text names it in messages. */
    static TransactionLocks of(LockBackend backend, LockMap map, Object owner) {
        return new TransactionLocks(backend.ownedBy(owner), map);
    }

    /** The same for an owner who shares first and is alone later. */
    TransactionLocks upgradable() {
        return new TransactionLocks(backend.upgradable(), map);
    }

    void transaction(Waiting waiting) {
        backend.lock(map.transaction(), Mode.WRITE, waiting.toldAs(wait -> new Fault(wait.file(), wait.offset(),
                "a transaction to begin", wait.found(), wait.advice())));
    }

    boolean tryTransaction() {
        return backend.tryLock(map.transaction(), Mode.WRITE);
    }

    void endTransaction() {
        backend.unlock(map.transaction());
    }

    /** Keeps plain writers and commits out. */
    void share(Waiting waiting) {
        backend.lock(map.allRecords(), Mode.READ, waiting);
    }

    void endShare() {
        backend.unlock(map.allRecords());
    }

    /** Waits at the gate for a commit that is being applied, then shares. */
    void shareThroughGate(Waiting waiting) {
        Optional<ByteRange> gate = map.gate();
        gate.ifPresent(range -> backend.lock(range, Mode.READ, waiting));
        try {
            share(waiting);
        } finally {
            gate.ifPresent(backend::unlock);
        }
    }

    /**
     * Closes the gate to new read transactions, waits for those inside, runs something alone with the file, and opens the
     * gate. Where locks are not upgraded in one step it leaves the gate alone: a transaction keeps all others out already,
     * and who waits for that may stand in the gate.
     */
    void exclusively(Waiting waiting, Runnable work) {
        Optional<ByteRange> gate = Posix.upgradesLocks() ? map.gate() : Optional.empty();
        gate.ifPresent(range -> backend.lock(range, Mode.WRITE, waiting));
        try {
            backend.lock(map.allRecords(), Mode.WRITE, waiting);
            try {
                work.run();
            } finally {
                backend.unlock(map.allRecords());
            }
        } finally {
            gate.ifPresent(backend::unlock);
        }
    }

    /** Keeps everybody out, those who would open the file included. */
    void closeFile(Waiting waiting) {
        backend.lock(map.allRecords(), Mode.WRITE, waiting);
        boolean done = false;
        try {
            backend.lock(map.open(), Mode.WRITE, waiting);
            done = true;
        } finally {
            if (!done) {
                backend.unlock(map.allRecords());
            }
        }
    }

    void endCloseFile() {
        backend.unlock(map.open());
        backend.unlock(map.allRecords());
    }
}
