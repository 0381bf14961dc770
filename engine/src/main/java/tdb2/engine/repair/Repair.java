package tdb2.engine.repair;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import tdb2.engine.Content;
import tdb2.engine.CreateOptions;
import tdb2.engine.Entry;
import tdb2.engine.Fetch;
import tdb2.engine.OpenOptions;
import tdb2.engine.StoreMode;
import tdb2.engine.Tdb;
import tdb2.engine.Value;
import tdb2.engine.ValueView;
import tdb2.engine.check.Check;
import tdb2.engine.check.Diagnosis;
import tdb2.engine.error.DamagedException;
import tdb2.engine.error.Fault;
import tdb2.engine.error.RefusedException;
import tdb2.engine.event.Progress;
import tdb2.engine.format.Block;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.hash.HashChoice;
import tdb2.engine.repair.Finds.Standing;
import tdb2.engine.repair.Remains.Broken;

/**
 * The repair of one broken file: looks at it when it is made, tells what could be saved, and writes that into a new file.
 * The broken file is never written to. Used by one thread; close it when it is done.
 */
public final class Repair implements AutoCloseable {

    private static final int CHUNK = 1 << 16;

    private final Remains remains;
    private final Survivors.Found found;
    private final Plan plan;
    private final HashChoice hash;

    private Repair(Remains remains, Survivors.Found found, HashChoice hash, Progress progress) {
        this.remains = remains;
        this.found = found;
        this.plan = new PlanMaker(remains, found, recordsLost(remains, found, progress)).plan();
        this.hash = hash;
    }

    /**
     * Looks at a file.
     *
     * @throws tdb2.engine.error.TdbException when it cannot be read, or nothing in it looks like a record
     */
    public static Repair of(Path file, OpenOptions options, Progress progress) {
        return look(Broken.file(file, options), options, progress);
    }

    /** Looks at an image in memory; throws what the other throws. */
    public static Repair of(String name, byte[] image, OpenOptions options, Progress progress) {
        return look(Broken.image(name, image, options), options, progress);
    }

    private static Repair look(Broken broken, OpenOptions options, Progress progress) {
        Remains remains = Remains.of(broken, options, progress);
        try {
            Survivors.Found found = Survivors.in(remains, progress);
            boolean explained = 4 * found.lostBytes() < remains.bytes().size();
            if (remains.database().isEmpty() || found.founded() || explained) {
                return of(remains, found, options, progress);
            }
            return second(broken, options, progress, remains, found);
        } catch (RuntimeException | Error e) {
            remains.close();
            throw e;
        }
    }

    private static Repair of(Remains remains, Survivors.Found found, OpenOptions options, Progress progress) {
        if (remains.database().isEmpty() && found.finds().size() == 0) {
            throw Beginning.nothing(remains.bytes().storage(), new DamagedException(remains.faults().getFirst()));
        }
        return new Repair(remains, found, options.hash(), progress);
    }

    /** Where nothing is damaged none is. */
    private static long recordsLost(Remains remains, Survivors.Found found, Progress progress) {
        return found.faults().isEmpty()
                ? 0
                : remains.database().map(tdb -> Check.diagnose(tdb, progress).recordsLost()).orElse(0L);
    }

    /**
     * Much of the file is unexplained, and the index leads to little that is right: the header may tell lies. Takes the way
     * that finds more.
     */
    private static Repair second(Broken broken, OpenOptions options, Progress progress,
            Remains first, Survivors.Found found) {
        Fault doubt = new Fault(first.bytes().name(), 0, "a header that explains the file",
                "one by which most of the file is no block", "it is read by what its records look like");
        Remains other = Remains.withoutHeader(broken, options, new DamagedException(doubt), progress);
        Survivors.Found instead = Survivors.in(other, progress);
        boolean better = taken(instead) > taken(found);
        (better ? first : other).close();
        return of(better ? other : first, better ? instead : found, options, progress);
    }

