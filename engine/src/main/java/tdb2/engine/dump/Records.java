package tdb2.engine.dump;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import tdb2.engine.Entry;
import tdb2.engine.Fetch;
import tdb2.engine.RecordCursor;
import tdb2.engine.Tdb;
import tdb2.engine.event.Progress;
import tdb2.engine.inspect.Faults;
import tdb2.engine.inspect.Position;
import tdb2.engine.inspect.LostRecords;

/** Delivers the wanted records of an open file, one at a time, however many there are. */
public final class Records {

    /** Receives a record. */
    @FunctionalInterface
    public interface Receiver {

        void record(Entry entry) throws IOException;
    }

    private Records() {}

    /**
     * Passes the wanted records in index order. When all was sound, looks whether the index has lost any.
     *
     * @throws IOException what the receiver throws
     */
    public static Outcome pass(Tdb tdb, Selection wanted, Fetch fetch, Progress progress, Receiver receiver)
            throws IOException {
        if (wanted instanceof Selection.Key(byte[] key) && tdb.view().refusesLookup().isEmpty()) {
            return one(tdb.find(key), receiver);
        }
        RecordCursor cursor = tdb.cursor(Position.START, fetch);
        Outcome outcome = walk(tdb, cursor, wanted, progress, receiver);
        if (!outcome.faults().isEmpty() || cursor.inFlux()) {
            return outcome;
        }
        return new Outcome(outcome.records(), LostRecords.of(tdb.view().assembly(), cursor.reached(), Progress.NONE),
                false);
    }

    /** Passes all records once more, without looking for lost ones. */
    static Outcome again(Tdb tdb, Fetch fetch, Progress progress, Receiver receiver) throws IOException {
        return walk(tdb, tdb.cursor(Position.START, fetch), Selection.ALL, progress, receiver);
    }

    private static Outcome walk(Tdb tdb, RecordCursor cursor, Selection wanted, Progress progress, Receiver receiver)
            throws IOException {
        Faults faults = new Faults();
        faults.addAll(tdb.view().faults());
        long count = 0;
        while (cursor.next()) {
            progress.check(tdb.name(), cursor.done(), cursor.total());
            if (wanted.takes(cursor.entry().key())) {
                receiver.record(cursor.entry());
                count++;
            }
        }
        faults.addAll(cursor.faults());
        return new Outcome(count, faults.list(), cursor.inFlux());
    }

    private static Outcome one(Optional<Entry> found, Receiver receiver) throws IOException {
        if (found.isPresent()) {
            receiver.record(found.get());
        }
        return new Outcome(found.isPresent() ? 1 : 0, List.of(), false);
    }
}
