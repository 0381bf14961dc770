package tdb2.engine.repair;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongPredicate;
import tdb2.engine.Entry;
import tdb2.engine.Fetch;
import tdb2.engine.RecordCursor;
import tdb2.engine.Tdb;
import tdb2.engine.dialect.Assembly;
import tdb2.engine.error.Fault;
import tdb2.engine.event.Progress;
import tdb2.engine.format.Block;
import tdb2.engine.format.Dialect;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.format.RecordHeader.Role;
import tdb2.engine.format.Tdb2Header;
import tdb2.engine.inspect.LostRecords;
import tdb2.engine.inspect.Position;
import tdb2.engine.repair.Finds.Standing;
import tdb2.engine.salvage.Form;
import tdb2.engine.salvage.SameKeys;
import tdb2.engine.salvage.Scan;
import tdb2.engine.storage.Bytes;
import tdb2.engine.storage.OffsetSet;

/**
 * Finds every record that a file still has, and what speaks against it: first those the index leads to, then those that
 * a scan of every byte finds. Used once, by one thread.
 */
final class Survivors {

    /** How many lost records of a sound file that only this engine writes are taken for what killed processes left. */
    private static final int LEFT_BY_KILLED = 16;
    /** A longer key is none of any program's: the length is damaged. */
    private static final long LONGEST_KEY = 1 << 24;
    private static final int MOST_RANGES = 10_000;

    private final Remains remains;
    private final Progress progress;
    private final Form form;
    private final Bytes bytes;
    private final Ground ground;
    private final Finds finds;
    private final OffsetSet home;
    private final OffsetSet seen;
    private final OffsetSet strays;
    private final List<Fault> faults = new ArrayList<>();
    private final List<LostRange> lost = new ArrayList<>();
    private long lostBytes;
    private long explained;
    private long gapStart = -1;
    private long gapEnd = -1;
    private boolean founded;
    /** Behind the beginning of the last record that the index leads to. */
    private long reachedEnd;
    private OptionalLong foreign = OptionalLong.empty();

    private Survivors(Remains remains, Progress progress) {
        this.remains = remains;
        this.progress = progress;
        this.form = remains.form();
        this.bytes = remains.bytes();
        this.ground = new Ground(remains, progress);
        this.finds = new Finds(form.blocks().alignment());
        this.home = new OffsetSet(form.blocks().alignment());
        this.seen = new OffsetSet(form.blocks().alignment());
        this.strays = new OffsetSet(form.blocks().alignment());
    }

    /**
     * What was found.
     *
     * @param finds the records
     * @param faults what of the index and the free lists is damaged
     * @param lost ranges that nothing explains
     * @param lostBytes bytes of all such ranges, of those not listed too
     * @param explained bytes that blocks and structures account for
     * @param founded whether most of what the index leads to are records with the right key
     */
    record Found(Finds finds, List<Fault> faults, List<LostRange> lost, long lostBytes, long explained,
            boolean founded) {}

    /** Looks for all records. */
    static Found in(Remains remains, Progress progress) {
        return new Survivors(remains, progress).find();
    }

