package tdb2.engine.dump;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import tdb2.engine.Entry;
import tdb2.engine.Fetch;
import tdb2.engine.RecordCursor;
import tdb2.engine.Tdb;
import tdb2.engine.error.RefusedException;
import tdb2.engine.event.Progress;
import tdb2.engine.inspect.Faults;
import tdb2.engine.inspect.Position;
import tdb2.engine.inspect.LostRecords;
import tdb2.engine.query.Filter;
import tdb2.engine.query.Found;
import tdb2.engine.query.Order;
import tdb2.engine.query.Query;
import tdb2.engine.query.Search;

/**
 * Delivers the wanted records of an open file, one at a time, however many there are. Has no state: safe for several
 * threads.
 */
public final class Records {

    /** Receives a record. */
    @FunctionalInterface
    public interface Receiver {

        void record(Entry entry) throws IOException;
    }

    private Records() {}

    /**
     * Passes the wanted records in the order wanted. When all was sound, looks whether the index has lost any.
     *
     * @throws IOException what the receiver throws
     * @throws RefusedException when there are too many to sort
     */
    public static Outcome pass(Tdb tdb, Query query, Fetch fetch, Progress progress, Receiver receiver)
            throws IOException {
        Optional<byte[]> key = query.filter().onlyKey();
        if (key.isPresent() && tdb.view().refusesLookup().isEmpty()) {
            return one(tdb.find(key.get()), receiver);
        }
        if (query.order().by() != Order.By.INDEX) {
            return sorted(tdb, query, fetch, progress, receiver);
        }
        RecordCursor cursor = tdb.cursor(Position.START, query.filter().fetch(fetch));
        Outcome outcome = walk(tdb, cursor, query.filter(), progress, receiver);
        if (!outcome.faults().isEmpty() || cursor.inFlux()) {
            return outcome;
        }
        return new Outcome(outcome.records(), LostRecords.of(tdb.view().assembly(), cursor.reached(), Progress.NONE),
                false);
    }

    /** Finds and sorts places first; then reads each record again. */
    private static Outcome sorted(Tdb tdb, Query query, Fetch fetch, Progress progress, Receiver receiver)
            throws IOException {
        Search search = new Search(tdb, query, fetch.dead());
        Search.State state = search.run(progress, _ -> {});
        Faults faults = new Faults();
        faults.addAll(tdb.view().faults());
        faults.addAll(state.faults());
        long count = deliver(tdb, search.found(), fetch, progress, receiver);
        return new Outcome(count, faults.list(), state.inFlux());
    }

    /**
     * Delivers records that a search found, in its order; those that went away meanwhile are left out.
     *
     * @return how many were delivered
     * @throws IOException what the receiver throws
     */
    public static long deliver(Tdb tdb, Found found, Fetch fetch, Progress progress, Receiver receiver)
            throws IOException {
        long count = 0;
        for (int row = 0; row < found.count(); row++) {
            progress.check(tdb.name(), row, found.count());
            Optional<Entry> entry = tdb.at(found.offset(row), fetch);
            if (entry.isPresent() && (fetch.dead() || !entry.get().dead())) {
                receiver.record(entry.get());
                count++;
            }
        }
        return count;
    }

    /** Passes all records once more, without looking for lost ones. */
    static Outcome again(Tdb tdb, Fetch fetch, Progress progress, Receiver receiver) throws IOException {
        return walk(tdb, tdb.cursor(Position.START, fetch), Filter.ALL, progress, receiver);
    }

    private static Outcome walk(Tdb tdb, RecordCursor cursor, Filter wanted, Progress progress, Receiver receiver)
            throws IOException {
        Faults faults = new Faults();
        faults.addAll(tdb.view().faults());
        long count = 0;
        while (cursor.next()) {
            progress.check(tdb.name(), cursor.done(), cursor.total());
            if (takes(wanted, cursor.entry(), progress, faults)) {
                receiver.record(cursor.entry());
                count++;
            }
        }
        faults.addAll(cursor.faults());
        return new Outcome(count, faults.list(), cursor.inFlux());
    }

    private static boolean takes(Filter wanted, Entry entry, Progress progress, Faults faults) {
        try {
            return wanted.takes(entry, progress);
        } catch (RefusedException undecided) {
            faults.add(undecided.fault());
            return false;
        }
    }

    private static Outcome one(Optional<Entry> found, Receiver receiver) throws IOException {
        if (found.isPresent()) {
            receiver.record(found.get());
        }
        return new Outcome(found.isPresent() ? 1 : 0, List.of(), false);
    }
}
