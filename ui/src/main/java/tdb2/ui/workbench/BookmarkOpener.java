package tdb2.ui.workbench;

import java.util.Optional;
import java.util.function.Consumer;

import tdb2.engine.Entry;
import tdb2.engine.error.TdbException;
import tdb2.engine.event.Progress;
import tdb2.ui.marks.Bookmark;

/**
 * Goes to bookmarks: to the record of a key wherever it stands now, or to bytes. Event thread only.
 *
 * @param selection where the place is selected
 */
public record BookmarkOpener(SelectionModel selection) {

    private static final String SLOT = "bookmark.open";

    /**
     * Selects what a bookmark is on, as soon as it is found.
     *
     * @param source who asks
     * @param gone told when the key is not in the file
     */
    public void open(Object source, Document document, Bookmark bookmark, Consumer<Bookmark> gone) {
        if (bookmark.key().isEmpty()) {
            selection.publish(source, Selection.bytes(document, bookmark.offset(), bookmark.length()));
            return;
        }
        byte[] key = bookmark.key().get();
        document.jobs().read(SLOT, new Job<Optional<Entry>>() {
            @Override
            public String title() {
                return Jobs.TEXTS.get("job.bookmark");
            }

            @Override
            public Optional<Entry> work(Progress progress) {
                return document.tdb().find(key);
            }

            @Override
            public void done(Optional<Entry> found) {
                found.ifPresentOrElse(entry -> {
                    var header = entry.header();
                    if (header.offset() != bookmark.offset() || header.length() != bookmark.length()) {
                        document.bookmarks().put(bookmark.at(header.offset(), header.length()));
                    }
                    selection.publish(source, Selection.record(document, header, key));
                }, () -> gone.accept(bookmark));
            }

            @Override
            public void failed(TdbException why) {
                selection.publish(source, Selection.bytes(document, bookmark.offset(), bookmark.length()));
            }
        });
    }
}
