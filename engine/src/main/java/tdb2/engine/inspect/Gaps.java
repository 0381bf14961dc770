package tdb2.engine.inspect;

import tdb2.engine.dialect.Assembly;
import tdb2.engine.format.Block;
import tdb2.engine.storage.Bytes;

/**
 * What lies where no header stands: fill of growth, or bytes nothing explains up to the next header that makes sense.
 */
final class Gaps {

    /** Bytes the C libraries fill new or freed space with: zero, 'B' (TDB1), 'C' (growth of TDB2). */
    private static final long[] FILLS = { 0, 0x4242424242424242L, 0x4343434343434343L };
    private static final int LEAST_FILL = 16;
    private static final int CHUNK = 1 << 16;

    private final Bytes bytes;
    private final Assembly assembly;

    Gaps(Assembly assembly) {
        this.assembly = assembly;
        this.bytes = assembly.bytes();
    }

    /** The gap that begins at an offset where no header stands, up to {@code limit} at most. */
    Region at(long offset, long limit, Block.Nothing nothing) {
        for (long fill : FILLS) {
            long end = fillEnd(offset, limit, (byte) fill);
            if (end == limit || end - offset >= LEAST_FILL) {
                return new Region.Dead(offset, end - offset, "nobody", describeFill((byte) fill));
            }
        }
        boolean changing = assembly.blocks().isChanging(bytes, offset);
        return new Region.Unknown(offset, resync(offset, limit, !changing) - offset, "nobody", nothing.found());
    }

    /** A header whose length reaches into something that is known to begin before its end. */
    Region overlapping(long offset, long limit) {
        return new Region.Unknown(offset, resync(offset, limit, true) - offset, "nobody",
                "a header whose length reaches over what begins at offset " + limit);
    }

    private static String describeFill(byte fill) {
        return fill == 0 ? "zeros that no structure claims" : "fill bytes '%c' of growth".formatted((char) fill);
    }

    private long fillEnd(long offset, long limit, byte fill) {
        byte[] chunk = new byte[(int) Math.min(CHUNK, limit - offset)];
        long at = offset;
        while (at < limit) {
            at = fill == 0 ? Math.min(limit, bytes.storage().nextData(at)) : at;
            int length = (int) Math.min(chunk.length, limit - at);
            bytes.storage().read(at, chunk, 0, length);
            for (int i = 0; i < length; i++) {
                if (chunk[i] != fill) {
                    return aligned(at + i, offset);
                }
            }
            at += length;
        }
        return limit;
    }

    /** A header that begins with fill-like bytes must not lose them: the gap ends where a header could begin. */
    private long aligned(long at, long offset) {
        int alignment = assembly.blocks().alignment();
        long down = at - Math.floorMod(at - offset, alignment);
        return Math.max(offset, headerBefore(down, offset));
    }

    private long headerBefore(long at, long offset) {
        int alignment = assembly.blocks().alignment();
        for (long back = at; back > offset && back >= at - 24; back -= alignment) {
            if (!(assembly.blocks().at(bytes, back) instanceof Block.Nothing)) {
                return back;
            }
        }
        return at;
    }

    /** Where something begins that makes sense; fill does, but not in a block that was about to be changed. */
    private long resync(long offset, long limit, boolean fillToo) {
        int alignment = assembly.blocks().alignment();
        long at = offset + alignment - Math.floorMod(offset, alignment);
        while (at < limit) {
            if (!(assembly.blocks().at(bytes, at) instanceof Block.Nothing) || (fillToo && beginsFill(at, limit))) {
                return at;
            }
            at += alignment;
        }
        return limit;
    }

    /** Whether a long run of fill begins here: worth a region of its own. */
    private boolean beginsFill(long at, long limit) {
        if (limit - at < 4L * LEAST_FILL) {
            return false;
        }
        long first = bytes.u64(at);
        for (long fill : FILLS) {
            if (first == fill) {
                return fillEnd(at, at + 4L * LEAST_FILL, (byte) fill) == at + 4L * LEAST_FILL;
            }
        }
        return false;
    }
}
