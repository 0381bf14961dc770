package tdb2.engine.dump;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import tdb2.engine.Fetch;
import tdb2.engine.Tdb;
import tdb2.engine.error.Fault;
import tdb2.engine.error.FileChangedException;
import tdb2.engine.error.RefusedException;
import tdb2.engine.event.Progress;
import tdb2.engine.query.Query;

/**
 * One number for the contents of a file, the same in every dialect and layout: SHA-256 over all records, each encoded as
 * {@code u32be keyLength, key, u32be valueLength, value}, in the order of the encodings as unsigned bytes.
 *
 * <p>
 * The records are put in order in bounded memory: each pass over the file keeps the next ones in order that fit.
 */
public final class Digest {

    private static final Fetch FETCH = new Fetch(Integer.MAX_VALUE, 4096, false);
    private static final long LEAST_BUDGET = 32L << 20;

    private final Tdb tdb;
    private final long budget;
    private final Progress progress;
    private final MessageDigest sha;
    private final OutputStream hashing;
    private Optional<Encoded> last = Optional.empty();

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
        hashing = new DigestOutputStream(OutputStream.nullOutputStream(), sha);
    }

    /** The digest of all records of a file. */
    public static Result of(Tdb tdb, Progress progress) {
        return of(tdb, Math.max(LEAST_BUDGET, Runtime.getRuntime().maxMemory() / 5), progress);
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
        Batch batch = new Batch(Optional.empty(), budget);
        Outcome first = Records.pass(tdb, Query.ALL, FETCH, progress, receiver(batch));
        long digested = digest(batch);
        while (digested < first.records() && first.faults().isEmpty()) {
            batch = new Batch(last, budget);
            Outcome next = Records.again(tdb, FETCH, progress, receiver(batch));
            long more = digest(batch);
            if (next.records() != first.records() || more == 0) {
                throw new FileChangedException(new Fault(tdb.name(), Fault.NOWHERE,
                        first.records() + " records, as before", next.records() + " records",
                        "the file is being changed; try again when it is at rest"));
            }
            digested += more;
        }
        return new Result(first, HexFormat.of().formatHex(sha.digest()));
    }

    private Records.Receiver receiver(Batch batch) {
        return entry -> {
            if (entry.value().length() > Encoded.LONGEST) {
                throw new RefusedException(new Fault(tdb.name(), entry.header().offset(),
                        "values below 4 GiB, as the digest is defined", entry.value().length() + " bytes",
                        "use dump"));
            }
            batch.offer(Encoded.of(entry));
        };
    }

    private long digest(Batch batch) throws IOException {
        List<Encoded> records = batch.inOrder();
        for (Encoded record : records) {
            record.writeTo(hashing);
        }
        if (!records.isEmpty()) {
            last = Optional.of(records.getLast());
        }
        return records.size();
    }
}
