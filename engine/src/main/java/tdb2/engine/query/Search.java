package tdb2.engine.query;

import java.util.List;
import tdb2.engine.Entry;
import tdb2.engine.Fetch;
import tdb2.engine.RecordCursor;
import tdb2.engine.Tdb;
import tdb2.engine.dialect.Assembly;
import tdb2.engine.error.Fault;
import tdb2.engine.error.RefusedException;
import tdb2.engine.event.Progress;
import tdb2.engine.format.Block;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.inspect.Faults;
import tdb2.engine.inspect.Position;

/**
 * Finds the records of a query: walks the file once, then sorts what it found. What was found so far can be read
 * meanwhile, in the order of the index. Holds no lock between batches; memory is bounded by {@link Found#limit()}. Run
 * once, by one thread.
 */
public final class Search {

    /** What a search does at a time. */
    public enum Phase {
        SCANNING, SORTING, DONE
    }

    /**
     * How far a search is.
     *
     * @param found records found
     * @param scanned records looked at
     * @param faults what could not be read, or not be decided
     * @param inFlux whether others could have been writing meanwhile
     * @param phase what it does
     * @param capped whether there are more than are kept
     */
    public record State(long found, long scanned, List<Fault> faults, boolean inFlux, Phase phase, boolean capped) {}

    /** Told how far a search is, now and then, on its thread. */
    @FunctionalInterface
    public interface Watcher {
        void reached(State state);
    }

    private static final long TELL_NANOS = 120_000_000;
    private static final int CHECK = 64;

    private final Tdb tdb;
    private final Query query;
    private final boolean dead;
    private final int limit;
    private final Found found = new Found();
    private final LongColumn digits = new LongColumn();
    private final Faults faults = new Faults();
    private RecordCursor cursor;
    private long scanned;
    private boolean capped;

    /**
     * @param dead whether deleted records that are still in their chains count too
     */
    public Search(Tdb tdb, Query query, boolean dead) {
        this(tdb, query, dead, Found.limit());
    }

    Search(Tdb tdb, Query query, boolean dead, int limit) {
        this.tdb = tdb;
        this.query = query;
        this.dead = dead;
        this.limit = limit;
    }

    /** What was found so far. */
    public Found found() {
        return found;
    }

    /**
     * Walks the file, sorts, and tells how far it is.
     *
     * @throws RefusedException when more records than are kept would have to be sorted: the beginning of a part is not the
     *             beginning of all
     * @throws tdb2.engine.error.CancelledException when the progress says so
     */
    public State run(Progress progress, Watcher watcher) {
        scan(progress, watcher);
        if (query.order().by() != Order.By.INDEX) {
            watcher.reached(state(Phase.SORTING));
            sort(progress);
        }
        State last = state(Phase.DONE);
        watcher.reached(last);
        return last;
    }

    private void scan(Progress progress, Watcher watcher) {
        boolean sorted = query.order().by() != Order.By.INDEX;
        cursor = tdb.cursor(Position.START,
                query.filter().fetch(new Fetch(Integer.MAX_VALUE, query.order().valueBytes(), dead)));
        long told = System.nanoTime() - 2 * TELL_NANOS;
        while (!capped && cursor.next()) {
            scanned++;
            if (wanted(cursor.entry(), progress)) {
                capped = found.count() == limit;
                if (!capped) {
                    take(cursor.entry(), sorted);
                } else if (sorted) {
                    throw tooMany();
                }
            }
            if (scanned % CHECK == 0) {
                progress.check(tdb.name(), cursor.done(), cursor.total());
                if (System.nanoTime() - told > TELL_NANOS) {
                    told = System.nanoTime();
                    watcher.reached(state(Phase.SCANNING));
                }
            }
        }
    }

    private RefusedException tooMany() {
        long expected = (long) (limit * 1.1 * cursor.total() / Math.max(1, cursor.done()));
        return new RefusedException(
                new Fault(tdb.name(), Fault.NOWHERE, "at most " + limit + " records to sort", "more",
                        "narrow them with a filter, or give the program more memory: about " + expected
                                + " records need TDB2_JAVA_OPTS=-Xmx" + Math.ceilDiv(Found.heapFor(expected), 1 << 20)
                                + "m"));
    }

    private boolean wanted(Entry entry, Progress progress) {
        try {
            return query.filter().takes(entry, progress);
        } catch (RefusedException undecided) {
            faults.add(undecided.fault());
            return false;
        }
    }

    private void take(Entry entry, boolean sorted) {
        found.add(entry.header().offset(), entry.position().partition(), entry.depth());
        if (sorted) {
            digits.add(query.order().digit(entry));
        }
    }

    private void sort(Progress progress) {
        Assembly assembly = tdb.view().assembly();
        boolean values = query.order().by() == Order.By.VALUE;
        Sorting sorting = new Sorting(digits, query.order().descending(),
                (index, round) -> digit(assembly, found.offset(index), values, round), tdb.name(), progress);
        found.arrange(sorting.run(query.order().by().bytes()));
    }

    /** A digit behind the first; of a record that went away meanwhile, one that ends it. */
    private static long digit(Assembly assembly, long offset, boolean value, int round) {
        if (!(assembly.blocks().at(assembly.bytes(), offset) instanceof Block.Used(RecordHeader record))) {
            return 0;
        }
        long start = (long) round * Digits.BYTES;
        long length = value ? record.valueLength() : record.keyLength();
        if (start >= length) {
            return 0;
        }
        long at = (value ? record.valueOffset() : record.keyOffset()) + start;
        byte[] bytes = assembly.bytes().bytes(at, (int) Math.min(Digits.BYTES, length - start));
        return Digits.of(bytes, 0, length - start);
    }

    private State state(Phase phase) {
        Faults all = new Faults();
        all.addAll(cursor.faults());
        all.addAll(faults.list());
        return new State(found.count(), scanned, all.list(), cursor.inFlux(), phase, capped);
    }
}