    private static long taken(Survivors.Found found) {
        return found.finds().count(Standing.REACHED) + found.finds().count(Standing.SCANNED);
    }

    /** What would be done. */
    public Plan plan() {
        return plan;
    }

    /** Receives a record that is set aside. */
    @FunctionalInterface
    public interface Receiver {

        void suspect(Suspect suspect) throws IOException;
    }

    /**
     * Passes the records that are set aside.
     *
     * @throws IOException what the receiver throws
     */
    public void suspects(Receiver receiver) throws IOException {
        try {
            eachSuspect(suspect -> {
                try {
                    receiver.suspect(suspect);
                    return true;
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** The first of the records that are set aside, told so that they can be looked at when this is closed. */
    public List<Aside> asides(int most) {
        List<Aside> asides = new ArrayList<>();
        if (most > 0) {
            eachSuspect(suspect -> {
                asides.add(Aside.of(suspect));
                return asides.size() < most;
            });
        }
        return asides;
    }

    private void eachSuspect(Predicate<Suspect> consumer) {
        found.finds().each(offset -> found.finds().doubt(offset)
                .map(doubt -> consumer.test(new Suspect(entry(offset), doubt))).orElse(true));
    }

    /** What the copy is to be made with. */
    public CreateOptions copyOptions() {
        return Copies.like(remains, hash, taken(found));
    }

    /**
     * Stores every record that is taken in an empty database.
     *
     * @throws tdb2.engine.error.TdbException what storing throws
     */
    public void fill(Tdb copy, Progress progress) {
        eachTaken(progress, 0, entry -> copy.store(entry.key(), content(entry.value()), StoreMode.INSERT));
    }

    /**
     * Compares every record that is taken with what is in the copy, and checks the copy.
     *
     * @throws DamagedException when they differ: tells where
     */
    public Diagnosis verify(Tdb copy, Progress progress) {
        long[] same = new long[1];
        eachTaken(progress, 1, entry -> {
            boolean there = copy.parse(entry.key(), view -> same(entry.value(), view)).orElse(false);
            if (!there) {
                throw new DamagedException(new Fault(copy.name(), entry.header().offset(),
                        "the record of the broken file at this offset", "another one, or none, in the copy",
                        "nothing was made; the disk or the memory may be at fault"));
            }
            same[0]++;
        });
        return Check.diagnose(copy, progress);
    }

    private interface Work {
        void on(Entry entry);
    }

    private void eachTaken(Progress progress, int pass, Work work) {
        Finds finds = found.finds();
        long size = remains.bytes().size();
        finds.each(offset -> {
            progress.check(remains.bytes().name(), pass * size + offset, 2 * size);
            if (finds.isTaken(offset)) {
                work.on(entry(offset));
            }
            return true;
        });
    }

    private Entry entry(long offset) {
        if (remains.form().blocks().at(remains.bytes(), offset) instanceof Block.Used(RecordHeader record)) {
            return Entry.read(remains.bytes(), remains.form().blocks(), record, Fetch.RECORDS);
        }
        throw new RefusedException(new Fault(remains.bytes().name(), offset, "the record found before", "none",
                "somebody writes to the file; stop its users first"));
    }

    private static Content content(Value value) {
        return new Content() {
            @Override
            public long length() {
                return value.length();
            }

            @Override
            public void read(long from, byte[] into, int at, int count) {
                System.arraycopy(value.read(from, count), 0, into, at, count);
            }
        };
    }

    private static boolean same(Value value, ValueView there) {
        if (value.length() != there.length()) {
            return false;
        }
        byte[] chunk = new byte[(int) Math.min(CHUNK, value.length())];
        for (long done = 0; done < value.length(); done += CHUNK) {
            int count = (int) Math.min(CHUNK, value.length() - done);
            there.read(done, chunk, 0, count);
            if (!Arrays.equals(chunk, 0, count, value.read(done, count), 0, count)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        remains.close();
    }
}
