package tdb2.engine;

import java.nio.file.Path;
import tdb2.engine.dialect.Dialects;
import tdb2.engine.dialect.MutexFile;
import tdb2.engine.dialect.Surroundings;
import tdb2.engine.dialect.WritingDialects;
import tdb2.engine.lock.DialectLocks;
import tdb2.engine.lock.LockBackend.Mode;
import tdb2.engine.lock.LockBackend;
import tdb2.engine.lock.LockFunctions;
import tdb2.engine.lock.LockListener;
import tdb2.engine.lock.LockTable;
import tdb2.engine.lock.MutexLocks;
import tdb2.engine.lock.NoLocks;
import tdb2.engine.lock.OfdLocks;
import tdb2.engine.storage.FileOptions;
import tdb2.engine.storage.FileStorage;
import tdb2.engine.storage.HeapStorage;
import tdb2.engine.storage.MemoryStorage;
import tdb2.engine.storage.Storage;
import tdb2.engine.storage.WritableFileStorage;
import tdb2.engine.storage.WritableStorage;
import tdb2.engine.transaction.BootId;

/**
 * What a handle stands on: bytes, their locks, and what is known around them.
 *
 * @param storage the bytes
 * @param locks of all programs that may know them
 * @param surroundings what the engine asks about the machine and the other programs
 */
record Source(Storage storage, LockBackend locks, Surroundings surroundings) implements AutoCloseable {

    /** A file that is there. */
    static Source open(Path path, OpenOptions options) {
        FileOptions how = new FileOptions(options.mapped(), options.accessGuard());
        return of(options.writable() ? WritableFileStorage.open(path, how) : FileStorage.open(path, how), options);
    }

    /** A new file, complete or not at all. */
    static Source create(Path path, CreateOptions options) {
        byte[] content = options.content();
        FileOptions how = new FileOptions(options.open().mapped(), options.open().accessGuard());
        return of(WritableFileStorage.create(path, options.permissions(), how, empty -> {
            empty.extend(content.length);
            empty.write(0, content, 0, content.length);
        }), options.open());
    }

    private static Source of(FileStorage storage, OpenOptions options) {
        try {
            LockBackend locks =
                    OfdLocks.of(storage, own -> table(storage, options.lockFunctions().apply(own), options));
            return new Source(storage, locks,
                    new Surroundings(BootId.of(storage.identity()), range -> locks.wouldBlock(range, Mode.WRITE),
                            options.writable()));
        } catch (RuntimeException | Error e) {
            storage.close();
            throw e;
        }
    }

    /** Who writes has a part in robust mutexes where there are some, unless he knows that he is alone. */
    private static LockBackend table(FileStorage storage, LockFunctions functions, OpenOptions options) {
        return options.writable() && options.locked()
                ? new MutexFile(storage, functions, options.patience()).locks()
                : new LockTable(storage.name(), functions);
    }

    /** Bytes in memory; a copy of them, when they are to be written to. */
    static Source of(String name, byte[] content, OpenOptions options) {
        return of(options.writable() ? new MemoryStorage(name, content) : new HeapStorage(name, content), options);
    }

    /** What no other program knows. */
    static Source of(Storage storage, OpenOptions options) {
        return new Source(storage, alone(storage.name(), options),
                options.writable() ? Surroundings.ALONE : Surroundings.NONE);
    }

    /** Locks that only keep the threads of this program apart, where they write. */
    private static LockBackend alone(String name, OpenOptions options) {
        return options.writable() ? LockTable.alone(name) : new NoLocks();
    }

    /** The locks as the options want them: none, hooked, listened to. */
    LockBackend locks(OpenOptions options) {
        LockBackend own = options.lockHook().apply(options.locked() ? locks : alone(storage.name(), options));
        return options.lockListener().equals(LockListener.NONE)
                ? own
                : new DialectLocks(storage.name(), own,
                        Dialects.assemble(storage, options.hash(), surroundings).locks(), options.lockListener());
    }

    /** Replays what a crash has left; answers whether there was anything to do. */
    static boolean recover(Path path, OpenOptions options) {
        try (Source source = open(path, options.forWriting())) {
            return source.recovered((WritableStorage) source.storage, options);
        }
    }

    boolean recovered(WritableStorage bytes, OpenOptions options) {
        return WritingDialects.recover(bytes, options.hash(), surroundings, locks, options.commits(),
                options.patience());
    }

    /** Closes the bytes; all locks go with them. */
    @Override
    public void close() {
        if (locks instanceof MutexLocks mutexes) {
            mutexes.close();
        }
        storage.close();
    }
}
