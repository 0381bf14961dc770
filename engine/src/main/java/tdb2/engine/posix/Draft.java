package tdb2.engine.posix;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

import tdb2.engine.error.Fault;
import tdb2.engine.error.RefusedException;
import tdb2.engine.error.StorageException;

/**
 * A file in the making, by whatever means: a library that wants a path, a stream, a database of our own. It is made in a
 * directory beside its destination that only we may enter, is given owner, mode and extended attributes there, brought
 * to the disk, and then put in its place in one step. So nobody ever sees a part of it, and nobody can read it, not for
 * a moment, who could not read what it was made from. Used by one thread, but for
 * {@link #endAll()}.
 *
 * <pre>
 *  try (Draft draft = Draft.of(target, FileAttributes.of(source))) {
 *      ... write draft.path() and close it ...
 *      draft.publish();   // or replace()
 *  }
 * </pre>
 */
public final class Draft implements AutoCloseable {

    private static final int OURS = 0700;
    private static final Set<Draft> UNFINISHED = ConcurrentHashMap.newKeySet();

    private final Path target;
    private final Path directory;
    private final Path path;
    private final FileAttributes attributes;

    private Draft(Path target, Path directory, FileAttributes attributes) {
        this.target = target;
        this.directory = directory;
        this.path = directory.resolve(target.getFileName());
        this.attributes = attributes;
    }

    /**
     * Begins a file.
     *
     * @param target where it is to be; a symbolic link stays, and what it leads to is meant
     * @param attributes what it gets
     * @throws RefusedException where this engine cannot write: a file in an archive
     * @throws StorageException when nothing can be made there
     */
    public static Draft of(Path target, FileAttributes attributes) {
        Posix.requireWritable(target);
        Path place = place(target);
        Path directory = place.resolveSibling(".%s.%016x.new".formatted(place.getFileName(),
                ThreadLocalRandom.current().nextLong()));
        try (Arena arena = Arena.ofConfined()) {
            Names.requireSuccess(directory, CLibrary.mkdir(NativePath.of(directory, arena), OURS),
                    "a directory that can be made beside " + target);
        }
        Draft draft = new Draft(place, directory, attributes);
        UNFINISHED.add(draft);
        return draft;
    }

    /**
     * Ends all that were begun in this process and neither put in their places nor ended: for a program's shutdown hook, so
     * that one that is told to stop leaves nothing behind. From any thread.
     */
    public static void endAll() {
        UNFINISHED.forEach(Draft::close);
    }

    private static Path place(Path target) {
        try {
            return OpenFile.look(target).isPresent() ? target.toRealPath() : target.toAbsolutePath();
        } catch (IOException e) {
            throw new StorageException(new Fault(target.toString(), Fault.NOWHERE, "a name that leads to a file",
                    e.toString(), "check the name"), e);
        }
    }

    /** Where it is made: there is nothing yet, and only we can reach it, whatever mode it is made with. */
    public Path path() {
        return path;
    }

    /** Where it will be. */
    public Path target() {
        return target;
    }

    /**
     * Puts it in its place, where there must be nothing; returns when it is on the disk with its name.
     *
     * @return which of the attributes could not be had: then fewer may read it, not more
     * @throws RefusedException when there is something of that name
     * @throws StorageException when the operating system refuses: nothing is there then, unless it is only the name that
     *             could not be brought to the disk
     */
    public List<Fault> publish() {
        List<Fault> missed = complete();
        Names.publish(path, target);
        Names.sync(target);
        return missed;
    }

    /**
     * Puts it in its place, in one step, whether there is a file or not; returns when it is on the disk with its name.
     * Whoever has the old file open keeps it.
     *
     * @return which of the attributes could not be had: then fewer may read it, not more
     * @throws StorageException when the operating system refuses: the old file is there then, unless it is only the name
     *             that could not be brought to the disk
     */
    public List<Fault> replace() {
        List<Fault> missed = complete();
        Names.replace(path, target);
        Names.sync(target);
        return missed;
    }

    private List<Fault> complete() {
        try (OpenFile file = OpenFile.openForWriting(path)) {
            List<Fault> missed = attributes.give(file);
            Names.requireSuccess(path, file.with(CLibrary::fsync), "a disk that takes what was written");
            return missed;
        }
    }

    /** Ends it; what was not put in its place is gone. What cannot be removed stays where nobody else can enter. */
    @Override
    public void close() {
        UNFINISHED.remove(this);
        try (Stream<Path> left = Files.list(directory)) {
            left.forEach(Names::remove);
        } catch (IOException e) {
            return; // it is gone, or cannot be emptied
        }
        Names.removeDirectory(directory);
    }
}
