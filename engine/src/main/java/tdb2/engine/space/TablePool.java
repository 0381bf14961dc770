package tdb2.engine.space;

import tdb2.engine.format.FreeTable;
import tdb2.engine.format.TableWords;
import tdb2.engine.format.WritableBytes;

/**
 * A free table of TDB2 of 2012 or NTDB.
 *
 * @param tables those of its file
 * @param offset of its record
 * @param words how headers of records on its lists are written
 */
record TablePool(WritableBytes bytes, TablePools tables, long offset, TableWords words) implements Pool {

    @Override
    public int buckets() {
        return FreeTable.BUCKETS;
    }

    @Override
    public int bucketFor(long length) {
        return FreeTable.bucketFor(length);
    }

    @Override
    public long headOffset(int bucket) {
        return FreeTable.headOffset(offset, bucket);
    }

    @Override
    public FreeBucket list(int bucket) {
        return new TableBucket(this, bucket);
    }

    @Override
    public boolean mayHold(long at) {
        return at >= tables.start() && at <= end() - words.smallest();
    }

    @Override
    public long end() {
        return tables.end();
    }

    @Override
    public Pool ofNeighbour(long at) {
        return tables.of(at).<Pool>map(table -> table).orElse(this);
    }
}
