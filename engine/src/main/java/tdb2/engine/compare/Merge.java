package tdb2.engine.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tdb2.engine.Content;
import tdb2.engine.Editable;
import tdb2.engine.Fetch;
import tdb2.engine.StoreMode;
import tdb2.engine.Tdb;
import tdb2.engine.Transaction;
import tdb2.engine.ValueView;
import tdb2.engine.dump.Outcome;
import tdb2.engine.dump.Records;
import tdb2.engine.error.Conflict;
import tdb2.engine.error.ConflictException;
import tdb2.engine.error.DamagedException;
import tdb2.engine.error.Fault;
import tdb2.engine.event.Progress;
import tdb2.engine.query.Filter;
import tdb2.engine.query.Query;

/**
 * Takes records of one file over into another, all of them or none. Records that the other has with another value are
 * conflicts: nothing is changed then, unless they are to be written over. Nothing is deleted. For one thread.
 */
public final class Merge {

    /** Conflicts that are told; more are only counted. */
    private static final int TOLD = 100;

    private final Tdb from;
    private final Tdb into;
    private final boolean overwriting;
    private final List<Conflict> conflicts = new ArrayList<>();
    private long inserted;
    private long replaced;
    private long alike;
    private long differing;

    /**
     * What was done, or would be.
     *
     * @param inserted records the file did not have
     * @param replaced records it had with another value
     * @param alike records it had just so: left alone
     * @param conflicts records it has with another value, which keep it from being done; at most 100 of them
     * @param conflicting how many there are of those
     */
    public record Result(long inserted, long replaced, long alike, List<Conflict> conflicts, long conflicting) {

        public Result {
            conflicts = List.copyOf(conflicts);
        }
    }

    private Merge(Tdb from, Tdb into, boolean overwriting) {
        this.from = from;
        this.into = into;
        this.overwriting = overwriting;
    }

    /** Tells what {@link #run} would do; changes nothing. */
    public static Result plan(Tdb from, Filter wanted, Tdb into, boolean overwriting, Progress progress) {
        Merge merge = new Merge(from, into, overwriting);
        merge.pass(wanted, into, progress, false);
        return merge.result();
    }

    /**
     * Takes the wanted records over, in one transaction.
     *
     * @param into opened for writing
     * @throws ConflictException when records are there with another value and {@code overwriting} was not said: nothing
     *             has changed
     * @throws DamagedException when not all of the wanted records could be read: nothing has changed
     * @throws tdb2.engine.error.RefusedException as {@link Tdb#begin()} throws it
     */
    public static Result run(Tdb from, Filter wanted, Tdb into, boolean overwriting, Progress progress) {
        Merge merge = new Merge(from, into, overwriting);
        try (Transaction transaction = into.begin()) {
            merge.pass(wanted, transaction, progress, true);
            merge.requireNoConflicts();
            transaction.commit();
        }
        return merge.result();
    }

    private void pass(Filter wanted, Editable records, Progress progress, boolean changing) {
        Outcome outcome;
        try {
            outcome = Records.pass(from, Query.of(wanted), Fetch.RECORDS, progress,
                    entry -> take(entry.key(), entry.value().bytes(), records, changing));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!outcome.faults().isEmpty()) {
            throw new DamagedException(outcome.faults().getFirst());
        }
    }

    private void take(byte[] key, byte[] value, Editable records, boolean changing) {
        Optional<Boolean> same = records.parse(key, view -> view.length() == value.length
                && Arrays.equals(view.bytes(), value));
        if (same.isPresent() && same.get()) {
            alike++;
        } else if (same.isPresent() && !overwriting) {
            differing++;
            if (conflicts.size() < TOLD) {
                conflicts.add(new Conflict(key, Optional.of(value), records.parse(key, ValueView::bytes)));
            }
        } else {
            inserted += same.isEmpty() ? 1 : 0;
            replaced += same.isEmpty() ? 0 : 1;
            if (changing) {
                records.store(key, Content.of(value), StoreMode.REPLACE);
            }
        }
    }

    private void requireNoConflicts() {
        if (differing > 0) {
            throw new ConflictException(new Fault(into.name(), Fault.NOWHERE,
                    "records that are not there, or with the same value",
                    differing + " with another value", "nothing was changed; take fewer, or write over them "
                            + "(--overwrite)"),
                    conflicts);
        }
    }

    private Result result() {
        return new Result(inserted, replaced, alike, conflicts, differing);
    }
}
