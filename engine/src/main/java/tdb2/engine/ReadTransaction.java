package tdb2.engine;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import tdb2.engine.dialect.Assembly;
import tdb2.engine.error.Fault;
import tdb2.engine.error.RefusedException;
import tdb2.engine.inspect.Position;
import tdb2.engine.storage.Storage;
import tdb2.engine.transaction.Commits.Share;

/**
 * Reads of one state of the file: nobody writes until it is closed. Write transactions may begin and prepare meanwhile;
 * their commits wait. Belongs to the thread that began it, which may not write until it is closed.
 */
public final class ReadTransaction implements AutoCloseable {

    private final Storage storage;
    private final Assembly assembly;
    private final Share share;
    private final Runnable ended;
    private final Thread owner = Thread.currentThread();
    private volatile boolean over;

    /** @param share keeps writers out until it is closed */
    ReadTransaction(Storage storage, Assembly assembly, Share share, Runnable ended) {
        this.storage = storage;
        this.assembly = assembly;
        this.share = share;
        this.ended = ended;
    }

    /** The value of a key, copied; empty when it is not there. */
    public Optional<byte[]> fetch(byte[] key) {
        return parse(key, ValueView::bytes);
    }

    /** Whether a key is there. */
    public boolean exists(byte[] key) {
        return parse(key, _ -> true).isPresent();
    }

    /** Gives the value of a key to a reader, without copying it. */
    public <T> Optional<T> parse(byte[] key, Function<ValueView, T> reader) {
        require();
        long hash = assembly.hashing().function().hash(key, assembly.hashing().seed());
        return assembly.index().record(key, hash).map(record -> ValueView.during(storage, record, reader));
    }

    /** Passes every record exactly once; see {@link Tdb#traverse}. */
    public long traverse(Fetch fetch, Predicate<Entry> visitor) {
        require();
        RecordCursor cursor = new RecordCursor(assembly,
                SharedReads.alone(storage, assembly.locks()), Position.START, fetch);
        long passed = 0;
        boolean more = true;
        while (more && cursor.next()) {
            passed++;
            more = visitor.test(cursor.entry());
        }
        return passed;
    }

    private void require() {
        if (over || !Thread.currentThread().equals(owner)) {
            throw new RefusedException(new Fault(storage.name(), Fault.NOWHERE,
                    "a read transaction of the thread " + owner.getName(),
                    over ? "one that is over" : "the thread " + Thread.currentThread().getName(), "begin a new one"));
        }
    }

    /** Ends it; so does closing the database, from any thread. */
    @Override
    public synchronized void close() {
        if (!over) {
            over = true;
            try {
                share.close();
            } finally {
                ended.run();
            }
        }
    }
}