    private Found find() {
        remains.database().ifPresent(this::walk);
        try {
            new Scan(bytes, form, ground.landmarks(), known(), progress).run(new Scan.Visitor() {
                @Override
                public void found(Block block, boolean certain) {
                    scanned(block, certain);
                }

                @Override
                public void undo(long offset, long length) {
                    ground.recovers(offset, length);
                }

                @Override
                public void passed(long from, long to) {
                    gap(from, to);
                }

                @Override
                public void hole(long from, long to) {
                    endGap();
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        endGap();
        foreign.ifPresent(this::strangers);
        versions();
        remains.database().ifPresent(this::leftovers);
        ground.landmarks().forEach(landmark -> explained += landmark.length());
        return new Found(finds, faults, lost, lostBytes, explained, founded);
    }

    /** A record that the index leads to is one, whatever stands behind it, and the last of the free ones is. */
    private Scan.Known known() {
        return new Scan.Known() {
            @Override
            public long next(long above) {
                return ground.nextKnown(above);
            }

            @Override
            public boolean isSound(long offset) {
                return finds.isReached(offset) || ground.isLastFree(offset);
            }
        };
    }

    /** Takes the records the index leads to, in two passes: what is sound first, since it tells where things begin. */
    private void walk(Tdb tdb) {
        Assembly assembly = tdb.view().assembly();
        faults.addAll(assembly.faults());
        RecordCursor cursor = tdb.cursor(Position.START, Fetch.KEYS);
        while (cursor.next()) {
            progress.check(bytes.name(), cursor.done(), cursor.total());
            Entry entry = cursor.entry();
            RecordHeader record = entry.header();
            if (!isHome(assembly, entry)) {
                strays.add(record.offset());
            } else if (form.hashed(bytes, record)) {
                ground.begins(record.offset());
                home.add(record.offset());
            } else {
                seen.add(record.offset());
                finds.suspect(record.offset(), Doubt.HASH);
            }
        }
        faults.addAll(cursor.faults());
        faults.addAll(ground.faults());
        known(cursor);
        long atHome = home.count();
        founded = atHome > strays.count() + finds.count(Standing.SUSPECT);
        for (long offset = home.ceiling(0); offset >= 0; offset = home.ceiling(offset + 1)) {
            reached(offset);
        }
        strays(atHome);
    }

    /** Sub-tables and chains begin somewhere too; the index leads to dead records as well. */
    private void known(RecordCursor cursor) {
        OffsetSet reached = cursor.reached();
        for (long at = reached.ceiling(0); at >= 0; at = reached.ceiling(at + 1)) {
            if (!strays.contains(at) && form.blocks().at(bytes, at) instanceof Block.Used(RecordHeader record)
                    && (record.role() == Role.TABLE || record.role() == Role.CHAIN
                            || record.role() == Role.DEAD || record.keyLength() == 0)) {
                ground.begins(at);
                if (record.role() == Role.DEAD) {
                    seen.add(at);
                }
            }
        }
    }

    private void reached(long offset) {
        if (!(form.blocks().at(bytes, offset) instanceof Block.Used(RecordHeader record))) {
            return;
        }
        seen.add(offset);
        reachedEnd = Math.max(reachedEnd, offset + 1);
        if (ground.isOverlapped(record)) {
            finds.suspect(offset, Doubt.OVERLAP);
            home.remove(offset); // it is compared with nothing
        } else if (!ground.isEnded(record)) {
            finds.suspect(offset, form.formed(bytes, record) ? Doubt.END : Doubt.FORM);
        } else {
            finds.put(offset, Standing.REACHED);
        }
    }

    /** Sets aside what the scan found in a database that begins behind all that the index leads to. */
    private void strangers(long from) {
        finds.each(offset -> {
            if (offset >= from) {
                finds.suspect(offset, Doubt.FOREIGN);
            }
            return true;
        });
    }

    /** Decides between records of one key. */
    private void versions() {
        new SameKeys(bytes, form.blocks(), new Versions(remains, finds)::decide)
                .among(List.of(home, finds.with(Standing.SCANNED)), progress);
    }

    /** Whether the index leads to a record from the place that is its key's; taken for true where nobody can tell. */
    private static boolean isHome(Assembly assembly, Entry entry) {
        OptionalLong hash = assembly.hashing().of(entry.key());
        return hash.isEmpty() || assembly.index().partitionOf(hash.getAsLong()) == entry.position().partition();
    }

    /**
     * A stray record has a damaged key, or a pointer is damaged. Where its header tells 32 bits of hash that are right, or
     * where all is astray because the size of the table is damaged, it is as good as one that the scan finds.
     */
    private void strays(long atHome) {
        boolean unfounded = form.dialect() == Dialect.TDB1 || strays.count() > atHome;
        for (long offset = strays.ceiling(0); offset >= 0; offset = strays.ceiling(offset + 1)) {
            if (!unfounded && seen.add(offset)) {
                finds.suspect(offset, Doubt.STRAY);
            }
        }
    }

    private void scanned(Block block, boolean certain) {
        long length = switch (block) {
            case Block.Used(RecordHeader record) -> {
                record(record);
                yield record.length();
            }
            case Block.Free(var free) -> free.length();
            case Block.Recovery(var area) -> area.length();
            case Block.Nothing _ -> 0;
        };
        explained += certain ? length : 0;
    }

    private void record(RecordHeader record) {
        long offset = record.offset();
        boolean holdsRecord = record.role() == Role.DATA || record.role() == Role.DEAD;
        if (!holdsRecord || record.keyLength() > LONGEST_KEY || seen.contains(offset)) {
            return;
        }
        boolean hashed = form.hashed(bytes, record);
        boolean ended = ground.isEnded(record);
        if (!form.formed(bytes, record) || (!hashed && !ended)) {
            return; // nothing speaks for it
        }
        seen.add(offset);
        if (record.role() == Role.DEAD) {
            finds.suspect(offset, Doubt.DELETED);
        } else if (ground.isRecovery(offset)) {
            finds.suspect(offset, Doubt.RECOVERY);
        } else if (!hashed) {
            finds.suspect(offset, Doubt.HASH);
        } else if (ground.isOverlapped(record) || ground.holdsItsNeighbour(record)) {
            finds.suspect(offset, Doubt.OVERLAP);
        } else if (!ended) {
            finds.suspect(offset, Doubt.END);
        } else if (form.mayBeTable(record)) {
            finds.suspect(offset, Doubt.TABLE);
        } else {
            finds.put(offset, Standing.SCANNED);
        }
    }

    /**
     * In a file that is sound otherwise, what lies behind all that the database uses was left of a transaction that was
     * undone, where transactions are undone; and where only this engine writes it is known that killed processes leave a
     * few records.
     */
    private void leftovers(Tdb tdb) {
        OffsetSet scanned = finds.with(Standing.SCANNED);
        if (!faults.isEmpty() || scanned.count() == 0) {
            return;
        }
        Assembly assembly = tdb.view().assembly();
        OffsetSet inUse = LostRecords.offsets(assembly, finds.with(Standing.REACHED), progress);
        boolean undoes = assembly.header().dialect() != Dialect.TDB2;
        long taken = scanned.count();
        long behind = count(scanned, offset -> !inUse.contains(offset));
        boolean few = assembly.header() instanceof Tdb2Header header && header.variant() > 0
                && taken <= LEFT_BY_KILLED;
        for (long offset = scanned.ceiling(0); offset >= 0; offset = scanned.ceiling(offset + 1)) {
            if (undoes && !inUse.contains(offset) && behind < finds.count(Standing.REACHED)) {
                finds.suspect(offset, Doubt.UNDONE);
            } else if (few) {
                finds.suspect(offset, Doubt.LEFTOVER);
            }
        }
    }

    private static long count(OffsetSet set, LongPredicate wanted) {
        long count = 0;
        for (long offset = set.ceiling(0); offset >= 0; offset = set.ceiling(offset + 1)) {
            count += wanted.test(offset) ? 1 : 0;
        }
        return count;
    }

    private void gap(long from, long to) {
        if (from != gapEnd) {
            endGap();
            gapStart = from;
        }
        gapEnd = to;
    }

    private void endGap() {
        boolean header = gapStart == 0 && remains.database().isEmpty();
        if (gapStart >= 0 && gapEnd > gapStart && (header || !ground.isFill(gapStart, gapEnd))) {
            if (founded && foreign.isEmpty() && gapEnd > reachedEnd) {
                foreign = ForeignHeader.within(bytes, Math.max(gapStart, reachedEnd), gapEnd);
            }
            lostBytes += gapEnd - gapStart;
            if (lost.size() < MOST_RANGES) {
                lost.add(new LostRange(gapStart, gapEnd - gapStart));
            }
        }
        gapStart = -1;
    }
}
