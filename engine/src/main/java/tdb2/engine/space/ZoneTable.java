package tdb2.engine.space;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import tdb2.engine.error.DamagedException;
import tdb2.engine.error.Fault;
import tdb2.engine.format.NativeBlocks;
import tdb2.engine.format.Tdb2Header;
import tdb2.engine.format.WritableBytes;
import tdb2.engine.format.ZoneHeader;

/**
 * The zones of a native file as a writer needs them. Zones are added, and cut off from the end by a repack; what was read
 * of those that are there stays true. Safe for several threads.
 */
final class ZoneTable implements Pools {

    private final WritableBytes bytes;
    private final ZoneWords words;
    private volatile ZonePool[] zones = {};
    private volatile ToCome toCome = new ToCome(0, 0);

    /** Room behind the last zone that a killed writer has left. */
    private record ToCome(long at, long end) {}

    ZoneTable(WritableBytes bytes, ZoneWords words) {
        this.bytes = bytes;
        this.words = words;
    }

    @Override
    public int usual() {
        return 0;
    }

    @Override
    public long end() {
        return words.end();
    }

    @Override
    public long layout() {
        return words.layout();
    }

    @Override
    public void changeLayout() {
        words.changeLayout();
    }

    /** {@inheritDoc} In the order of the file. */
    @Override
    public ZonePool[] all() {
        ZonePool[] known = zones;
        long limit = end();
        while (known.length > 0 && known[known.length - 1].header().offset() >= limit) {
            known = Arrays.copyOf(known, known.length - 1);
        }
        long from = known.length == 0 ? Tdb2Header.LENGTH : known[known.length - 1].zoneEnd();
        if (from >= limit && known.length == zones.length) {
            return known;
        }
        while (from < limit && !isToCome(from, limit)) {
            known = Arrays.copyOf(known, known.length + 1);
            known[known.length - 1] = new ZonePool(bytes, this, read(from));
            from = known[known.length - 1].zoneEnd();
        }
        zones = known;
        return known;
    }

    /** Looked at once for each size of the file: what was zero up to its end is so until a zone is made there. */
    private boolean isToCome(long at, long limit) {
        if (limit - at >= 8 && bytes.u64(at) != 0) {
            return false;
        }
        ToCome seen = toCome;
        if (seen.at != at || seen.end != limit) {
            if (!ZoneHeader.isToCome(bytes.reading(), at, limit)) {
                return false;
            }
            toCome = new ToCome(at, limit);
        }
        return true;
    }

    private ZoneHeader read(long at) {
        long bits = bytes.u64(at);
        if (!ZoneHeader.plausible(at, bits)) {
            throw new DamagedException(new Fault(bytes.name(), at, "a zone header", "the word " + bits,
                    "nothing was written; repair makes a sound copy of the file"));
        }
        return new ZoneHeader(at, (int) bits);
    }

    @Override
    public int number(long block) {
        int bits = NativeBlocks.zoneBits(bytes.reading(), block);
        long distance = block - Tdb2Header.LENGTH;
        long start = bits < Long.SIZE - 1 ? Tdb2Header.LENGTH + (distance & -1L << bits) : -1;
        ZonePool[] all = all();
        for (int i = 0; i < all.length; i++) {
            if (all[i].header().offset() == start && all[i].header().bits() == bits) {
                return i;
            }
        }
        throw new DamagedException(new Fault(bytes.name(), block, "a block in a zone of 2^%d bytes".formatted(bits),
                "no such zone", "run check"));
    }

    @Override
    public boolean grow(long before, long wanted, Unlisted made) {
        bytes.storage().refresh(); // where only the size tells the end, another may have grown the file since
        if (end() != before) {
            return false;
        }
        growth().run(last(), before, wanted, made);
        return true;
    }

    /** Makes the file larger by a free record of a length, whatever is free; the caller is alone with the file. */
    void growBeyond(long wanted, Unlisted made) {
        growth().run(last(), end(), wanted, made);
    }

    private ZoneGrowth growth() {
        return new ZoneGrowth(bytes, this, words);
    }

    private ZonePool last() {
        ZonePool[] all = all();
        return all[all.length - 1];
    }

    @Override
    public List<Extent> extents() {
        return Stream.of(all()).map(zone -> new Extent(zone, zone.firstBlock(), zone.end())).toList();
    }
}
