package tdb2.engine.bench;

import java.nio.file.Path;
import tdb2.engine.CreateOptions;
import tdb2.engine.format.Dialect;

/**
 * A store of keys and values that is measured beside others: each call is one operation on its own, durable as far as
 * the process goes, not synced. Each thread uses one of its own over the same file where the store demands that.
 */
interface Peer extends AutoCloseable {

    /** Stores a value, whether the key is there or not. */
    void store(byte[] key, byte[] value);

    /** A copy of a value in a Java array; its length, -1 when the key is not there. */
    int fetch(byte[] key);

    /** Looks at a value where it stands, without copying it; its first byte, -1 when the key is not there. */
    int parse(byte[] key);

    /** Whether the key was there. */
    boolean delete(byte[] key);

    /** Passes all records and copies key and value into Java; answers the bytes of all. */
    long traverse();

    /** Whether one is good for several threads at a time. */
    boolean isShared();

    @Override
    void close();

    /** The peers, by the names the measurements give them. */
    static Peer open(String name, Path directory) {
        return switch (name) {
            case "tdb2" -> new EnginePeer(directory.resolve("bench.tdb2"), CreateOptions.DEFAULT);
            case "tdb1-131" -> new EnginePeer(directory.resolve("bench.tdb"), tdb1(131));
            case "tdb1-1000003" -> new EnginePeer(directory.resolve("bench.tdb"), tdb1(1_000_003));
            case "libtdb-131" -> new LibTdb(directory.resolve("bench.tdb"), 131);
            case "libtdb-1000003" -> new LibTdb(directory.resolve("bench.tdb"), 1_000_003);
            case "lmdb" -> new LmdbPeer(directory);
            case "mvstore" -> new MvStorePeer(directory.resolve("bench.mv"));
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** The format of libtdb, with so many chains. */
    private static CreateOptions tdb1(long chains) {
        return CreateOptions.DEFAULT.withDialect(Dialect.TDB1).withHashSize(chains);
    }
}
