package tdb2.engine.damage;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import tdb2.engine.Entry;
import tdb2.engine.Fetch;
import tdb2.engine.OpenOptions;
import tdb2.engine.RecordCursor;
import tdb2.engine.Tdb;
import tdb2.engine.dialect.Assembly;
import tdb2.engine.event.Progress;
import tdb2.engine.format.Dialect;
import tdb2.engine.format.FreeRecord;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.hash.HashChoice;
import tdb2.engine.inspect.Position;
import tdb2.engine.inspect.Region;
import tdb2.engine.storage.Bytes;
import tdb2.engine.storage.HeapStorage;

/**
 * The image of a sound database of any dialect, whose structure is known: where the slots of its index, its records, its
 * free space and its recovery structures are. Immutable, safe for several threads; keeps the whole image and all records
 * in memory.
 */
public final class Healthy {

    private static final int TDB1_LINK = 4;

    private final String name;
    private final byte[] content;
    private final Dialect dialect;
    private final ByteOrder order;
    private final List<Truth.Known> truth = new ArrayList<>();
    private final List<RecordHeader> records = new ArrayList<>();
    private final List<FreeRecord> free = new ArrayList<>();
    private final List<Long> slots = new ArrayList<>();
    private final List<Region> headers = new ArrayList<>();
    private final List<Region> tables = new ArrayList<>();
    private final List<RecordHeader> inner = new ArrayList<>();
    private final List<Region> areas = new ArrayList<>();
    private final List<Region> recoveries = new ArrayList<>();

    private Healthy(String name, byte[] content, HashChoice hash) {
        this.name = name;
        this.content = content;
        try (Tdb tdb = Tdb.of(name, content, OpenOptions.DEFAULT.withHash(hash))) {
            Assembly assembly = tdb.view().assembly();
            this.dialect = assembly.header().dialect();
            this.order = assembly.bytes().order();
            tdb.regions(Progress.NONE).forEach(0, Progress.NONE, region -> {
                sort(region);
                return true;
            });
            slots(assembly);
            RecordCursor cursor = tdb.cursor(Position.START, Fetch.RECORDS);
            while (cursor.next()) {
                known(cursor.entry());
            }
        }
    }

    /**
     * The image of a sound database.
     *
     * @param content becomes its own
     * @throws tdb2.engine.error.TdbException when it cannot be read
     */
    public static Healthy of(String name, byte[] content, HashChoice hash) {
        return new Healthy(name, content, hash);
    }

    /** Does a damage to a copy of the image; throws {@link IllegalArgumentException} when it does not apply to it. */
    public Damaged inflict(Damage damage, long seed) {
        if (!damage.appliesTo(this)) {
            throw new IllegalArgumentException(damage.id() + " cannot be done to " + name);
        }
        return new Wound(this, seed).inflict(damage);
    }

    private void sort(Region region) {
        switch (region) {
            case Region.Record record -> records.add(record.header());
            case Region.Free listed -> free.add(listed.header());
            case Region.Header header -> headers.add(header);
            case Region.HashTable table -> tables.add(table);
            case Region.SubTable table -> table(table, table.header());
            case Region.Chain chain -> table(chain, chain.header());
            case Region.ZoneHeader _,Region.FreeTable _ -> areas.add(region);
            case Region.RecoveryArea _,Region.Bundle _,Region.RecoverySlots _ -> recoveries.add(region);
            case Region.Capability _,Region.MutexArea _,Region.Dead _,Region.Unknown _ -> {
                // nothing in them that leads anywhere
            }
        }
    }

    private void table(Region region, RecordHeader header) {
        tables.add(region);
        inner.add(header);
    }

    /** Every word of the index that leads to something. */
    private void slots(Assembly assembly) {
        int width = dialect == Dialect.TDB1 ? TDB1_LINK : Long.BYTES;
        for (int partition = 0; partition < assembly.index().partitions(); partition++) {
            int words = isTree() ? 8 : 1;
            for (int i = 0; i < words; i++) {
                slot(assembly.bytes(), assembly.index().headOffset(partition) + (long) i * width);
            }
        }
        for (RecordHeader table : inner) {
            for (long at = table.valueOffset(); at + Long.BYTES <= table.paddingOffset(); at += Long.BYTES) {
                slot(assembly.bytes(), at);
            }
        }
        if (dialect == Dialect.TDB1) {
            records.forEach(record -> slot(assembly.bytes(), record.offset()));
        }
    }

    private void slot(Bytes bytes, long at) {
        boolean leads = dialect == Dialect.TDB1 ? bytes.u32(at) != 0 : bytes.u64(at) != 0;
        if (leads) {
            slots.add(at);
        }
    }

    private void known(Entry entry) {
        RecordHeader header = entry.header();
        long from = header.offset() + (dialect == Dialect.TDB1 ? TDB1_LINK : 0);
        truth.add(new Truth.Known(header.offset(), from, entry.key(), entry.value().bytes(), header.paddingOffset()));
    }

    /** The image's name. */
    public String name() {
        return name;
    }

    /** A copy of the sound bytes. */
    public byte[] content() {
        return content.clone();
    }

    /** The image's dialect. */
    public Dialect dialect() {
        return dialect;
    }

    /** Whether its index is a hash tree. */
    boolean isTree() {
        return dialect == Dialect.TDB2 || dialect == Dialect.TDB2_TABLES;
    }

    Bytes bytes() {
        return new Bytes(new HeapStorage(name, content), order);
    }

    int size() {
        return content.length;
    }

    List<Truth.Known> truth() {
        return truth;
    }

    List<RecordHeader> records() {
        return records;
    }

    List<FreeRecord> free() {
        return free;
    }

    List<Long> slots() {
        return slots;
    }

    List<Region> headers() {
        return headers;
    }

    /** The hash table, where it is a region of its own, sub-tables and chains. */
    List<Region> tables() {
        return tables;
    }

    List<Region> areas() {
        return areas;
    }

    List<Region> recoveries() {
        return recoveries;
    }
}
