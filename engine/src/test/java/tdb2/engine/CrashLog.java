package tdb2.engine;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import tdb2.engine.storage.SeenOffsets;

/**
 * What a long run of the crash laboratory has tried: the hashes of all images, also of runs before, which were ended.
 * Safe for several threads.
 */
final class CrashLog implements AutoCloseable {

    private final Path figures;
    private final Path log;
    private final long wanted;
    private final SeenOffsets images = new SeenOffsets();
    private final Set<String> done = new HashSet<>();
    private final Map<String, Long> distinct = new TreeMap<>();
    private long tried;
    private long found;
    private long nanos;

    /** The images of one scenario with one seed, by hash; the caller's thread alone uses it. */
    final class Entry implements LongPredicate {

        private final long seed;
        private final String name;
        private final long began = System.nanoTime();
        private final List<Long> fresh = new ArrayList<>();

        private Entry(long seed, String name) {
            this.seed = seed;
            this.name = name;
        }

        @Override
        public boolean test(long hash) {
            boolean isNew = isNew(hash);
            if (isNew) {
                fresh.add(hash);
            }
            return isNew;
        }

        private String key() {
            return seed + " " + name;
        }
    }

    private CrashLog(Path figures, Path log, long wanted) {
        this.figures = figures;
        this.log = log;
        this.wanted = wanted;
    }

    /** Reads what runs before have tried. */
    static CrashLog open(Path folder, long wanted) throws IOException {
        Files.createDirectories(folder);
        CrashLog opened = new CrashLog(folder.resolve("crash.txt"), folder.resolve("crash.images"), wanted);
        if (Files.exists(opened.log)) {
            opened.read();
        }
        return opened;
    }

    private void read() throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(log)))) {
            while (true) {
                Entry entry = entry(in.readLong(), in.readUTF());
                long took = in.readLong();
                long attempts = in.readLong();
                for (int left = in.readInt(); left > 0; left--) {
                    entry.test(in.readLong());
                }
                count(entry, attempts, took);
            }
        } catch (EOFException _) {
            // the end, or what the last run could not write to its end
        }
    }

    private synchronized boolean isNew(long hash) {
        return images.add(hash);
    }

    /** Whether as many images were found as were wanted. */
    synchronized boolean isEnough() {
        return found >= wanted;
    }

    /** Whether a run before has tried a scenario with a seed. */
    synchronized boolean isDone(long seed, String name) {
        return done.contains(seed + " " + name);
    }

    Entry entry(long seed, String name) {
        return new Entry(seed, name);
    }

    private void count(Entry entry, long attempts, long took) {
        done.add(entry.key());
        tried += attempts;
        nanos += took;
        found += entry.fresh.size();
        distinct.merge(entry.name, (long) entry.fresh.size(), Long::sum);
    }

    /** A scenario was tried with a seed, so and so many images. */
    synchronized void done(Entry entry, long attempts) throws IOException {
        long took = System.nanoTime() - entry.began;
        count(entry, attempts, took);
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(log,
                StandardOpenOption.CREATE, StandardOpenOption.APPEND)))) {
            out.writeLong(entry.seed);
            out.writeUTF(entry.name);
            out.writeLong(took);
            out.writeLong(attempts);
            out.writeInt(entry.fresh.size());
            for (long hash : entry.fresh) {
                out.writeLong(hash);
            }
        }
        tell();
    }

    private void tell() throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("runs %,d, images tried %,d, distinct %,d, %,d s of all threads".formatted(done.size(), tried, found,
                nanos / 1_000_000_000));
        distinct.forEach((name, count) -> lines.add("%-8s %,d".formatted(name, count)));
        Files.write(figures, lines);
    }

    @Override
    public synchronized void close() throws IOException {
        tell();
    }
}
