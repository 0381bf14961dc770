package tdb2.ui.records;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tdb2.engine.Entry;
import tdb2.engine.Fetch;
import tdb2.engine.error.TdbException;
import tdb2.engine.event.Progress;
import tdb2.engine.format.RecordHeader;
import tdb2.ui.theme.Texts;
import tdb2.ui.workbench.Document;
import tdb2.ui.workbench.Job;

/** Reads single records: the one selected, and the one of a key. Event thread only; a newer request replaces an older. */
final class RecordReads {
    private static final Texts TEXTS = Texts.of(RecordReads.class);
    private static final String SLOT = "records.read";

    private final Document document;

    RecordReads(Document document) {
        this.document = document;
    }

    /** Reads the record whose header stands at an offset. */
    void at(long offset, Consumer<Optional<Entry>> found, Consumer<TdbException> failed) {
        read(() -> document.tdb().at(offset, Fetch.RECORDS), found, failed);
    }

    /** Finds a key; when it is not there, also the key with a NUL behind it, as many programs store it. */
    void key(byte[] key, Consumer<Optional<Entry>> found, Consumer<TdbException> failed) {
        read(() -> document.tdb().find(key)
                .or(() -> document.tdb().find(Arrays.copyOf(key, key.length + 1))), found, failed);
    }

    /** Reads a record again: by its key where the file can be searched, otherwise where it stood. */
    void same(Entry before, Consumer<Optional<Entry>> found, Consumer<TdbException> failed) {
        boolean whole = before.key().length == before.header().keyLength();
        read(() -> whole && document.view().refusesLookup().isEmpty()
                ? document.tdb().find(before.key())
                : document.tdb().at(before.header().offset(), Fetch.RECORDS)
                        .filter(now -> Arrays.equals(now.key(), before.key())),
                found, failed);
    }

    /** The hash of a record, as far as it is known without reading the file. */
    OptionalLong hash(RecordHeader header, byte[] key) {
        var hashing = document.view().hashing();
        if (header.hashBits() == 32) {
            return OptionalLong.of(header.hash());
        }
        return header.keyLength() == key.length ? hashing.of(key) : OptionalLong.empty();
    }

    private void read(Supplier<Optional<Entry>> work, Consumer<Optional<Entry>> found,
            Consumer<TdbException> failed) {
        document.jobs().read(SLOT, new Job<Optional<Entry>>() {
            @Override
            public String title() {
                return TEXTS.get("job.record");
            }

            @Override
            public Optional<Entry> work(Progress progress) {
                return work.get();
            }

            @Override
            public void done(Optional<Entry> entry) {
                found.accept(entry);
            }

            @Override
            public void failed(TdbException why) {
                failed.accept(why);
            }
        });
    }
}
