package tdb2.engine.posix;

import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

import tdb2.engine.error.RefusedException;
import tdb2.engine.error.StorageException;

/**
 * A file in the making. It is written under another name in the directory it is meant for, and appears under its own
 * when it is complete and on the disk: nobody ever sees a part of it, and it never takes the place of another. Used by
 * one thread.
 */
public final class NewFile implements AutoCloseable {

    private final Path target;
    private final Path draft;
    private final OpenFile file;
    private boolean published;

    private NewFile(Path target, Path draft, OpenFile file) {
        this.target = target;
        this.draft = draft;
        this.file = file;
    }

    /**
     * Begins a file.
     *
     * @param target where it is to appear
     * @param permissions 0 to 07777, less what the process's umask takes away
     * @throws RefusedException when there is something of that name
     * @throws StorageException when nothing can be made there
     */
    public static NewFile of(Path target, int permissions) {
        if (OpenFile.look(target).isPresent()) {
            throw Names.taken(target);
        }
        Path draft = target.resolveSibling(".%s.%016x.new".formatted(target.getFileName(),
                ThreadLocalRandom.current().nextLong()));
        return new NewFile(target, draft, OpenFile.create(draft, permissions));
    }

    /** What it is written through, until it is published. */
    public OpenFile file() {
        return file;
    }

    /**
     * Brings it to the disk and gives it its name; returns when the name is on the disk as well.
     *
     * @throws RefusedException when something of that name has appeared meanwhile
     * @throws StorageException when it could not be given its name; or when the name could not be brought to the disk, and
     *             then the file is there
     */
    public void publish() {
        file.sync();
        Names.publish(draft, target);
        published = true;
        Names.sync(target);
    }

    /** Ends it; without {@link #publish()} nothing is left of it. */
    @Override
    public void close() {
        file.close();
        if (!published) {
            Names.remove(draft);
        }
    }
}
