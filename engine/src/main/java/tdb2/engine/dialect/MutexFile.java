package tdb2.engine.dialect;

import java.nio.ByteOrder;
import java.util.Optional;
import tdb2.engine.error.Fault;
import tdb2.engine.error.RefusedException;
import tdb2.engine.format.Dialect;
import tdb2.engine.format.Tdb1Header;
import tdb2.engine.hash.HashChoice;
import tdb2.engine.lock.ByteRange;
import tdb2.engine.lock.LockBackend;
import tdb2.engine.lock.LockBackend.Mode;
import tdb2.engine.lock.LockFunctions;
import tdb2.engine.lock.LockMap;
import tdb2.engine.lock.LockTable;
import tdb2.engine.lock.MutexLayout;
import tdb2.engine.lock.MutexLocks;
import tdb2.engine.lock.Tdb1LockMap;
import tdb2.engine.lock.Tdb1LockMap.Guard;
import tdb2.engine.lock.Waiting;
import tdb2.engine.posix.Lockable;
import tdb2.engine.posix.MutexArea;
import tdb2.engine.storage.FileStorage;

/**
 * Joins those who have a TDB1 file with robust mutexes open (spec c-formats, section 1): as one who would never clear it.
 * The active lock, held as long as the file is open, keeps others from clearing it. Who finds nobody holding it is alone,
 * and makes the mutexes anew: those who left them may have been on another machine, or before the last boot.
 *
 * @param storage the file, open for writing
 * @param functions takes byte ranges
 * @param waiting how long the open lock may be waited for
 */
public record MutexFile(FileStorage storage, LockFunctions functions, Waiting waiting) {

    private static final String ADVICE = "nothing was changed; open it for reading, or let the programs that have it"
            + " open end and convert it";

    /**
     * The locks of the file, whether it has mutexes or not. Close them if they are {@link MutexLocks}.
     *
     * @throws RefusedException when its mutexes are not laid out as is known here; says why, and nothing was changed
     * @throws tdb2.engine.error.LockException when the open lock was not granted in time
     */
    public LockBackend locks() {
        Optional<Tdb1Header> header = header();
        return header.isPresent() ? join(header.get()) : new LockTable(storage.name(), functions);
    }

    private Optional<Tdb1Header> header() {
        if (Dialects.tell(storage).orElse(Dialect.NTDB) != Dialect.TDB1) {
            return Optional.empty();
        }
        Assembly assembly = Dialects.assemble(storage, new HashChoice.Automatic(), Surroundings.NONE);
        return assembly.header() instanceof Tdb1Header header && header.mutexes()
                ? Optional.of(header)
                : Optional.empty();
    }

    private MutexLocks join(Tdb1Header header) {
        MutexLayout layout = new MutexLayout(header.hashSize());
        admit(header, layout);
        Lockable file = storage.lockable().orElseThrow();
        MutexArea area = MutexArea.map(file, layout.size());
        MutexLocks locks = new MutexLocks(storage.name(), area, functions,
                new Tdb1LockMap(header.hashSize(), Guard.MUTEXES));
        boolean joined = false;
        try {
            LockMap map = new Tdb1LockMap(header.hashSize(), Guard.MUTEXES);
            locks.lock(map.open(), Mode.WRITE, waiting);
            try {
                storage.refresh();
                requireSame(header);
                takePart(locks.ownedBy(this), map.anybody(), layout, area);
            } finally {
                locks.unlock(map.open());
            }
            joined = true;
            return locks;
        } finally {
            if (!joined) {
                locks.close();
            }
        }
    }

    /** Somebody may have cleared the file in between. */
    private void requireSame(Tdb1Header before) {
        Tdb1Header now = header().orElse(before);
        if (now.hashSize() != before.hashSize() || now.mutexSize() != before.mutexSize()) {
            throw refused(Tdb1Header.HASH_SIZE, before.hashSize() + " chains, as before", now.hashSize() + " chains");
        }
    }

    private void takePart(LockBackend locks, ByteRange active, MutexLayout layout, MutexArea area) {
        if (locks.tryLock(active, Mode.WRITE)) {
            renew(layout, area);
            locks.unlock(active); // nobody comes in between: he would need the open lock
        }
        locks.lock(active, Mode.READ, waiting);
        requireMutex(area, MutexLayout.ALL_RECORDS);
        requireMutex(area, MutexLayout.FREE_LIST);
        requireMutex(area, layout.mutex((int) layout.hashSize()));
    }

    private static void renew(MutexLayout layout, MutexArea area) {
        area.init(MutexLayout.ALL_RECORDS);
        area.word(MutexLayout.MODE, MutexLayout.NOBODY);
        for (int number = 0; number <= layout.hashSize(); number++) {
            area.init(layout.mutex(number));
        }
    }

    private void requireMutex(MutexArea area, int at) {
        if (!area.isMutex(at)) {
            throw refused(at, "a robust mutex of this machine's C library",
                    "a mutex of another kind, made by the program that has the file open");
        }
    }

    private void admit(Tdb1Header header, MutexLayout layout) {
        if (!MutexArea.isKnownLayout()) {
            throw refused(Tdb1Header.FEATURES, "a machine whose mutexes are known: glibc on x86-64", "another one");
        }
        if (!header.order().equals(ByteOrder.nativeOrder())) {
            throw refused(Tdb1Header.VERSION_OFFSET, "a file with mutexes in this machine's byte order",
                    "the other one");
        }
        if (header.mutexSize() != layout.size() || header.mutexSize() > storage.size()) {
            throw refused(Tdb1Header.FEATURES, "%d bytes of mutexes for %d chains, as glibc on x86-64 has them"
                    .formatted(layout.size(), header.hashSize()), header.mutexSize() + " bytes");
        }
    }

    private RefusedException refused(long offset, String expected, String found) {
        return new RefusedException(new Fault(storage.name(), offset, expected, found, ADVICE));
    }

    @Override
    public String toString() {
        return "who has the file open";
    }
}
