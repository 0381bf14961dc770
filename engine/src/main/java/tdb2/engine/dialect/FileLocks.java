package tdb2.engine.dialect;

import java.nio.file.Path;
import tdb2.engine.hash.HashChoice;
import tdb2.engine.lock.ByteRange;
import tdb2.engine.lock.DialectLocks;
import tdb2.engine.lock.LockBackend;
import tdb2.engine.lock.LockBackend.Mode;
import tdb2.engine.lock.LockListener;
import tdb2.engine.lock.LockMap;
import tdb2.engine.lock.MutexLocks;
import tdb2.engine.lock.OfdLocks;
import tdb2.engine.lock.Waiting;
import tdb2.engine.storage.FileOptions;
import tdb2.engine.storage.FileStorage;
import tdb2.engine.storage.WritableFileStorage;

/**
 * The locks of a file for who keeps others out of it and does nothing else: byte ranges, or the robust mutexes of a TDB1
 * file. No record is looked at and nothing is replayed.
 *
 * <p>
 * To read a file with mutexes in peace when nobody has it open, its open lock is enough: whoever wants to open it waits
 * there, and no byte of the file changes. When somebody has it open, it is opened for writing and joined as one more of
 * them ({@link MutexFile}).
 *
 * <p>
 * Safe for several threads.
 */
public final class FileLocks implements AutoCloseable {

    private static final FileOptions OPEN = FileOptions.standard().withoutMapping();

    private final LockBackend backend;
    private final Assembly assembly;
    private final DialectLocks locks;
    private final ByteRange all;
    private final Runnable end;

    private FileLocks(String file, LockBackend backend, Assembly assembly, ByteRange all, Runnable end) {
        this.backend = backend;
        this.assembly = assembly;
        this.locks = new DialectLocks(file, backend, assembly.locks(), LockListener.NONE);
        this.all = all;
        this.end = end;
    }

    /**
     * Those of a file that is to be read in peace.
     *
     * @param waiting how long may be waited for whoever opens a file with mutexes just now
     * @throws tdb2.engine.error.RefusedException when its mutexes are not known here
     * @throws tdb2.engine.error.StorageException when it cannot be read; nor written, where mutexes must be joined
     * @throws tdb2.engine.error.LockException when that was not over in time
     */
    public static FileLocks forReading(Path file, HashChoice hash, Waiting waiting) {
        FileStorage storage = FileStorage.open(file, OPEN);
        try {
            Assembly assembly = Dialects.assemble(storage, hash, Surroundings.NONE);
            LockBackend ranges = OfdLocks.of(storage);
            LockMap map = assembly.locks();
            if (map.partition(0).isPresent()) {
                return new FileLocks(storage.name(), ranges, assembly, map.allRecords(), storage::close);
            }
            FileLocks deserted = new FileLocks(storage.name(), ranges, assembly, map.open(), storage::close);
            deserted.locks.lock(map.open(), Mode.READ, waiting); // kept, so that nobody comes in
            if (!ranges.wouldBlock(map.anybody(), Mode.WRITE)) {
                return deserted;
            }
        } catch (RuntimeException | Error e) {
            storage.close();
            throw e;
        }
        storage.close();
        return forWriting(file, hash, waiting);
    }

    /**
     * Those of a file that nobody else may use.
     *
     * @param waiting how long may be waited for whoever opens a file with mutexes just now
     * @throws tdb2.engine.error.RefusedException when its mutexes are not known here
     * @throws tdb2.engine.error.StorageException when it cannot be written
     * @throws tdb2.engine.error.LockException when that was not over in time
     */
    public static FileLocks forWriting(Path file, HashChoice hash, Waiting waiting) {
        WritableFileStorage storage = WritableFileStorage.open(file, OPEN);
        try {
            return of(storage, hash, waiting, storage::close);
        } catch (RuntimeException | Error e) {
            storage.close();
            throw e;
        }
    }

    /** The same for a file that is open already, and stays so; throws what the other throws. */
    public static FileLocks of(WritableFileStorage storage, HashChoice hash, Waiting waiting) {
        return of(storage, hash, waiting, () -> {});
    }

    private static FileLocks of(WritableFileStorage storage, HashChoice hash, Waiting waiting, Runnable end) {
        LockBackend backend = OfdLocks.forWriting(storage, ranges -> new MutexFile(storage, ranges, waiting).locks());
        Assembly assembly = Dialects.assemble(storage, hash, Surroundings.ALONE);
        return new FileLocks(storage.name(), backend, assembly, assembly.locks().allRecords(), end);
    }

    /** The parts of the file, as it was found. */
    public Assembly assembly() {
        return assembly;
    }

    /** Its locks. */
    public DialectLocks locks() {
        return locks;
    }

    /** The range that keeps out everybody who would write, or, locked for writing, everybody. */
    public ByteRange all() {
        return all;
    }

    /** Gives back what is held. */
    @Override
    public void close() {
        locks.held().reversed().forEach(lock -> locks.ownedBy(lock.owner()).unlock(lock.range()));
        if (backend instanceof MutexLocks mutexes) {
            mutexes.close();
        }
        end.run();
    }
}
