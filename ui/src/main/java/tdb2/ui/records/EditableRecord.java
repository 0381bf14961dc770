package tdb2.ui.records;

import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import tdb2.engine.Entry;
import tdb2.engine.Fetch;
import tdb2.engine.error.Fault;
import tdb2.engine.error.FileChangedException;
import tdb2.engine.error.RefusedException;
import tdb2.engine.error.TdbException;
import tdb2.engine.event.Progress;
import tdb2.ui.theme.Formats;
import tdb2.ui.theme.Texts;
import tdb2.ui.workbench.Document;
import tdb2.ui.workbench.Job;

/**
 * Reads the whole record of a row, so that it can be changed.
 *
 * @param row what the table shows
 * @param taker takes its key and value
 * @param trouble told why there is none
 */
record EditableRecord(Document document, RecordRow row, BiConsumer<byte[], byte[]> taker,
        Consumer<TdbException> trouble) implements Job<EditableRecord.Read> {
    private static final Texts TEXTS = Texts.of(EditableRecord.class);

    /** Key and value. */
    record Read(byte[] key, byte[] value) {}

    @Override
    public String title() {
        return TEXTS.get("job.record");
    }

    @Override
    public Read work(Progress progress) {
        Entry entry = document.tdb().at(row.header().offset(), Fetch.RECORDS)
                .filter(found -> Arrays.equals(row.key(), 0, row.key().length, found.key(), 0,
                        Math.min(row.key().length, found.key().length)))
                .orElseThrow(() -> new FileChangedException(new Fault(document.name(), row.header().offset(),
                        TEXTS.get("edits.there"), TEXTS.get("gone.what"), TEXTS.get("gone.means"))));
        return new Read(entry.key(), whole(entry));
    }

    /**
     * The value, when it is not too long to be kept.
     *
     * @throws RefusedException when it is
     */
    static byte[] whole(Entry entry) {
        long length = entry.value().length();
        if (length > RecordEditor.LARGEST) {
            throw new RefusedException(new Fault(TEXTS.get("edits.value"), entry.header().offset(),
                    TEXTS.get("editor.most", Formats.size(RecordEditor.LARGEST)), Formats.size(length),
                    TEXTS.get("edits.most.next")));
        }
        return entry.value().bytes();
    }

    @Override
    public void done(Read read) {
        taker.accept(read.key(), read.value());
    }

    @Override
    public void failed(TdbException why) {
        trouble.accept(why);
    }
}
