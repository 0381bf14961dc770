package tdb2.engine;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import tdb2.engine.dialect.Assembly;
import tdb2.engine.error.Fault;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.format.RecordHeader.Role;
import tdb2.engine.index.IndexListener;
import tdb2.engine.inspect.Faults;
import tdb2.engine.inspect.Position;
import tdb2.engine.inspect.RecordWalk;
import tdb2.engine.storage.OffsetSet;

/**
 * Delivers the records of a file in index order. If nothing changes meanwhile it delivers every record once; otherwise a
 * subset. Holds no lock between calls. Not safe for several threads.
 */
public final class RecordCursor {

    private static final int BATCH_RECORDS = 256;
    private static final int BATCH_BYTES = 1 << 20;

    private final Assembly assembly;
    private final Fetch fetch;
    private final SharedReads guard;
    private final Faults faults = new Faults();
    private final OffsetSet reached;
    private final RecordWalk walk;
    private final Queue<Entry> ready = new ArrayDeque<>();
    private int batchBytes;
    private Entry entry;

    RecordCursor(Assembly assembly, SharedReads guard, Position from, Fetch fetch) {
        this.assembly = assembly;
        this.guard = guard;
        this.fetch = fetch;
        this.reached = new OffsetSet(assembly.blocks().alignment());
        IndexListener listener = new IndexListener() {
            @Override
            public void table(RecordHeader table, long parentSlot, int level) {
                reached.add(table.offset());
            }

            @Override
            public void chain(RecordHeader chain, long parentSlot) {
                reached.add(chain.offset());
            }

            @Override
            public void damaged(Fault fault) {
                faults.add(fault);
            }
        };
        this.walk = new RecordWalk(assembly, guard, listener, from);
    }

    /**
     * Steps to the next record.
     *
     * @return false when there is none
     */
    public boolean next() {
        while (ready.isEmpty()) {
            batchBytes = 0;
            if (!walk.batch(BATCH_RECORDS, this::take)) {
                return false;
            }
        }
        entry = ready.remove();
        return true;
    }

    /** The record stepped to. */
    public Entry entry() {
        return entry;
    }

    /** What was found damaged so far: records behind it are missing. */
    public List<Fault> faults() {
        return faults.list();
    }

    /** Whether something was read so far while others could have been changing it. */
    public boolean inFlux() {
        return guard.inFlux();
    }

    /** Offsets of everything passed so far: records, dead ones too, sub-tables and chains; in a bit for each. */
    public OffsetSet reached() {
        return reached;
    }

    /** How far the cursor is: partitions passed. */
    public long done() {
        return walk.partition();
    }

    /** Partitions in all. */
    public long total() {
        return assembly.index().partitions();
    }

    private boolean take(RecordHeader record, int depth, Position position) {
        reached.add(record.offset());
        if (record.role() == Role.DEAD && !fetch.dead()) {
            return true;
        }
        Entry taken = Entry.read(assembly.bytes(), assembly.blocks(), record, depth, position, fetch);
        ready.add(taken);
        batchBytes += taken.key().length + taken.value().preview().length;
        return batchBytes < BATCH_BYTES;
    }
}
