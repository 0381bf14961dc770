package tdb2.engine.dump;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import tdb2.engine.Entry;
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
 * The records are put in order in bounded memory. As long as they fit, they are kept as they were read. Otherwise their keys
 * are put in order, in as many passes over the file as the memory asks for, and each record is read again when its turn
 * comes. For one thread.
 */
public final class Digest {

    private static final Fetch FETCH = new Fetch(Integer.MAX_VALUE, 4096, false);
    private static final long OVERHEAD = 64;

    private final Tdb tdb;
    private final long budget;
    private final Progress progress;
    private final MessageDigest sha;
    private final OutputStream hashing;
    private final List<Encoded> whole = new ArrayList<>();
    private long weight;
    private Optional<KeyBatch> keys = Optional.empty();

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
        return of(tdb, Runtime.getRuntime().maxMemory() / 4, progress);
    }

    /** The same, in about {@code budget} bytes of memory. */
    static Result of(Tdb tdb, long budget, Progress progress) {
        try {
            return new Digest(tdb, budget, progress).run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Result run() throws IOException {
        Outcome first = Records.pass(tdb, Query.ALL, FETCH, progress, this::keep);
        if (keys.isPresent()) {
            pass(keys.get(), first);
        } else {
            Collections.sort(whole);
            for (Encoded record : whole) {
                record.writeTo(hashing);
            }
        }
        return new Result(first, HexFormat.of().formatHex(sha.digest()));
    }

    /** Keeps a record as it is; from where they are too many on, all by their keys. */
    private void keep(Entry entry) {
        if (keys.isPresent()) {
            keys.get().offer(entry.key(), entry.header().offset());
            return;
        }
        Encoded record = encoded(entry);
        whole.add(record);
        weight += OVERHEAD + record.head().length;
        if (weight > budget) {
            KeyBatch batch = new KeyBatch(budget, this::compare);
            while (!whole.isEmpty()) {
                Encoded last = whole.removeLast();
                batch.offer(last.key(), last.place());
            }
            keys = Optional.of(batch);
        }
    }

    private void pass(KeyBatch batch, Outcome first) throws IOException {
        long digested = digest(batch);
        while (digested < first.records() && first.faults().isEmpty()) {
            batch.goOn();
            Outcome again = Records.again(tdb, Fetch.KEYS, progress,
                    entry -> batch.offer(entry.key(), entry.header().offset()));
            if (again.records() != first.records() || batch.count() == 0) {
                throw changed(first.records() + " records, as before", again.records() + " records");
            }
            digested += digest(batch);
        }
    }

    private long digest(KeyBatch batch) throws IOException {
        batch.sort();
        for (int rank = 0; rank < batch.count(); rank++) {
            progress.check(tdb.name(), rank, batch.count());
            KeyBatch.Keyed keyed = batch.at(rank);
            Entry entry = at(keyed.place());
            if (!Arrays.equals(entry.key(), keyed.key())) {
                throw changed("the record at offset %d, as before".formatted(keyed.place()), "another one");
            }
            encoded(entry).writeTo(hashing);
        }
        return batch.count();
    }

    /** Of records with the same key, as in a damaged file alone. */
    private int compare(long one, long other) {
        return one == other ? 0 : encoded(at(one)).compareTo(encoded(at(other)));
    }

    private Entry at(long place) {
        return tdb.at(place, FETCH).orElseThrow(
                () -> changed("the record at offset %d, as before".formatted(place), "none"));
    }

    private FileChangedException changed(String expected, String found) {
        return new FileChangedException(new Fault(tdb.name(), Fault.NOWHERE, expected, found,
                "the file is being changed; try again when it is at rest"));
    }

    private Encoded encoded(Entry entry) {
        if (entry.value().length() > Encoded.LONGEST) {
            throw new RefusedException(new Fault(tdb.name(), entry.header().offset(),
                    "values below 4 GiB, as the digest is defined", entry.value().length() + " bytes", "use dump"));
        }
        return Encoded.of(entry);
    }
}
