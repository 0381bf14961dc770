package tdb2.engine.convert;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import tdb2.engine.Content;
import tdb2.engine.CreateOptions;
import tdb2.engine.Entry;
import tdb2.engine.Fetch;
import tdb2.engine.StoreMode;
import tdb2.engine.Tdb;
import tdb2.engine.dump.Digest;
import tdb2.engine.error.Fault;
import tdb2.engine.error.RefusedException;
import tdb2.engine.event.Progress;
import tdb2.engine.posix.Draft;
import tdb2.engine.posix.FileAttributes;

/**
 * Makes a new file of any dialect, variant and byte order with the records of another one. It appears when it is complete
 * and on the disk, and when its digest is that of the source; with the source's owner, mode and attributes. Has no
 * state: safe for several threads.
 */
public final class Convert {

    private static final int PRIVATE = 0600;

    private Convert() {}

    /**
     * What came out.
     *
     * @param records in the new file
     * @param sha256 digest of both files, lower-case hex
     * @param size of the new file, bytes
     * @param missed which attributes of the source the new file could not get
     */
    public record Result(long records, String sha256, long size, List<Fault> missed) {

        public Result {
            missed = List.copyOf(missed);
        }
    }

    /**
     * Converts. Takes no lock that keeps others from writing: when they do, the digests differ and nothing is made.
     *
     * @param source open for reading
     * @param file its name
     * @param target name of the new file
     * @param wanted what it is to be
     * @throws RefusedException when there is something of the target's name, when only a part of the source can be read,
     *             when it was changed meanwhile, or when the dialect has no room for its records
     * @throws tdb2.engine.error.StorageException when the operating system refuses; nothing is left then
     * @throws tdb2.engine.error.CancelledException when {@code progress} ends it; nothing is left then
     */
    public static Result of(Tdb source, Path file, Path target, CreateOptions wanted, Progress progress) {
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw refused(target.toString(), "a name that is free", "something of that name",
                    "choose another name; nothing was written");
        }
        try (Draft draft = Draft.of(target, FileAttributes.of(file).withoutExecution())) {
            long size;
            Digest.Result copied;
            try (Tdb copy = Tdb.create(draft.path(), wanted.withPermissions(PRIVATE))) {
                fill(source, copy, progress);
                copied = Digest.of(copy, progress);
                size = copy.size();
            }
            Digest.Result original = Digest.of(source, progress);
            if (!original.outcome().faults().isEmpty()) {
                throw new RefusedException(original.outcome().faults().getFirst());
            }
            if (!original.sha256().equals(copied.sha256())) {
                throw refused(source.name(), "a file that stays as it is while it is copied", "one that was changed",
                        "nothing was made; try again, or keep writers out with: lock");
            }
            return new Result(copied.outcome().records(), copied.sha256(), size, draft.publish());
        }
    }

    private static void fill(Tdb source, Tdb copy, Progress progress) {
        long[] done = new long[1];
        long total = source.size();
        source.traverse(Fetch.RECORDS, entry -> {
            store(source, copy, entry);
            done[0] = Math.min(total, done[0] + entry.key().length + entry.value().length());
            progress.check(source.name(), done[0], total);
            return true;
        });
    }

    private static void store(Tdb source, Tdb copy, Entry entry) {
        if (!copy.store(entry.key(), Content.of(entry.value().bytes()), StoreMode.INSERT)) {
            throw refused(source.name(), "every key once", "the key of the record at offset %d a second time"
                    .formatted(entry.header().offset()), "nothing was made; run check, then repair the file");
        }
    }

    private static RefusedException refused(String file, String expected, String found, String advice) {
        return new RefusedException(new Fault(file, Fault.NOWHERE, expected, found, advice));
    }
}
