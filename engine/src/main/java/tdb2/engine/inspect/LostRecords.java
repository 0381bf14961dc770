package tdb2.engine.inspect;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import tdb2.engine.dialect.Assembly;
import tdb2.engine.error.DamagedException;
import tdb2.engine.error.Fault;
import tdb2.engine.event.Progress;
import tdb2.engine.format.Block;
import tdb2.engine.format.FreeRecord;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.format.RecordHeader.Role;
import tdb2.engine.format.RecoveryRecord;
import tdb2.engine.space.FreeArea;
import tdb2.engine.space.SpaceListener;
import tdb2.engine.storage.OffsetSet;

/**
 * Looks for records that the index has lost: no damage is seen on the way when the pointer that led to them is gone.
 *
 * <p>
 * Only where every block from the start of the file on is accounted for: an undone transaction leaves records of its own
 * behind the old end of the file, and they begin with free space that is on no list or with what is no block at all. A
 * record whose key the index leads to elsewhere is an older version that a crash left. For one thread.
 */
public final class LostRecords {

    private final Assembly assembly;
    private final LongPredicate reached;
    private final OffsetSet free;
    private final OffsetSet lost;
    private final Map<Long, Long> structures = new TreeMap<>();
    private final Faults faults = new Faults();

    private LostRecords(Assembly assembly, LongPredicate reached) {
        this.assembly = assembly;
        this.reached = reached;
        this.free = new OffsetSet(assembly.blocks().alignment());
        this.lost = new OffsetSet(assembly.blocks().alignment());
        assembly.landmarks().forEach(landmark -> structures.putIfAbsent(landmark.offset(), landmark.length()));
    }

    /**
     * A fault for every lost record.
     *
     * @param reached offsets of all that the index leads to, sub-tables and chains included
     */
    public static List<Fault> of(Assembly assembly, OffsetSet reached, Progress progress) {
        return new LostRecords(assembly, reached::contains).search(progress);
    }

    /** A fault for every lost record of a surveyed file. */
    public static List<Fault> of(Survey survey, Progress progress) {
        return new LostRecords(survey.assembly(), reachedBy(survey)).search(progress);
    }

    /** Where the lost records are, however many. */
    public static OffsetSet offsets(Assembly assembly, OffsetSet reached, Progress progress) {
        LostRecords records = new LostRecords(assembly, reached::contains);
        records.search(progress);
        return records.lost;
    }

    /** Where the lost records of a surveyed file are, however many. */
    public static OffsetSet offsets(Survey survey, Progress progress) {
        LostRecords records = new LostRecords(survey.assembly(), reachedBy(survey));
        records.search(progress);
        return records.lost;
    }

    /** Whether at an offset stands a record now whose key the index leads to nowhere; looks at nothing else. */
    public static boolean isLost(Assembly assembly, long offset) {
        return assembly.blocks().at(assembly.bytes(), offset) instanceof Block.Used(RecordHeader record)
                && new LostRecords(assembly, _ -> false).isLost(record);
    }

    private static LongPredicate reachedBy(Survey survey) {
        return at -> survey.records().contains(at) || survey.tables().contains(at) || survey.chains().contains(at);
    }

    private List<Fault> search(Progress progress) {
        walkSpace();
        walk(progress);
        return faults.list();
    }

    private void walkSpace() {
        assembly.space().walk(new SpaceListener() {
            @Override
            public void area(FreeArea area) {
                if (area.kind() == FreeArea.Kind.ZONE) {
                    structures.put(area.offset(), area.headerLength());
                }
            }

            @Override
            public void free(FreeArea area, int bucket, FreeRecord record) {
                free.add(record.offset());
            }
        });
    }

    private void walk(Progress progress) {
        long at = 0;
        long length = 1;
        while (at < assembly.end() && length > 0) {
            progress.check(assembly.bytes().name(), at, assembly.end());
            length = structures.containsKey(at) ? structures.get(at) : block(at);
            at += length;
        }
    }

    /** Looks at a block; answers its length, 0 when it is not accounted for. */
    private long block(long at) {
        return switch (assembly.blocks().at(assembly.bytes(), at)) {
            case Block.Used(RecordHeader record) -> {
                if (record.role() == Role.DATA && !reached.test(at) && isLost(record)) {
                    lost.add(at);
                    faults.add(new Fault(assembly.bytes().name(), at, "a record that the index leads to",
                            "one that nothing leads to, with a key of %d and a value of %d bytes"
                                    .formatted(record.keyLength(), record.valueLength()),
                            "repair saves it; check tells more"));
                }
                yield record.length();
            }
            case Block.Free(FreeRecord record) -> free.contains(at) ? record.length() : 0;
            case Block.Recovery(RecoveryRecord area) -> area.length();
            case Block.Nothing _ -> 0;
        };
    }

    /** Whether the index does not lead to the record's key either, and the record is still there. */
    private boolean isLost(RecordHeader record) {
        if (record.keyLength() > Integer.MAX_VALUE - 16) {
            return true;
        }
        byte[] key = assembly.bytes().bytes(record.keyOffset(), (int) record.keyLength());
        OptionalLong hash = assembly.hashing().of(key);
        return (hash.isEmpty() || !leadsTo(key, hash.getAsLong()))
                && assembly.blocks().at(assembly.bytes(), record.offset()) instanceof Block.Used(RecordHeader now)
                && now.equals(record);
    }

    private boolean leadsTo(byte[] key, long hash) {
        try {
            return assembly.index().find(key, hash).record().isPresent();
        } catch (DamagedException _) {
            return false;
        }
    }
}
