package tdb2.engine.space;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import tdb2.engine.error.DamagedException;
import tdb2.engine.error.Fault;
import tdb2.engine.error.StorageException;
import tdb2.engine.format.Block;
import tdb2.engine.format.FreeTable;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.format.RecordHeader.Role;
import tdb2.engine.format.TableBlocks;
import tdb2.engine.format.TableWords;
import tdb2.engine.format.WritableBytes;

/**
 * The free tables of a file as a writer needs them (spec c-formats, section 2). There are as many as the file was made
 * with, one in all files the C libraries make by themselves.
 */
final class TablePools implements Pools {

    /** Free tables that a free record can name. */
    private static final int MOST = 255;
    private static final long SMALL = 100L << 10;
    private static final long LARGE_FILE = 100L << 20;

    private final WritableBytes bytes;
    private final long start;
    private final int rounding;
    private final TablePool[] tables;
    private final int usual;

    /**
     * @param blocks tells what stands at an offset
     * @param first offset of the first free table
     * @param start offset of the first block of the file
     * @param rounding what the size of the file is made a multiple of
     * @throws DamagedException when a free table is not there
     */
    TablePools(WritableBytes bytes, TableBlocks blocks, long first, long start, int rounding) {
        this.bytes = bytes;
        this.start = start;
        this.rounding = rounding;
        List<TablePool> found = new ArrayList<>();
        for (long at = first; at != 0; at = FreeTable.next(bytes.reading(), at)) {
            boolean sound = blocks.at(bytes.reading(), at) instanceof Block.Used(RecordHeader record)
                    && record.role() == Role.FREE_TABLE && record.valueLength() == FreeTable.DATA;
            if (!sound || found.size() == MOST) {
                throw damaged(at, "a free table", sound ? "more tables than a record can name" : "something else");
            }
            found.add(new TablePool(bytes, this, at, new TableWords(blocks.hashBits(), found.size())));
        }
        if (found.isEmpty()) {
            throw damaged(start, "a free table", "none");
        }
        this.tables = found.toArray(TablePool[]::new);
        this.usual = ThreadLocalRandom.current().nextInt(tables.length);
    }

    private DamagedException damaged(long at, String expected, String found) {
        return new DamagedException(new Fault(bytes.name(), at, expected, found,
                "nothing was written; repair makes a sound copy of the file"));
    }

    /** {@inheritDoc} Those who write at the same time are likely to begin with different ones. */
    @Override
    public int usual() {
        return usual;
    }

    @Override
    public TablePool[] all() {
        return tables;
    }

    /** {@inheritDoc} Any table may have it: the one that this writer began with. */
    @Override
    public int number(long block) {
        return usual;
    }

    /** The table that a free record names; empty when there is no such table or no such record. */
    Optional<TablePool> of(long free) {
        if (!bytes.reading().contains(free, TableBlocks.FREE_HEADER)) {
            return Optional.empty();
        }
        int table = TableBlocks.freeTable(bytes.reading(), free);
        return table < tables.length ? Optional.of(tables[table]) : Optional.empty();
    }

    /** Offset of the first block. */
    long start() {
        return start;
    }

    @Override
    public long end() {
        return bytes.storage().size() & -8L;
    }

    @Override
    public boolean grow(long before, long wanted, Unlisted made) {
        bytes.storage().refresh();
        long end = end();
        if (end != before) {
            return false;
        }
        try {
            bytes.storage().extend(grown(end, step(end, wanted)));
        } catch (StorageException e) {
            bytes.storage().extend(grown(end, wanted));
        }
        TablePool pool = tables[usual];
        pool.words().release(bytes, end, end() - end); // step by step: the room is part of the file already
        made.add(pool, end);
        return true;
    }

    /** Room for a hundred records of a size, for two of a large one; a quarter of the file at least, or a tenth. */
    private static long step(long size, long wanted) {
        long least = wanted > SMALL ? 2 * wanted : 100 * wanted;
        return Math.max(least, size > LARGE_FILE ? size / 10 : size / 4);
    }

    private long grown(long size, long step) {
        return (size + step + rounding - 1) / rounding * rounding;
    }

    /** {@inheritDoc} All but the tables themselves. */
    @Override
    public List<Extent> extents() {
        List<Extent> extents = new ArrayList<>();
        long from = start;
        for (long table : Stream.of(tables).mapToLong(TablePool::offset).sorted().toArray()) {
            extents.add(new Extent(tables[usual], from, table));
            from = table + FreeTable.LENGTH;
        }
        extents.add(new Extent(tables[usual], from, end()));
        return extents;
    }
}
