package tdb2.ui.records;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import tdb2.engine.Fetch;
import tdb2.engine.RecordCursor;
import tdb2.engine.Tdb;
import tdb2.engine.dump.Records.Receiver;
import tdb2.engine.error.Fault;
import tdb2.engine.event.Progress;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.inspect.Position;
import tdb2.engine.query.Query;
import tdb2.engine.query.Search;
import tdb2.ui.widgets.PageLoader;
import tdb2.ui.widgets.PagedRows;
import tdb2.ui.widgets.RowRanges;

/**
 * The records a table lists, all as the index leads to them or those of a query: one thread scans, and pages of what was
 * found so far can be read meanwhile. Never called on the event thread; safe for several others.
 */
abstract sealed class RecordList implements PageLoader.Source<List<RecordRow>> {

    /**
     * How far a scan is.
     *
     * @param listed rows found
     * @param scanned records looked at
     * @param faults what could not be read
     * @param inFlux whether others could have been writing meanwhile
     * @param sorting whether all are found and being put in order
     * @param complete whether the scan reached its end
     * @param capped whether there are more rows than are listed
     */
    record State(long listed, long scanned, List<Fault> faults, boolean inFlux, boolean sorting, boolean complete,
            boolean capped) {
        static final State START = new State(0, 0, List.of(), false, false, false, false);
    }

    /** Told how far a scan is, now and then, on the thread that scans. */
    interface Watcher {
        void scanned(State state);
    }

    private static final long TELL_NANOS = 120_000_000;
    private static final Fetch PLACES = new Fetch(0, 0, true);

    final Tdb tdb;

    private RecordList(Tdb tdb) {
        this.tdb = tdb;
    }

    /** All records. */
    static RecordList all(Tdb tdb) {
        return new All(tdb);
    }

    /** The records of a query. */
    static RecordList of(Tdb tdb, Query query) {
        return new Searched(tdb, query);
    }

    /** Walks the whole file; called once. Throws when the progress says so. */
    abstract void scan(Progress progress, Watcher watcher);

    /** The row of a record, as far as the scan has come; may read a little. */
    abstract OptionalLong rowOf(RecordHeader record, OptionalLong hash);

    /** The rows of records at offsets, which are given in order; may read all places. */
    abstract RowRanges rowsOf(long[] sortedOffsets, Progress progress);

    /**
     * Reads the records of rows, in order; those that went away meanwhile are left out.
     *
     * @throws IOException what the receiver throws
     */
    abstract long each(RowRanges rows, Fetch fetch, Progress progress, Receiver receiver) throws IOException;

    private static final class All extends RecordList {
        private final Checkpoints checkpoints = new Checkpoints();

        All(Tdb tdb) {
            super(tdb);
        }

        @Override
        void scan(Progress progress, Watcher watcher) {
            var cursor = tdb.cursor(Position.START, PLACES);
            long listed = 0;
            long told = System.nanoTime() - 2 * TELL_NANOS;
            while (cursor.next()) {
                listed++;
                if (listed % PagedRows.PAGE == 0) {
                    checkpoints.add(cursor.entry().position());
                }
                if ((listed & 63) == 0) {
                    progress.check(tdb.name(), cursor.done(), cursor.total());
                    if (System.nanoTime() - told > TELL_NANOS) {
                        told = System.nanoTime();
                        watcher.scanned(state(cursor, listed, false));
                    }
                }
            }
            watcher.scanned(state(cursor, listed, true));
        }

        private static State state(RecordCursor cursor, long listed, boolean complete) {
            return new State(listed, listed, cursor.faults(), cursor.inFlux(), false, complete, false);
        }

