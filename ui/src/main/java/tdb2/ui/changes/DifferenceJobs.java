package tdb2.ui.changes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tdb2.engine.Edit;
import tdb2.engine.Tdb;
import tdb2.engine.error.TdbException;
import tdb2.ui.theme.Texts;
import tdb2.ui.workbench.Document;
import tdb2.ui.workbench.Task;

/**
 * What the comparison of a file with another reads in the background. Nothing stays open of the other file.
 *
 * @param document the file
 * @param failed told why something could not be read
 */
record DifferenceJobs(Document document, Consumer<TdbException> failed) {
    private static final Texts TEXTS = Texts.of(DifferenceJobs.class);
    private static final Object COMPARE = "changes.compare";
    private static final Object PAIR = "changes.pair";
    private static final Object TAKE = "changes.take";

    /** The two values of a key. */
    record Pair(Optional<byte[]> here, Optional<byte[]> there) {}

    /** Compares. */
    void compare(Path other, Consumer<DifferenceList> taker, Runnable cancelled) {
        document.jobs().scan(COMPARE, new Task<>(TEXTS.get("job.compare"),
                progress -> DifferenceList.of(document.tdb(), other, progress), taker, failed, cancelled));
    }

    /** Reads both values of a key. */
    void pair(Path other, byte[] key, Consumer<Pair> taker) {
        document.jobs().read(PAIR, new Task<>(TEXTS.get("job.pair"), _ -> {
            try (Tdb there = Document.open(other)) {
                return new Pair(document.tdb().fetch(key), there.fetch(key));
            }
        }, taker, failed, () -> {}));
    }

    /** Makes the edits that give this file the values that the other has for some keys, where it has one. */
    void take(Path other, List<byte[]> keys, Consumer<List<Edit>> taker) {
        document.jobs().enqueue(TAKE, new Task<>(TEXTS.get("job.take"), progress -> {
            List<Edit> edits = new ArrayList<>();
            try (Tdb there = Document.open(other)) {
                for (byte[] key : keys) {
                    progress.check(document.name(), edits.size(), keys.size());
                    Optional<byte[]> before = document.tdb().fetch(key);
                    there.fetch(key).map(value -> before.map(old -> Edit.replace(key, old, value))
                            .orElseGet(() -> Edit.insert(key, value))).ifPresent(edits::add);
                }
            }
            return edits;
        }, taker, failed, () -> {}));
    }

    /** Forgets what is under way. */
    void drop() {
        List.of(COMPARE, PAIR, TAKE).forEach(document.jobs()::drop);
    }
}
