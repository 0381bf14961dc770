package tdb2.engine.repair;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import tdb2.engine.dialect.Assembly;
import tdb2.engine.error.Fault;
import tdb2.engine.event.Progress;
import tdb2.engine.format.Block;
import tdb2.engine.format.FreeRecord;
import tdb2.engine.format.Landmark;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.salvage.Form;
import tdb2.engine.space.FreeArea;
import tdb2.engine.space.SpaceListener;
import tdb2.engine.storage.Bytes;
import tdb2.engine.storage.OffsetSet;

/**
 * Where things are known to begin in a file: what its header and its free lists lead to, and the records that are sound.
 * Tells whether a record ends where something begins, which is the only thing that speaks for the length of its value.
 */
final class Ground {

    /** So long a run of one byte behind a record is taken for fill, or for a block of the disk that was lost. */
    private static final int FILL = 512;
    private static final int CHUNK = 1 << 16;
    private static final int TAILER = 4;

    private final Remains remains;
    private final Bytes bytes;
    private final OffsetSet known;
    private final OffsetSet listed;
    private final List<Landmark> landmarks = new ArrayList<>();
    private final TreeMap<Long, Long> structures = new TreeMap<>();
    private final TreeMap<Long, Long> recovery = new TreeMap<>();
    private final List<Fault> faults = new ArrayList<>();

    Ground(Remains remains, Progress progress) {
        this.remains = remains;
        this.bytes = remains.bytes();
        this.known = new OffsetSet(remains.form().blocks().alignment());
        this.listed = new OffsetSet(remains.form().blocks().alignment());
        remains.database().ifPresent(tdb -> landmarks(tdb.view().assembly(), progress));
    }

    private void landmarks(Assembly assembly, Progress progress) {
        landmarks.addAll(assembly.landmarks());
        assembly.landmarks().forEach(landmark -> {
            structures.put(landmark.offset(), landmark.length());
            switch (landmark.kind()) {
                case RECOVERY_AREA, RECOVERY_SLOTS, BUNDLE -> recovery.put(landmark.offset(), landmark.length());
                case HEADER, HASH_TABLE, MUTEX_AREA, CAPABILITY -> {
                    // no record is looked for in these
                }
            }
        });
        assembly.space().walk(new SpaceListener() {
            @Override
            public void area(FreeArea area) {
                if (area.kind() == FreeArea.Kind.ZONE) {
                    landmarks.add(new Landmark(Landmark.Kind.HEADER, area.offset(), area.headerLength(),
                            area.describe()));
                }
                if (area.kind() != FreeArea.Kind.FREE_LIST) {
                    structures.put(area.offset(), area.headerLength());
                }
            }

            @Override
            public void free(FreeArea area, int bucket, FreeRecord record) {
                known.add(record.offset());
                listed.add(record.offset());
            }

            @Override
            public void damaged(Fault fault) {
                faults.add(fault);
            }

            @Override
            public boolean cancelled() {
                return progress.advanced(0, 0);
            }
        });
    }

    /** What is stepped over by a scan. */
    List<Landmark> landmarks() {
        return landmarks;
    }

    /** What of the free lists is damaged. */
    List<Fault> faults() {
        return faults;
    }

    /** Notes that a sound block begins at an offset. */
    void begins(long offset) {
        known.add(offset);
    }

    /** Notes that a range is kept for recovery. */
    void recovers(long offset, long length) {
        recovery.put(offset, length);
    }

    /** The first offset above another where a sound block or a structure begins. */
    long nextKnown(long above) {
        long next = known.ceiling(above + 1);
        Long structure = structures.higherKey(above);
        long nearest = next < 0 ? Long.MAX_VALUE : next;
        return structure == null ? nearest : Math.min(nearest, structure);
    }

    /** Whether a free record of a list begins at an offset that is the last thing in its database. */
    boolean isLastFree(long offset) {
        if (!listed.contains(offset)) {
            return false;
        }
        long end = offset + length(offset);
        return end > offset && end < bytes.size() && (ForeignHeader.begins(bytes, end) || isFill(end, bytes.size()));
    }

    /** Whether an offset lies in what is kept for recovery. */
    boolean isRecovery(long offset) {
        var below = recovery.floorEntry(offset);
        return below != null && offset > below.getKey() && offset < below.getKey() + below.getValue();
    }

    /** Whether something else is known to begin within a record. */
    boolean isOverlapped(RecordHeader record) {
        return nextKnown(record.offset()) < record.end() || tailerTellsAnother(record);
    }

    /** Whether the word at a record's end tells of another block that ends there, in TDB1. */
    private boolean tailerTellsAnother(RecordHeader record) {
        if (record.headerLength() == 16 || remains.form().closed(bytes, new Block.Used(record))
                || record.length() < record.headerLength() + TAILER) {
            return false;
        }
        long start = record.end() - bytes.u32(record.end() - TAILER);
        return start > record.offset() && start % TAILER == 0 && length(start) == record.end() - start;
    }

    private long length(long at) {
        return switch (remains.form().blocks().at(bytes, at)) {
            case Block.Used(RecordHeader used) -> used.length();
            case Block.Free(FreeRecord free) -> free.length();
            case Block.Recovery _,Block.Nothing _ -> 0;
        };
    }

    /**
     * Whether a block within a record ends exactly where the record does: then its length was made larger, unless its value
     * is a database itself. Looks at every word of the record.
     */
    boolean holdsItsNeighbour(RecordHeader record) {
        if (record.headerLength() != 16 || ForeignHeader.foodBegins(bytes, record.valueOffset())) {
            return false;
        }
        for (long at = record.valueOffset() + 7 & -8L; at < record.end() - 16; at += 8) {
            if (length(at) == record.end() - at) {
                return true;
            }
        }
        return false;
    }

    /** Whether a record ends where something begins, or its end is marked. */
    boolean isEnded(RecordHeader record) {
        long end = record.end();
        return remains.form().closed(bytes, new Block.Used(record)) || bytes.size() - end < Form.LOOK
                || end == databaseEnd() || end == undoArea()
                || known.contains(end) || structures.containsKey(end)
                || !(remains.form().blocks().at(bytes, end) instanceof Block.Nothing)
                || remains.form().nearlyBegins(bytes, end) || ForeignHeader.begins(bytes, end)
                || isFill(end, Math.min(end + FILL, bytes.size()));
    }

    /** Where the header leads for recovery, also when the area is no more. */
    private long undoArea() {
        return remains.database().map(tdb -> tdb.view().header().recovery()).orElse(0L);
    }

    private long databaseEnd() {
        return remains.database().map(tdb -> tdb.view().assembly().end()).orElse(bytes.size());
    }

    /** Whether a range is one byte over and over: a fill of growth, or zeros. */
    boolean isFill(long from, long to) {
        byte fill = bytes.bytes(from, 1)[0];
        if (fill != 0 && fill != 'B' && fill != 'C') {
            return false;
        }
        for (long at = from; at < to; at += CHUNK) {
            at = fill == 0 ? bytes.storage().nextData(at) : at;
            for (byte b : bytes.bytes(at, Math.clamp(to - at, 0, CHUNK))) {
                if (b != fill) {
                    return false;
                }
            }
        }
        return true;
    }
}
