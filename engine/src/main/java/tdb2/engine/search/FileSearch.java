package tdb2.engine.search;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import tdb2.engine.Entry;
import tdb2.engine.Fetch;
import tdb2.engine.OpenOptions;
import tdb2.engine.RecordCursor;
import tdb2.engine.Tdb;
import tdb2.engine.error.DamagedException;
import tdb2.engine.error.Fault;
import tdb2.engine.error.FileChangedException;
import tdb2.engine.error.LockException;
import tdb2.engine.error.NotATdbException;
import tdb2.engine.error.RefusedException;
import tdb2.engine.error.StorageException;
import tdb2.engine.error.TdbException;
import tdb2.engine.error.UnsupportedException;
import tdb2.engine.event.Progress;
import tdb2.engine.inspect.Position;
import tdb2.engine.query.Filter;
import tdb2.engine.query.Match;
import tdb2.engine.query.Filter;
import tdb2.engine.salvage.Salvage;

/** One file of a search. */
final class FileSearch {

    /** What a file may hold more of than it is long: it may change while it is read. */
    private static final int OVERLAP = 4;
    private static final long SLACK = 1 << 20;
    private static final int BEFORE = 24;
    private static final int EXCERPT = 160;
    private static final int TELL_EVERY = 256;

    private final Path file;
    private final Sought sought;
    private final Progress progress;
    private final Listener listener;
    private final Tally before;
    private long records;
    private long hits;
    private long faults;
    private long read;
    private long size;
    private boolean inFlux;

    /**
     * @param before what was done in other files
     */
    FileSearch(Path file, Sought sought, Progress progress, Listener listener, Tally before) {
        this.file = file;
        this.sought = sought;
        this.progress = progress;
        this.listener = listener;
        this.before = before;
    }

    /** Searches the file; answers the tally with it. */
    Tally run(OpenOptions options) throws IOException {
        boolean readable = true;
        try (Tdb tdb = Tdb.open(file, options)) {
            size = tdb.size();
            walk(tdb);
        } catch (NotATdbException | UnsupportedException | DamagedException refused) {
            readable = records > 0 ? brokenOff(refused) : salvage(options, refused);
        } catch (StorageException | LockException | FileChangedException | RefusedException failed) {
            readable = brokenOff(failed);
        }
        Tally after = tally(1, readable ? 0 : 1);
        listener.advanced(after, file);
        return after;
    }

    /** Tells why the search of the file ended; answers whether any of it was read. */
    private boolean brokenOff(TdbException why) {
        fault(why.fault());
        return records > 0;
    }

    private void walk(Tdb tdb) throws IOException {
        RecordCursor cursor = tdb.cursor(Position.START, sought.filter().fetch(new Fetch(0, 0, sought.dead())));
        try {
            while (withinBounds() && cursor.next()) {
                look(cursor.entry(), cursor.entry().dead() ? Hit.State.DEAD : Hit.State.LIVE);
            }
            if (sought.unreached() && withinBounds()) {
                Salvage.unreached(tdb, cursor.reached(), Fetch.RECORDS, progress, this::salvaged);
            }
        } finally {
            inFlux = cursor.inFlux();
            tdb.view().faults().forEach(this::fault);
            cursor.faults().forEach(this::fault);
        }
        if (!withinBounds()) {
            fault(new Fault(tdb.name(), Fault.NOWHERE, "records that lie beside each other",
                    "records that overlap: %d bytes in a file of %d".formatted(read, size),
                    "the rest of the file was not searched; check tells more"));
        }
    }

    /** Records of a sound file lie beside each other; a file made to harm would have us read the same bytes for ever. */
    private boolean withinBounds() {
        return read <= OVERLAP * size + SLACK;
    }

    private boolean salvage(OpenOptions options, TdbException refused) throws IOException {
        if (!sought.unreached()) {
            return brokenOff(refused);
        }
        try {
            Salvage.run(file, options, Filter.ALL, progress, this::salvaged).faults().forEach(this::fault);
            return true;
        } catch (NotATdbException | UnsupportedException | DamagedException hopeless) {
            return brokenOff(hopeless);
        }
    }

    private void salvaged(Entry entry) throws IOException {
        size = Math.max(size, entry.header().end());
        if (withinBounds()) {
            look(entry, Hit.State.UNREACHED);
        }
    }

    private void look(Entry entry, Hit.State state) throws IOException {
        records++;
        read += entry.header().length();
        if (records % TELL_EVERY == 0) {
            progress.check(file.toString(), 0, 0);
            listener.advanced(tally(0, 0), file);
        }
        try {
            for (Match match : sought.filter().matches(entry, progress)) {
                hits++;
                listener.hit(hit(entry, state, match));
            }
        } catch (FileChangedException | RefusedException | DamagedException passedOver) {
            fault(passedOver.fault());
        }
    }

    private Hit hit(Entry entry, Hit.State state, Match match) {
        long from = Math.max(0, match.at() - BEFORE);
        byte[] key = entry.key();
        byte[] excerpt = match.inValue()
                ? entry.value().read(from, EXCERPT)
                : Arrays.copyOfRange(key, (int) from, (int) Math.min(key.length, from + EXCERPT));
        byte[] start = key.length <= Hit.KEY ? key : Arrays.copyOf(key, Hit.KEY);
        return new Hit(file, entry.header(), state, start, match, excerpt, from);
    }

    private void fault(Fault fault) {
        faults++;
        listener.fault(fault);
    }

    private Tally tally(int files, int unreadable) {
        return before.plus(
                new Tally(files, unreadable, records, files == 1 ? size : 0, hits, faults, inFlux));
    }
}
