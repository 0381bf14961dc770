package tdb2.engine.bench;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.lmdbjava.CursorIterable;
import org.lmdbjava.Dbi;
import org.lmdbjava.DbiFlags;
import org.lmdbjava.Env;
import org.lmdbjava.EnvFlags;
import org.lmdbjava.Txn;

/**
 * LMDB, each operation a transaction of its own, without syncing unless asked for: what was stored survives the end of the process, as it
 * does with the others.
 */
final class LmdbPeer implements Peer {

    private static final long MOST = 8L << 30;
    private static final int ROOM = 1 << 16;

    private final Env<ByteBuffer> environment;
    private final Dbi<ByteBuffer> table;
    private final ThreadLocal<ByteBuffer> keys = ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(512));
    private final ThreadLocal<ByteBuffer> values = ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(ROOM));

    LmdbPeer(Path directory) {
        this(directory, EnvFlags.MDB_NOSYNC, EnvFlags.MDB_NOMETASYNC);
    }

    private LmdbPeer(Path directory, EnvFlags... flags) {
        environment = Env.create().setMapSize(MOST).setMaxDbs(1).open(directory.toFile(), flags);
        table = environment.openDbi("bench", DbiFlags.MDB_CREATE);
    }

    /** One whose transactions are synced. */
    static LmdbPeer synced(Path directory) {
        return new LmdbPeer(directory, new EnvFlags[0]);
    }

    private static ByteBuffer filled(ThreadLocal<ByteBuffer> room, byte[] bytes) {
        return room.get().clear().put(bytes).flip();
    }

    @Override
    public void store(byte[] key, byte[] value) {
        table.put(filled(keys, key), filled(values, value));
    }

    @Override
    public int fetch(byte[] key) {
        try (Txn<ByteBuffer> reading = environment.txnRead()) {
            ByteBuffer found = table.get(reading, filled(keys, key));
            return found == null ? -1 : copy(found);
        }
    }

    @Override
    public int parse(byte[] key) {
        try (Txn<ByteBuffer> reading = environment.txnRead()) {
            ByteBuffer found = table.get(reading, filled(keys, key));
            return found == null ? -1 : Byte.toUnsignedInt(found.get(found.position()));
        }
    }

    @Override
    public boolean delete(byte[] key) {
        return table.delete(filled(keys, key));
    }

    @Override
    public long traverse() {
        long bytes = 0;
        try (Txn<ByteBuffer> reading = environment.txnRead();
                CursorIterable<ByteBuffer> all = table.iterate(reading)) {
            for (CursorIterable.KeyVal<ByteBuffer> record : all) {
                bytes += copy(record.key()) + copy(record.val());
            }
        }
        return bytes;
    }

    private static int copy(ByteBuffer found) {
        byte[] copy = new byte[found.remaining()];
        found.get(copy);
        return copy.length;
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public void close() {
        environment.close();
    }
}
