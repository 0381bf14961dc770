package tdb2.ui.workbench;

import java.time.Instant;
import java.util.Optional;

import tdb2.engine.observe.FileChange;
import tdb2.engine.observe.FileChange.Kind;

/**
 * What others did to a file since views last looked.
 *
 * @param seen when it was first noticed
 * @param path what became of the path: BACK while nothing did, REPLACED or DELETED
 * @param stale whether the bytes of the open file changed since they were last looked at
 * @param sizeBefore of the open file, bytes
 * @param size of the open file now, bytes
 * @param kept whether the user decided to stay with the file that was opened
 */
record Outside(Instant seen, Kind path, boolean stale, long sizeBefore, long size, boolean kept) {

    /** With one more change. */
    static Outside after(Optional<Outside> before, FileChange change) {
        Kind path = change.kinds().stream().filter(Outside::ofPath).findFirst()
                .or(() -> before.map(Outside::path)).orElse(Kind.BACK);
        boolean pathChanged = before.map(Outside::path).orElse(Kind.BACK) != path;
        return new Outside(before.isPresent() && !pathChanged ? before.get().seen : change.seen(), path,
                change.inside() || before.filter(Outside::stale).isPresent(),
                before.map(Outside::sizeBefore).orElse(change.sizeBefore()), change.size(),
                !pathChanged && before.filter(Outside::kept).isPresent());
    }

    private static boolean ofPath(Kind kind) {
        return kind == Kind.REPLACED || kind == Kind.DELETED || kind == Kind.BACK;
    }

    /** What is left to say when the open file was looked at again. */
    Optional<Outside> shown() {
        return path == Kind.BACK ? Optional.empty() : Optional.of(new Outside(seen, path, false, size, size, kept));
    }

    Outside keep() {
        return new Outside(seen, path, stale, sizeBefore, size, true);
    }
}
