package tdb2.engine.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tdb2.engine.CreateOptions;
import tdb2.engine.format.Dialect;

/**
 * A store of keys and values that is measured beside others: each call is one operation on its own, durable as far as
 * the process goes, not synced. Each thread uses one of its own over the same file where the store demands that.
 */
interface Peer extends AutoCloseable {

    /** Names of peers in libtdb's format. */
    Pattern FORMAT = Pattern.compile("(tdb1|libtdb)-(\\d+)(-mutex)?");

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

    /**
     * The peers, by the names the measurements give them: those in libtdb's format with the number of chains, and with
     * {@code -mutex} where robust mutexes stand for file locks.
     */
    static Peer open(String name, Path directory) {
        Path file = directory.resolve("bench.tdb");
        Matcher format = FORMAT.matcher(name);
        if (format.matches()) {
            int chains = Integer.parseInt(format.group(2));
            int flags = format.group(3) == null ? 0 : LibTdb.MUTEXES;
            return format.group(1).equals("tdb1") ? tdb1(file, chains, flags) : new LibTdb(file, chains, flags);
        }
        return switch (name) {
            case "tdb2" -> new EnginePeer(file, CreateOptions.DEFAULT);
            case "lmdb" -> new LmdbPeer(directory);
            case "mvstore" -> new MvStorePeer(directory.resolve("bench.mv"));
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** This engine on the format of libtdb, which makes the file where there are to be mutexes. */
    private static Peer tdb1(Path file, int chains, int flags) {
        if (flags != 0 && !Files.exists(file)) {
            new LibTdb(file, chains, flags).close();
        }
        return new EnginePeer(file, CreateOptions.DEFAULT.withDialect(Dialect.TDB1).withHashSize(chains));
    }
}
