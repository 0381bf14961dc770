package tdb2.ui.hex;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tdb2.engine.Tdb;
import tdb2.engine.event.Progress;
import tdb2.engine.inspect.RegionMap;
import tdb2.ui.structure.Part;
import tdb2.ui.widgets.PageLoader;

/**
 * 64 KiB of a file with the structure that lies over them. Immutable.
 *
 * @param offset first byte
 * @param bytes as the view of the file shows them
 * @param onDisk as they are on disk: others where a pending recovery is previewed
 * @param parts what they belong to, in order; empty while that is not known
 */
record HexBlock(long offset, byte[] bytes, byte[] onDisk, List<Part> parts) {
    /** Bytes of a block. */
    static final int SIZE = 1 << 16;

    /** Reads blocks of a file; empty regions for bytes alone. */
    static PageLoader.Source<HexBlock> source(Tdb tdb, Optional<RegionMap> regions) {
        return page -> read(tdb, regions, page * SIZE);
    }

    private static HexBlock read(Tdb tdb, Optional<RegionMap> regions, long offset) {
        var view = tdb.view();
        int length = Math.clamp(view.size() - offset, 0, SIZE);
        byte[] shown = view.assembly().bytes().bytes(offset, length);
        byte[] disk = shown;
        if (view.previewed()) {
            int there = Math.clamp(tdb.size() - offset, 0, length);
            disk = Arrays.copyOf(there == 0 ? new byte[0] : tdb.bytes(offset, there), length);
        }
        var parts = new ArrayList<Part>();
        regions.ifPresent(map -> map.forEach(offset, Progress.NONE, region -> {
            parts.addAll(Part.of(region));
            return region.end() < offset + length;
        }));
        parts.removeIf(part -> part.end() <= offset || part.offset() >= offset + length);
        return new HexBlock(offset, shown, disk, List.copyOf(parts));
    }

    /** The part that holds a byte of this block. */
    Optional<Part> partAt(long at) {
        int low = 0;
        int high = parts.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            var part = parts.get(middle);
            if (part.holds(at)) {
                return Optional.of(part);
            }
            if (part.offset() > at) {
                high = middle - 1;
            } else {
                low = middle + 1;
            }
        }
        return Optional.empty();
    }

    byte byteAt(long at) {
        return bytes[(int) (at - offset)];
    }

    /** Whether a byte is shown as a recovery would leave it, unlike the byte on disk. */
    boolean changed(long at) {
        return bytes[(int) (at - offset)] != onDisk[(int) (at - offset)];
    }

    boolean holds(long at) {
        return at >= offset && at < offset + bytes.length;
    }
}
