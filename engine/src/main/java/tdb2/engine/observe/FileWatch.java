package tdb2.engine.observe;

import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

import tdb2.engine.observe.FileChange.Kind;
import tdb2.engine.posix.FileFacts;
import tdb2.engine.storage.FileStorage;
import tdb2.engine.storage.PathState;

/**
 * Compares an open file with how it was at the look before. Takes no lock, and reads little. Used by one thread at a
 * time.
 */
public final class FileWatch {

    private final FileStorage file;
    private final Clock clock;
    private final ContentSums content;
    private FileFacts facts;
    private PathState path;
    private long size;

    /** Takes the first look, which the next one is compared with; the size with the one the file is read with. */
    public FileWatch(FileStorage file, Clock clock) {
        this.file = file;
        this.clock = clock;
        this.content = new ContentSums(file);
        this.path = file.pathState();
        this.facts = file.facts();
        this.size = file.size();
        content.differ(facts.size());
    }

    /**
     * What happened since the look before; empty when nothing is to be seen.
     *
     * @throws tdb2.engine.error.StorageException when the file was closed or the system fails
     */
    public Optional<FileChange> look() {
        FileFacts now = file.facts();
        PathState leads = file.pathState();
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        if (content.differ(now.size()) || !now.modified().equals(facts.modified())) {
            kinds.add(Kind.CONTENT);
        }
        if (now.size() != size) {
            kinds.add(now.size() > size ? Kind.GREW : Kind.SHRANK);
        }
        if (leads != path) {
            kinds.add(switch (leads) {
                case SAME -> Kind.BACK;
                case REPLACED -> Kind.REPLACED;
                case MISSING -> Kind.DELETED;
            });
        }
        long before = size;
        size = now.size();
        facts = now;
        path = leads;
        return kinds.isEmpty()
                ? Optional.empty()
                : Optional.of(new FileChange(Instant.now(clock), kinds, before, now.size()));
    }
}
