package tdb2.engine.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import tdb2.engine.OpenOptions;
import tdb2.engine.Tdb;
import tdb2.engine.dialect.Assembly;
import tdb2.engine.event.Progress;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.hash.HashChoice;
import tdb2.engine.index.IndexListener;
import tdb2.engine.index.PartitionWalk;
import tdb2.engine.index.PartitionWalk.Place;
import tdb2.engine.inspect.Region;

/**
 * A small file as it is at one moment: one top-level group of its tree with all that hangs below it, and its regions.
 * Immutable.
 *
 * @param partition number of the top-level group
 * @param tables the group first, then tables and chain records as a walk meets them
 * @param regions all of the file, in order
 */
public record Structure(int partition, List<Table> tables, List<Region> regions) {

    /** What a table is, and what stands in a slot. */
    public enum Kind {
        GROUP, TABLE, CHAIN, RECORD, EMPTY
    }

    /**
     * A row of slots.
     *
     * @param kind group, table or chain
     * @param offset of its first slot
     * @param level 0 for the top-level group
     * @param parent offset of the slot that leads to it; 0 for the top-level group
     * @param slots in their order
     */
    public record Table(Kind kind, long offset, int level, long parent, List<Slot> slots) {

        public Table {
            slots = List.copyOf(slots);
        }
    }

    /**
     * A slot.
     *
     * @param offset of its 8 bytes
     * @param kind what stands in it
     * @param target offset of what it leads to; 0 when it is empty
     * @param key of the record it leads to, as text; else empty
     */
    public record Slot(long offset, Kind kind, long target, String key) {}

    public Structure {
        tables = List.copyOf(tables);
        regions = List.copyOf(regions);
    }

    /** Records in the tables; one that stands in two slots counts twice. */
    public long records() {
        return tables.stream().flatMap(table -> table.slots().stream()).filter(slot -> slot.kind() == Kind.RECORD)
                .count();
    }

    /** Level of the deepest table; 0 when there is only the group. */
    public int deepest() {
        return tables.stream().mapToInt(Table::level).max().orElse(0);
    }

    /** Bytes of free records. */
    public long free() {
        return regions.stream().filter(Region.Free.class::isInstance).mapToLong(Region::length).sum();
    }

    /** Reads a sound native file, or one between two stores of its writer. */
    static Structure of(String name, byte[] content, HashChoice hash, int partition) {
        try (Tdb tdb = Tdb.of(name, content, OpenOptions.DEFAULT.withHash(hash))) {
            List<Region> regions = new ArrayList<>();
            tdb.regions(Progress.NONE).forEach(0, Progress.NONE, regions::add);
            return new Structure(partition, new Reader(tdb.view().assembly(), partition).tables(), regions);
        }
    }

    /** Where a table begins, and what leads to it. */
    private record Head(Kind kind, long offset, int slots, int level, long parent) {}

    /** Follows one walk through a partition. */
    private static final class Reader implements IndexListener {

        private final List<Head> heads = new ArrayList<>();
        private final Map<Long, Slot> filled = new HashMap<>();

        Reader(Assembly assembly, int partition) {
            long first = assembly.index().headOffset(partition);
            long group = assembly.index().headOffset(1) - assembly.index().headOffset(0);
            heads.add(new Head(Kind.GROUP, first, (int) group / Long.BYTES, 0, 0));
            PartitionWalk walk = assembly.index().walk(partition, Place.START, this);
            while (walk.advance()) {
                RecordHeader record = walk.record();
                String key = new String(assembly.bytes().bytes(record.keyOffset(), (int) record.keyLength()), UTF_8);
                fill(walk.slotOffset(), Kind.RECORD, record.offset(), key);
            }
        }

        private void fill(long slot, Kind kind, long target, String key) {
            filled.put(slot, new Slot(slot, kind, target, key));
        }

        @Override
        public void table(RecordHeader table, long parentSlot, int level) {
            enter(Kind.TABLE, table, parentSlot);
        }

        @Override
        public void chain(RecordHeader chain, long parentSlot) {
            enter(Kind.CHAIN, chain, parentSlot);
        }

        private void enter(Kind kind, RecordHeader record, long parent) {
            int level = heads.stream().filter(head -> parent >= head.offset
                    && parent < head.offset + (long) Long.BYTES * head.slots).mapToInt(Head::level).findFirst()
                    .orElse(0) + 1;
            fill(parent, kind, record.offset(), "");
            heads.add(new Head(kind, record.valueOffset(), (int) record.valueLength() / Long.BYTES, level, parent));
        }

        List<Table> tables() {
            return heads.stream().map(this::table).toList();
        }

        private Table table(Head head) {
            List<Slot> slots = new ArrayList<>();
            for (int i = 0; i < head.slots; i++) {
                long at = head.offset + (long) Long.BYTES * i;
                slots.add(filled.getOrDefault(at, new Slot(at, Kind.EMPTY, 0, "")));
            }
            return new Table(head.kind, head.offset, head.level, head.parent, slots);
        }
    }
}
