package tdb2.engine;

import java.util.function.Consumer;
import tdb2.engine.dialect.Assembly;
import tdb2.engine.error.Fault;
import tdb2.engine.error.RefusedException;
import tdb2.engine.format.Tdb1Header;
import tdb2.engine.lock.ByteRange;
import tdb2.engine.lock.LockBackend;
import tdb2.engine.lock.LockBackend.Mode;
import tdb2.engine.lock.Waiting;

/**
 * Opens a TDB1 file as programs do that keep nothing in it over their end (spec c-formats, section 1): all of them hold the
 * active lock for reading as long as they have it open, and whoever finds nobody there deletes all records first.
 *
 * @param tdb open for writing
 * @param locks of its file
 * @param log told when records were deleted
 */
record ClearIfFirst(Tdb tdb, LockBackend locks, Consumer<Fault> log) {

    /** Looks whether there is somebody, deletes all records if not, and joins. */
    void join(Waiting waiting) {
        Assembly assembly = tdb.view().assembly();
        if (!(assembly.header() instanceof Tdb1Header header) || header.mutexes()) {
            throw new RefusedException(new Fault(tdb.name(), Fault.NOWHERE, "a TDB1 file without mutexes to clear",
                    "another one", "open it without the wish to clear it; nothing was changed"));
        }
        LockBackend mine = locks.ownedBy(this);
        if (isFirst(mine, assembly, waiting)) {
            clear();
            // somebody else who clears it in between finds nothing there
            mine.unlock(assembly.locks().anybody());
            mine.lock(assembly.locks().anybody(), Mode.READ, waiting);
        }
    }

    private static boolean isFirst(LockBackend mine, Assembly assembly, Waiting waiting) {
        ByteRange open = assembly.locks().open();
        ByteRange active = assembly.locks().anybody();
        mine.lock(open, Mode.WRITE, waiting);
        try {
            boolean first = mine.tryLock(active, Mode.WRITE);
            if (!first) {
                mine.lock(active, Mode.READ, waiting);
            }
            return first;
        } finally {
            mine.unlock(open);
        }
    }

    private void clear() {
        if (tdb.firstKey().isPresent()) {
            tdb.wipe();
            log.accept(new Fault(tdb.name(), Fault.NOWHERE, "a program that has the file open to be cleared",
                    "none: all its records were deleted, as was asked for",
                    "open it without that wish to keep what is in it"));
        }
    }

    @Override
    public String toString() {
        return "who clears the file if he is the first";
    }
}
