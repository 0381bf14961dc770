package tdb2.ui.bookmarks;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import tdb2.engine.error.TdbException;
import tdb2.engine.event.Progress;
import tdb2.ui.marks.Bookmark;
import tdb2.ui.theme.Texts;
import tdb2.ui.workbench.Document;
import tdb2.ui.workbench.Job;

/**
 * Looks which bookmarks are on keys that are not in the file.
 *
 * @param document the file
 * @param all its bookmarks
 * @param taker told their ids
 */
record Missing(Document document, List<Bookmark> all, Consumer<Set<String>> taker) implements Job<Set<String>> {

    private static final Texts TEXTS = Texts.of(Missing.class);

    @Override
    public String title() {
        return TEXTS.get("job.missing");
    }

    @Override
    public Set<String> work(Progress progress) {
        var missing = new HashSet<String>();
        if (!document.tdb().view().refusesLookup().isEmpty()) {
            return missing;
        }
        for (Bookmark bookmark : all) {
            progress.check(document.name(), 0, 0);
            if (bookmark.key().isPresent() && document.tdb().find(bookmark.key().get()).isEmpty()) {
                missing.add(bookmark.id());
            }
        }
        return missing;
    }

    @Override
    public void done(Set<String> missing) {
        taker.accept(missing);
    }

    @Override
    public void failed(TdbException why) {
        taker.accept(Set.of());
    }
}
