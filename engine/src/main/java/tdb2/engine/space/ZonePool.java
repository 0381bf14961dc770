package tdb2.engine.space;

import tdb2.engine.format.NativeWords;
import tdb2.engine.format.WritableBytes;
import tdb2.engine.format.ZoneHeader;

/**
 * A zone of a native file.
 *
 * @param zones those of its file
 * @param header its size and place
 * @param words how headers are written in it
 */
record ZonePool(WritableBytes bytes, ZoneTable zones, ZoneHeader header, NativeWords words) implements Pool {

    ZonePool(WritableBytes bytes, ZoneTable zones, ZoneHeader header) {
        this(bytes, zones, header, new NativeWords(header.bits()));
    }

    @Override
    public int buckets() {
        return header.buckets();
    }

    @Override
    public int bucketFor(long length) {
        return header.bucketFor(length);
    }

    @Override
    public long headOffset(int bucket) {
        return header.headOffset(bucket);
    }

    @Override
    public FreeBucket list(int bucket) {
        return new ZoneBucket(this, bucket);
    }

    @Override
    public boolean mayHold(long at) {
        return at >= firstBlock() && at <= zoneEnd() - words.smallest();
    }

    /** {@inheritDoc} Behind the part of the zone that the file backs. */
    @Override
    public long end() {
        return Math.min(zoneEnd(), zones.end());
    }

    @Override
    public Pool ofNeighbour(long at) {
        return this;
    }

    /** Offset of the first block. */
    long firstBlock() {
        return header.offset() + header.length();
    }

    /** Offset behind the zone, backed by the file or not. */
    long zoneEnd() {
        return header.offset() + header.span();
    }
}
