package tdb2.ui.records;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import tdb2.engine.Fetch;
import tdb2.engine.error.TdbException;
import tdb2.engine.event.Progress;
import tdb2.ui.theme.Texts;
import tdb2.ui.widgets.RowRanges;
import tdb2.ui.workbench.Document;
import tdb2.ui.workbench.Job;

/** Keeps the records that are chosen when the list becomes another one or gets another order. Event thread only. */
final class ChosenRows {
    private static final Texts TEXTS = Texts.of(ChosenRows.class);
    private static final String SLOT = "records.chosen";
    /** A choice of more is not kept. */
    private static final long MOST = 100_000;

    private record Before(RecordList list, RowRanges rows) {}

    private final Document document;
    private Optional<Before> before = Optional.empty();

    ChosenRows(Document document) {
        this.document = document;
    }

    /** The list is about to be another one; what was kept before that is not restored yet stays. */
    void keep(RecordList list, RowRanges rows) {
        if (rows.count() > 1 && rows.count() <= MOST) {
            before = Optional.of(new Before(list, rows));
        }
    }

    /** The user chose other rows. */
    void forget() {
        before = Optional.empty();
        document.jobs().drop(SLOT);
    }

    /** Finds the rows in a list that is complete; answers later, unless nothing was kept. */
    void restore(RecordList list, Consumer<RowRanges> found) {
        before.ifPresent(kept -> document.jobs().read(SLOT, new Job<RowRanges>() {
            @Override
            public String title() {
                return TEXTS.get("job.find");
            }

            @Override
            public RowRanges work(Progress progress) {
                var offsets = LongStream.builder();
                try {
                    kept.list.each(kept.rows, new Fetch(0, 0, true), progress,
                            entry -> offsets.add(entry.header().offset()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                return list.rowsOf(offsets.build().sorted().toArray(), progress);
            }

            @Override
            public void done(RowRanges rows) {
                before = Optional.empty();
                found.accept(rows);
            }

            @Override
            public void failed(TdbException why) {
                before = Optional.empty();
            }
        }));
    }
}
