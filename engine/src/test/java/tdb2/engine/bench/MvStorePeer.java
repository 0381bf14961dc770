package tdb2.engine.bench;

import java.nio.file.Path;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;

/**
 * H2's MVStore as it comes: what was stored is written in the background, about each second, and lost when the process
 * ends before. One process has the file.
 */
final class MvStorePeer implements Peer {

    private final MVStore store;
    private final MVMap<byte[], byte[]> map;

    MvStorePeer(Path file) {
        store = new MVStore.Builder().fileName(file.toString()).open();
        map = store.openMap("bench", new MVMap.Builder<byte[], byte[]>().keyType(ByteArrayDataType.INSTANCE)
                .valueType(ByteArrayDataType.INSTANCE));
    }

    @Override
    public void store(byte[] key, byte[] value) {
        map.put(key, value);
    }

    @Override
    public int fetch(byte[] key) {
        byte[] found = map.get(key);
        return found == null ? -1 : found.clone().length;
    }

    @Override
    public int parse(byte[] key) {
        byte[] found = map.get(key);
        return found == null ? -1 : Byte.toUnsignedInt(found[0]);
    }

    @Override
    public boolean delete(byte[] key) {
        return map.remove(key) != null;
    }

    @Override
    public long traverse() {
        long bytes = 0;
        for (Cursor<byte[], byte[]> all = map.cursor(null); all.hasNext();) {
            bytes += all.next().length + all.getValue().clone().length;
        }
        return bytes;
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public void close() {
        store.close();
    }
}
