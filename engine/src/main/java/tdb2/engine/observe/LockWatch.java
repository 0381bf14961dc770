package tdb2.engine.observe;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import tdb2.engine.OpenOptions;
import tdb2.engine.Tdb;
import tdb2.engine.lock.LockMap;
import tdb2.engine.lock.LockMeaning;
import tdb2.engine.storage.FileStorage;

/**
 * Looks at the locks on one database again and again: those of byte ranges, traditional and of open file descriptions,
 * and the robust mutexes of TDB1, held and waited for. The file is opened for reading and never locked. What is found out
 * of a process is remembered from one look to the next, so that many looks cost little. Used by one thread at a time.
 */
public final class LockWatch implements AutoCloseable {

    /** How many keys are told of a lock. */
    public static final int KEYS = 20;
    private static final int KEPT_LOOKS = 20;
    private static final int MOST_KEPT = 300;

    private final Tdb tdb;
    private final Sampler sampler;
    private final LockedKeys keys;
    private final Map<LockMeaning, List<byte[]>> lately = new HashMap<>();
    private long looks;

    private LockWatch(Tdb tdb, Sampler sampler) {
        this.tdb = tdb;
        this.sampler = sampler;
        this.keys = new LockedKeys(tdb, KEYS);
    }

    /** Watches a file as the system we run on tells; throws what {@link Tdb#open(Path, OpenOptions)} throws. */
    public static LockWatch open(Path path, OpenOptions options) {
        return open(path, options, Path.of("/proc"));
    }

    /**
     * Watches a file.
     *
     * @param options how to read it: its hash function, say
     * @param proc the proc file system, or a folder that holds a picture of one
     */
    public static LockWatch open(Path path, OpenOptions options, Path proc) {
        FileStorage file = FileStorage.open(path);
        Tdb tdb;
        try {
            tdb = Tdb.of(file, options.withoutLocks());
        } catch (RuntimeException | Error e) {
            file.close();
            throw e;
        }
        LockMap map = tdb.view().assembly().locks();
        return new LockWatch(tdb, new Sampler(new Proc(proc), path, file.identity(),
                RobustMutexes.of(file, tdb.view().header(), map)));
    }

    /** What one look at a file shows; throws what opening and looking throw. */
    public static LockSight lookAt(Path path, OpenOptions options) {
        try (LockWatch watch = open(path, options)) {
            return watch.look();
        }
    }

    /**
     * Looks once.
     *
     * @throws tdb2.engine.error.StorageException when the system cannot be asked, or the file was closed
     */
    public LockSight look() {
        if (looks++ % KEPT_LOOKS == 0) {
            lately.clear();
        }
        return sampler.look();
    }

    /** What the ranges mean in the file's dialect. */
    public LockMap map() {
        return tdb.view().assembly().locks();
    }

    /**
     * The keys behind a lock that means this, at most {@link #KEYS}, as the file was at one of the last {@value #KEPT_LOOKS}
     * looks; none where more than {@value #MOST_KEPT} others were asked for since.
     */
    public List<byte[]> keys(LockMeaning meaning) {
        List<byte[]> known = lately.get(meaning);
        if (known != null || lately.size() == MOST_KEPT) {
            return Optional.ofNullable(known).orElse(List.of());
        }
        if (lately.isEmpty()) {
            tdb.refresh();
        }
        List<byte[]> found = keys.of(meaning);
        lately.put(meaning, found);
        return found;
    }

    @Override
    public void close() {
        sampler.close();
        tdb.close();
    }
}
