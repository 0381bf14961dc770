package tdb2.ui.structure;

import java.util.ArrayList;
import java.util.List;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.inspect.Region;
import tdb2.ui.theme.RegionStyle;

/**
 * A stretch of bytes that look alike: a whole region, or header, key, value or padding of a record. Immutable.
 *
 * @param offset first byte
 * @param end first byte behind it
 * @param style how it looks
 * @param region what it belongs to
 */
public record Part(long offset, long end, RegionStyle style, Region region) {

    /** The parts of a region, in the order of the file, without gaps. */
    public static List<Part> of(Region region) {
        if (!(region instanceof Region.Record(long offset, _, _, RecordHeader header, _))) {
            return List.of(new Part(region.offset(), region.end(), RegionStyle.of(region), region));
        }
        var parts = new ArrayList<Part>(4);
        add(parts, offset, header.keyOffset(), RegionStyle.HEADER, region);
        add(parts, header.keyOffset(), header.valueOffset(), RegionStyle.KEY, region);
        add(parts, header.valueOffset(), header.paddingOffset(), RegionStyle.VALUE, region);
        add(parts, header.paddingOffset(), region.end(), RegionStyle.PADDING, region);
        return parts;
    }

    private static void add(List<Part> parts, long offset, long end, RegionStyle style, Region region) {
        long cut = Math.min(end, region.end());
        if (cut > offset) {
            parts.add(new Part(offset, cut, style, region));
        }
    }

    /** Number of bytes. */
    public long length() {
        return end - offset;
    }

    /** Whether a byte lies in it. */
    public boolean holds(long at) {
        return at >= offset && at < end;
    }
}
