package tdb2.ui.records;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import tdb2.engine.Entry;
import tdb2.engine.Fetch;
import tdb2.engine.RecordCursor;
import tdb2.engine.Tdb;
import tdb2.engine.error.Fault;
import tdb2.engine.event.Progress;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.inspect.Position;
import tdb2.ui.widgets.PageLoader;
import tdb2.ui.widgets.PagedRows;

/**
 * The records a table lists, all or those a filter lets through: one thread scans, and pages of what was found so far
 * can be read meanwhile. Never called on the event thread; safe for several others.
 */
abstract sealed class RecordList implements PageLoader.Source<List<RecordRow>> {

    /**
     * How far a scan is.
     *
     * @param listed rows found
     * @param scanned records looked at
     * @param faults what could not be read
     * @param inFlux whether others could have been writing meanwhile
     * @param complete whether the scan reached its end
     * @param capped whether there are more rows than are listed
     */
    record State(long listed, long scanned, List<Fault> faults, boolean inFlux, boolean complete, boolean capped) {
        static final State START = new State(0, 0, List.of(), false, false, false);
    }

    /** Told how far a scan is, now and then, on the thread that scans. */
    interface Watcher {
        void scanned(State state);
    }

    private static final long TELL_NANOS = 120_000_000;

    final Tdb tdb;

    private RecordList(Tdb tdb) {
        this.tdb = tdb;
    }

    /** All records. */
    static RecordList all(Tdb tdb) {
        return new All(tdb);
    }

    /** The records a filter lets through. */
    static RecordList filtered(Tdb tdb, RecordFilter filter) {
        return new Filtered(tdb, filter);
    }

    /** Walks the whole file; called once. Throws when the progress says so. */
    final void scan(Progress progress, Watcher watcher) {
        var cursor = tdb.cursor(Position.START, fetch());
        long scanned = 0;
        long told = System.nanoTime() - 2 * TELL_NANOS;
        boolean room = true;
        while (room && cursor.next()) {
            scanned++;
            room = take(cursor.entry(), scanned);
            if ((scanned & 63) == 0) {
                progress.check(tdb.name(), cursor.done(), cursor.total());
                if (System.nanoTime() - told > TELL_NANOS) {
                    told = System.nanoTime();
                    watcher.scanned(state(cursor, scanned, false, false));
                }
            }
        }
        watcher.scanned(state(cursor, scanned, true, !room));
    }

    private State state(RecordCursor cursor, long scanned, boolean complete, boolean capped) {
        return new State(listed(), scanned, cursor.faults(), cursor.inFlux(), complete, capped);
    }

    /** The row of a record, as far as the scan has come; may read a little. */
    abstract OptionalLong rowOf(RecordHeader record, OptionalLong hash);

    abstract Fetch fetch();

    /** Takes note of a record; false when there is no room for more. */
    abstract boolean take(Entry entry, long ordinal);

    abstract long listed();

    private static final class All extends RecordList {
        private final Checkpoints checkpoints = new Checkpoints();
        private volatile long listed;

        All(Tdb tdb) {
            super(tdb);
        }

        @Override
        Fetch fetch() {
            return new Fetch(0, 0, true);
        }

        @Override
        boolean take(Entry entry, long ordinal) {
            if (ordinal % PagedRows.PAGE == 0) {
                checkpoints.add(entry.position());
            }
            listed = ordinal;
            return true;
        }

        @Override
        long listed() {
            return listed;
        }

        @Override
        public List<RecordRow> read(long page) {
            return rows(page, Fetch.preview(RecordRow.PREVIEW));
        }

        private List<RecordRow> rows(long page, Fetch fetch) {
            var rows = new ArrayList<RecordRow>();
            var cursor = tdb.cursor(checkpoints.get(page), fetch);
            while (rows.size() < PagedRows.PAGE && cursor.next()) {
                rows.add(RecordRow.of(cursor.entry()));
            }
            return rows;
        }

        @Override
        OptionalLong rowOf(RecordHeader record, OptionalLong hash) {
            if (hash.isEmpty()) {
                return rowFrom(0, checkpoints.count(), record.offset());
            }
            int partition = tdb.view().assembly().index().partitionOf(hash.getAsLong());
            return rowFrom(checkpoints.firstPageOf(partition), checkpoints.firstPageOf(partition + 1) + 1,
                    record.offset());
        }

        private OptionalLong rowFrom(int first, int end, long offset) {
            for (int page = first; page < end; page++) {
                var rows = rows(page, new Fetch(0, 0, true));
                for (int i = 0; i < rows.size(); i++) {
                    if (rows.get(i).header().offset() == offset) {
                        return OptionalLong.of((long) page * PagedRows.PAGE + i);
                    }
                }
            }
            return OptionalLong.empty();
        }
    }

    private static final class Filtered extends RecordList {
        private final RecordFilter filter;
        private final Matches matches = new Matches();

        Filtered(Tdb tdb, RecordFilter filter) {
            super(tdb);
            this.filter = filter;
        }

        @Override
        Fetch fetch() {
            return filter.fetch();
        }

        @Override
        boolean take(Entry entry, long ordinal) {
            return !filter.matches(entry) || matches.add(entry.header().offset(), entry.depth());
        }

        @Override
        long listed() {
            return matches.count();
        }

        @Override
        public List<RecordRow> read(long page) {
            var rows = new ArrayList<RecordRow>();
            int first = Math.toIntExact(page * PagedRows.PAGE);
            int end = Math.min(first + PagedRows.PAGE, matches.count());
            for (int i = first; i < end; i++) {
                long offset = matches.offset(i);
                int depth = matches.depth(i);
                rows.add(tdb.at(offset, Fetch.preview(RecordRow.PREVIEW))
                        .map(entry -> new RecordRow(entry.header(), depth, entry.key(), entry.value().preview()))
                        .orElseGet(() -> RecordRow.gone(offset)));
            }
            return rows;
        }

        @Override
        OptionalLong rowOf(RecordHeader record, OptionalLong hash) {
            return matches.rowOf(record.offset());
        }
    }
}
