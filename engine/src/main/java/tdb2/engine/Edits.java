package tdb2.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tdb2.engine.error.Conflict;
import tdb2.engine.error.ConflictException;
import tdb2.engine.error.Fault;
import tdb2.engine.lock.LockBackend.Mode;

/**
 * Changes of several records, all of them made or none. Every one says what its record must be before; when one is not,
 * nothing is changed and all that differ are told. Immutable.
 */
public final class Edits {

    private static final int SHOWN = 40;

    private final List<Edit> edits;

    private Edits(List<Edit> edits) {
        this.edits = List.copyOf(edits);
        Set<ByteBuffer> keys = new HashSet<>();
        for (Edit edit : this.edits) {
            if (!keys.add(ByteBuffer.wrap(edit.key()))) {
                throw new IllegalArgumentException("two edits of the record " + shown(edit.key()));
            }
        }
    }

    /** Throws {@link IllegalArgumentException} when a key comes twice. */
    public static Edits of(Edit... edits) {
        return new Edits(List.of(edits));
    }

    /** Throws {@link IllegalArgumentException} when a key comes twice. */
    public static Edits of(List<Edit> edits) {
        return new Edits(edits);
    }

    /** The edits, in their order. */
    public List<Edit> list() {
        return edits;
    }

    /** Whether there is nothing to do. */
    public boolean isEmpty() {
        return edits.isEmpty();
    }

    /** What takes all of it back. */
    public Edits inverse() {
        return new Edits(edits.reversed().stream().map(Edit::inverse).toList());
    }

    /**
     * Compares all and changes all. A single edit is one plain operation under the lock of its key. Several are one
     * transaction, so that a process killed in the middle leaves all or nothing too; in a file of variant 0, which has no
     * transactions, they are made under the lock of all records and undone when one of them fails.
     *
     * @throws ConflictException when records are not as expected: tells all of them; nothing has changed
     * @throws tdb2.engine.error.RefusedException when the handle is for reading only, this thread has a transaction or
     *             keeps locks, or a value there is too large for an array; nothing has changed
     * @throws tdb2.engine.error.StorageException when the disk is full: nothing has changed; or when it failed, and then
     *             see {@link Transaction#commit(tdb2.engine.transaction.Durability)}
     * @throws tdb2.engine.error.LockException when a lock was not granted in time; nothing has changed
     * @throws tdb2.engine.error.CancelledException when the wait for it was interrupted; nothing has changed
     */
    public void apply(Tdb tdb) {
        if (edits.size() > 1) {
            commit(tdb);
        } else if (!edits.isEmpty()) {
            Edit edit = edits.getFirst();
            try (RecordLock _ = tdb.locks().lock(Mode.WRITE, edit.key())) {
                requireExpected(tdb, tdb.name());
                edit.change(tdb);
            }
        }
    }

    /**
     * The same, but a single edit is a transaction too, so that when this returns no power cut takes it back. In a file
     * of variant 0, which has no transactions, nothing is made to last; throws what the other throws.
     */
    public void commit(Tdb tdb) {
        if (tdb.hasTransactions() && !edits.isEmpty()) {
            try (Transaction transaction = tdb.begin()) {
                applyTo(transaction);
                transaction.commit();
            }
        } else if (!edits.isEmpty()) {
            try (RecordLock _ = tdb.locks().lockAll(Mode.WRITE)) {
                requireExpected(tdb, tdb.name());
                changeOrUndo(tdb);
            }
        }
    }

    /**
     * Compares all and changes all inside a transaction, which goes on.
     *
     * @throws ConflictException when records are not as expected: tells all of them; nothing has changed
     * @throws tdb2.engine.error.RefusedException when the transaction is prepared, over, or of another thread
     */
    public void applyTo(Transaction transaction) {
        requireExpected(transaction, transaction.name());
        edits.forEach(edit -> edit.change(transaction));
    }

    private void requireExpected(Editable records, String file) {
        List<Conflict> conflicts = edits.stream().map(edit -> edit.conflict(records)).flatMap(Optional::stream)
                .toList();
        if (!conflicts.isEmpty()) {
            throw new ConflictException(new Fault(file, Fault.NOWHERE,
                    "%d record%s as last seen".formatted(edits.size(), edits.size() == 1 ? "" : "s"),
                    "%d that changed meanwhile, \"%s\" the first".formatted(conflicts.size(),
                            shown(conflicts.getFirst().key())),
                    "nothing was changed; look at what is there now, and decide again"), conflicts);
        }
    }

    /** What needs room comes first: a delete never fails for want of it, and what it frees is not taken by a store. */
    private void changeOrUndo(Tdb tdb) {
        List<Edit> ordered = Stream.concat(edits.stream().filter(edit -> edit.value().isPresent()),
                edits.stream().filter(edit -> edit.value().isEmpty())).toList();
        int done = 0;
        try {
            while (done < ordered.size()) {
                ordered.get(done).change(tdb);
                done++;
            }
        } catch (RuntimeException e) {
            undo(tdb, ordered.subList(0, done + 1), e);
            throw e;
        }
    }

    /** The last one may have been made or not. */
    private static void undo(Tdb tdb, List<Edit> made, RuntimeException reason) {
        for (Edit edit : made.reversed()) {
            try {
                if (edit.conflict(tdb).isPresent()) {
                    edit.inverse().change(tdb);
                }
            } catch (RuntimeException e) {
                reason.addSuppressed(e);
            }
        }
    }

    private static String shown(byte[] key) {
        String text = new String(key, 0, Math.min(key.length, SHOWN), ISO_8859_1).replaceAll("[^ -~]", ".");
        return key.length > SHOWN ? text + "..." : text;
    }
}
