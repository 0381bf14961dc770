package tdb2.engine.dump;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import tdb2.engine.Entry;
import tdb2.engine.Fetch;
import tdb2.engine.Tdb;
import tdb2.engine.Value;
import tdb2.engine.error.Fault;
import tdb2.engine.error.FileChangedException;
import tdb2.engine.error.RefusedException;
import tdb2.engine.event.Progress;

/**
 * One number for the contents of a file, the same in every dialect and layout: SHA-256 over all records, each encoded as
 * {@code u32be keyLength, key, u32be valueLength, value}, in the order of the encodings as unsigned bytes.
 *
 * <p>
 * The records are put in order in bounded memory: each pass over the file keeps the next ones in order that fit.
 */
public final class Digest {

    private static final Fetch FETCH = new Fetch(Integer.MAX_VALUE, 4096, false);
    private static final long LEAST_BUDGET = 64L << 20;
    private static final long OVERHEAD = 200;
    private static final long LONGEST = 0xFFFF_FFFFL;
    private static final int COMPARE_BLOCK = 1 << 16;

    /** The order of the encodings; equal keys, which only a damaged file has, by value and place. */
    private static final Comparator<Entry> ORDER = Digest::compare;

    private final Tdb tdb;
    private final long budget;
    private final Progress progress;
    private final MessageDigest sha;
    private final List<Entry> batch = new ArrayList<>();
    private Optional<Entry> last = Optional.empty();

    /**
     * What came out.
     *
     * @param outcome number of records, faults; with faults the digest is not that of the whole file
     * @param sha256 lower-case hex
     */
    public record Result(Outcome outcome, String sha256) {}

    private Digest(Tdb tdb, long budget, Progress progress) {
        this.tdb = tdb;
        this.budget = budget;
        this.progress = progress;
        try {
            this.sha = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The digest of all records of a file. */
    public static Result of(Tdb tdb, Progress progress) {
        return of(tdb, Math.max(LEAST_BUDGET, Runtime.getRuntime().maxMemory() / 4), progress);
    }

    /** The same, keeping about {@code budget} bytes of keys and values in memory. */
    static Result of(Tdb tdb, long budget, Progress progress) {
        try {
            return new Digest(tdb, budget, progress).run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Result run() throws IOException {
        Outcome first = pass(receiver -> Records.pass(tdb, Selection.ALL, FETCH, progress, receiver));
        long digested = batch.size();
        while (digested < first.records() && first.faults().isEmpty()) {
            Outcome next = pass(receiver -> Records.again(tdb, FETCH, progress, receiver));
            if (next.records() != first.records() || batch.isEmpty()) {
                throw new FileChangedException(new Fault(tdb.name(), Fault.NOWHERE,
                        first.records() + " records, as before", next.records() + " records",
                        "the file is being changed; try again when it is at rest"));
            }
            digested += batch.size();
        }
        return new Result(first, HexFormat.of().formatHex(sha.digest()));
    }

    /** A walk over all records. */
    @FunctionalInterface
    private interface Walk {
        Outcome pass(Records.Receiver receiver) throws IOException;
    }

    /** Reads all records, digests the next ones in order. */
    private Outcome pass(Walk walk) throws IOException {
        PriorityQueue<Entry> smallest = new PriorityQueue<>(ORDER.reversed());
        long[] weight = new long[1];
        Outcome outcome = walk.pass(entry -> {
            if (last.isPresent() && ORDER.compare(entry, last.get()) <= 0) {
                return;
            }
            if (weight[0] >= budget && ORDER.compare(entry, smallest.element()) > 0) {
                return;
            }
            smallest.add(entry);
            weight[0] += weight(entry);
            while (smallest.size() > 1 && weight[0] - weight(smallest.element()) >= budget) {
                weight[0] -= weight(smallest.remove());
            }
        });
        batch.clear();
        batch.addAll(smallest);
        batch.sort(ORDER);
        for (Entry entry : batch) {
            add(entry);
            last = Optional.of(entry);
        }
        return outcome;
    }

    private static long weight(Entry entry) {
        return OVERHEAD + entry.key().length + entry.value().preview().length;
    }

    private void add(Entry entry) throws IOException {
        length(entry.key().length);
        sha.update(entry.key());
        length(entry.value().length());
        entry.value().writeTo(new OutputStream() {
            @Override
            public void write(int value) {
                sha.update((byte) value);
            }

            @Override
            public void write(byte[] bytes, int from, int length) {
                sha.update(bytes, from, length);
            }
        });
    }

    private void length(long length) {
        if (length > LONGEST) {
            throw new RefusedException(
                    new Fault(tdb.name(), Fault.NOWHERE, "values below 4 GiB, as the digest is defined",
                            "one of %d bytes".formatted(length), "use dump"));
        }
        sha.update(ByteBuffer.allocate(4).putInt((int) length).flip());
    }

    private static int compare(Entry one, Entry other) {
        int byLength = Integer.compare(one.key().length, other.key().length);
        int byKey = byLength != 0 ? byLength : Arrays.compareUnsigned(one.key(), other.key());
        return byKey != 0 ? byKey : compareAlike(one, other);
    }

    private static int compareAlike(Entry one, Entry other) {
        int byLength = Long.compare(one.value().length(), other.value().length());
        int byValue = byLength != 0 ? byLength : compareValues(one.value(), other.value());
        return byValue != 0 ? byValue : Long.compare(one.header().offset(), other.header().offset());
    }

    private static int compareValues(Value one, Value other) {
        for (long at = 0; at < one.length(); at += COMPARE_BLOCK) {
            int order = Arrays.compareUnsigned(one.read(at, COMPARE_BLOCK), other.read(at, COMPARE_BLOCK));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }
}