        @Override
        public List<RecordRow> read(long page) {
            var rows = new ArrayList<RecordRow>();
            var cursor = tdb.cursor(checkpoints.get(page), Fetch.preview(RecordRow.PREVIEW));
            while (rows.size() < PagedRows.PAGE && cursor.next()) {
                var entry = cursor.entry();
                rows.add(RecordRow.of(tdb.view(), entry, entry.position().partition(), entry.depth(),
                        cursor.inFlux()));
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
            if (first >= checkpoints.count()) {
                return OptionalLong.empty();
            }
            var cursor = tdb.cursor(checkpoints.get(first), PLACES);
            long last = (long) end * PagedRows.PAGE;
            for (long row = (long) first * PagedRows.PAGE; row < last && cursor.next(); row++) {
                if (cursor.entry().header().offset() == offset) {
                    return OptionalLong.of(row);
                }
            }
            return OptionalLong.empty();
        }

        @Override
        RowRanges rowsOf(long[] sortedOffsets, Progress progress) {
            var rows = new RowRanges();
            var cursor = tdb.cursor(Position.START, PLACES);
            for (long row = 0; cursor.next(); row++) {
                progress.check(tdb.name(), cursor.done(), cursor.total());
                if (Arrays.binarySearch(sortedOffsets, cursor.entry().header().offset()) >= 0) {
                    rows.add(row, row + 1);
                }
            }
            return rows;
        }

        @Override
        long each(RowRanges rows, Fetch fetch, Progress progress, Receiver receiver) throws IOException {
            long delivered = 0;
            long total = rows.count();
            RecordCursor cursor = null;
            long at = -1;
            for (var wanted = rows.rows().iterator(); wanted.hasNext();) {
                long row = wanted.next();
                progress.check(tdb.name(), delivered, total);
                if (cursor == null || row / PagedRows.PAGE > at / PagedRows.PAGE) {
                    at = row / PagedRows.PAGE * PagedRows.PAGE - 1;
                    cursor = tdb.cursor(checkpoints.get(row / PagedRows.PAGE), fetch);
                }
                boolean more = true;
                for (; more && at < row; at++) {
                    more = cursor.next();
                }
                if (more) {
                    receiver.record(cursor.entry());
                    delivered++;
                }
            }
            return delivered;
        }
    }

    private static final class Searched extends RecordList {
        private final Search search;
        private volatile boolean inFlux;

        Searched(Tdb tdb, Query query) {
            super(tdb);
            search = new Search(tdb, query, true);
        }

        @Override
        void scan(Progress progress, Watcher watcher) {
            search.run(progress, state -> {
                inFlux = state.inFlux();
                watcher.scanned(new State(state.found(), state.scanned(), state.faults(), state.inFlux(),
                        state.phase() == Search.Phase.SORTING, state.phase() == Search.Phase.DONE, state.capped()));
            });
        }

        @Override
        public List<RecordRow> read(long page) {
            var rows = new ArrayList<RecordRow>();
            var found = search.found();
            int first = Math.toIntExact(page * PagedRows.PAGE);
            int end = Math.min(first + PagedRows.PAGE, found.count());
            for (int i = first; i < end; i++) {
                int row = i;
                long offset = found.offset(row);
                rows.add(tdb.at(offset, Fetch.preview(RecordRow.PREVIEW))
                        .map(entry -> RecordRow.of(tdb.view(), entry, found.partition(row), found.depth(row), inFlux))
                        .orElseGet(() -> RecordRow.gone(offset)));
            }
            return rows;
        }

        @Override
        OptionalLong rowOf(RecordHeader record, OptionalLong hash) {
            var row = search.found().rowOf(record.offset());
            return row.isPresent() ? OptionalLong.of(row.getAsInt()) : OptionalLong.empty();
        }

        @Override
        RowRanges rowsOf(long[] sortedOffsets, Progress progress) {
            var rows = new RowRanges();
            for (int row : search.found().rowsOf(sortedOffsets)) {
                rows.add(row, row + 1L);
            }
            return rows;
        }

        @Override
        long each(RowRanges rows, Fetch fetch, Progress progress, Receiver receiver) throws IOException {
            long delivered = 0;
            long total = rows.count();
            for (var wanted = rows.rows().iterator(); wanted.hasNext();) {
                progress.check(tdb.name(), delivered, total);
                var entry = tdb.at(search.found().offset(Math.toIntExact(wanted.next())), fetch);
                if (entry.isPresent()) {
                    receiver.record(entry.get());
                    delivered++;
                }
            }
            return delivered;
        }
    }
}
