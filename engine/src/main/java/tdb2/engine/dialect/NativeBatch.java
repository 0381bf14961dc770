package tdb2.engine.dialect;

import tdb2.engine.error.Fault;
import tdb2.engine.error.RefusedException;
import tdb2.engine.format.Tdb2Header;
import tdb2.engine.format.WritableBytes;
import tdb2.engine.lock.LockBackend;
import tdb2.engine.lock.LockBackend.Mode;
import tdb2.engine.lock.LockMap;

/** The words of a native file that every batch reads again; of a file of variant 0 only its size. */
final class NativeBatch implements Batch {

    private static final long READABLE_VARIANTS = Tdb2Header.KNOWN_VARIANT;

    private final WritableBytes bytes;
    private final boolean plain;
    private final LockBackend backend;
    private final LockMap locks;

    NativeBatch(WritableBytes bytes, boolean plain, LockBackend backend, LockMap locks) {
        this.bytes = bytes;
        this.plain = plain;
        this.backend = backend;
        this.locks = locks;
    }

    @Override
    public void beforeRead() {
        if (plain || bytes.u64(Tdb2Header.FILE_END) > bytes.storage().size()) {
            bytes.storage().refresh();
        }
        if (!plain && bytes.u64(Tdb2Header.TX) != 0) {
            requireLiveTransaction();
        }
    }

    @Override
    public boolean beforeWrite() {
        beforeRead();
        if (plain) {
            return true;
        }
        if (bytes.u64(Tdb2Header.POISON) != 0) {
            throw refused(Tdb2Header.POISON, "a file whose last sync succeeded", "a sync that failed",
                    "nothing was written; recover the file first");
        }
        long variant = bytes.u64(Tdb2Header.FORMAT_VARIANT) >>> 32;
        if (variant > READABLE_VARIANTS) {
            throw refused(Tdb2Header.FORMAT_VARIANT, "a format variant up to " + READABLE_VARIANTS,
                    "variant " + variant, "use a later version of this program");
        }
        return bytes.u64(Tdb2Header.COMMITTED) == bytes.u64(Tdb2Header.RETIRED);
    }

    /** A transaction in progress that nobody runs has died: what it left must be replayed before anything is changed. */
    private void requireLiveTransaction() {
        if (!backend.wouldBlock(locks.transaction(), Mode.WRITE) && bytes.u64(Tdb2Header.TX) != 0) {
            throw refused(Tdb2Header.TX, "no transaction, or one that a living process runs",
                    Tdb2Header.transaction(bytes.u64(Tdb2Header.TX)) + ", and nobody runs it",
                    "whoever ran it died; recover the file first");
        }
    }

    @Override
    public void settle() {
        long committed = bytes.u64(Tdb2Header.COMMITTED);
        bytes.storage().sync();
        if (backend.tryLock(locks.transaction(), Mode.WRITE)) {
            try {
                if (Long.compareUnsigned(bytes.u64(Tdb2Header.RETIRED), committed) < 0) {
                    bytes.put(Tdb2Header.RETIRED, committed);
                }
            } finally {
                backend.unlock(locks.transaction());
            }
        }
    }

    private RefusedException refused(long offset, String expected, String found, String advice) {
        return new RefusedException(new Fault(bytes.name(), offset, expected, found, advice));
    }
}
