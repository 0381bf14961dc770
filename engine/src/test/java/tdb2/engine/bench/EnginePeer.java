package tdb2.engine.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import tdb2.engine.CreateOptions;
import tdb2.engine.Fetch;
import tdb2.engine.OpenOptions;
import tdb2.engine.Tdb;

/** This engine, with its locks. */
final class EnginePeer implements Peer {

    private final Tdb tdb;

    /** @param made what a file that is not there becomes */
    EnginePeer(Path file, CreateOptions made) {
        tdb = Files.exists(file) ? Tdb.open(file, OpenOptions.WRITE) : Tdb.create(file, made);
    }

    @Override
    public void store(byte[] key, byte[] value) {
        tdb.store(key, value);
    }

    @Override
    public int fetch(byte[] key) {
        return tdb.fetch(key).map(value -> value.length).orElse(-1);
    }

    @Override
    public int parse(byte[] key) {
        return tdb.parse(key, value -> value.at(0)).orElse(-1);
    }

    @Override
    public boolean delete(byte[] key) {
        return tdb.delete(key);
    }

    @Override
    public long traverse() {
        long[] bytes = new long[1];
        tdb.traverse(Fetch.RECORDS, entry -> {
            bytes[0] += entry.key().length + entry.value().preview().length;
            return true;
        });
        return bytes[0];
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public void close() {
        tdb.close();
    }
}
