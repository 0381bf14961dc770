package tdb2.ui.records;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tdb2.engine.Edit;
import tdb2.engine.Entry;
import tdb2.engine.Fetch;
import tdb2.engine.error.Fault;
import tdb2.engine.error.RefusedException;
import tdb2.engine.error.TdbException;
import tdb2.engine.event.Progress;
import tdb2.ui.theme.Formats;
import tdb2.ui.theme.Texts;
import tdb2.ui.widgets.RowRanges;
import tdb2.ui.workbench.Job;

/** Reads the records of rows that are to be deleted: what is deleted must be known, so that nothing else is. */
final class DeletionJob implements Job<List<Edit>> {
    private static final Texts TEXTS = Texts.of(DeletionJob.class);
    /** Bytes of keys and values that one deletion keeps at most. */
    private static final long MOST = 256L << 20;

    private final RecordList list;
    private final RowRanges rows;
    private final Consumer<List<Edit>> taker;
    private final Consumer<TdbException> trouble;
    private long bytes;

    DeletionJob(RecordList list, RowRanges rows, Consumer<List<Edit>> taker, Consumer<TdbException> trouble) {
        this.list = list;
        this.rows = rows;
        this.taker = taker;
        this.trouble = trouble;
    }

    @Override
    public String title() {
        return TEXTS.get("job.delete");
    }

    @Override
    public List<Edit> work(Progress progress) {
        var edits = new ArrayList<Edit>();
        try {
            list.each(rows, Fetch.RECORDS, progress, entry -> {
                if (!entry.dead()) {
                    edits.add(Edit.delete(entry.key(), counted(entry)));
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return edits;
    }

    private byte[] counted(Entry entry) {
        byte[] value = EditableRecord.whole(entry);
        bytes += entry.key().length + value.length;
        if (bytes > MOST) {
            throw new RefusedException(new Fault(TEXTS.get("edits.chosen"), Fault.NOWHERE,
                    TEXTS.get("editor.most", Formats.size(MOST)), TEXTS.get("editor.more"),
                    TEXTS.get("edits.fewer")));
        }
        return value;
    }

    @Override
    public void done(List<Edit> edits) {
        taker.accept(edits);
    }

    @Override
    public void failed(TdbException why) {
        trouble.accept(why);
    }
}
