package tdb2.engine.storage;

/**
 * The offsets one walk or lookup has come by. Holds only what it was given, so that the walk of a small partition of a
 * huge file costs little: its records lie scattered. Not safe for several threads.
 */
public final class SeenOffsets {

    private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

    /** Open addressing; 0 is a free place, for nothing that is pointed to stands at offset 0. */
    private long[] places = new long[16];
    private int count;

    /** Adds an offset above 0; answers whether it was not there before. */
    public boolean add(long offset) {
        if (count * 2 >= places.length) {
            grow();
        }
        return put(offset);
    }

    private boolean put(long offset) {
        int mask = places.length - 1;
        int at = (int) ((offset * MIX) >>> 32) & mask;
        while (places[at] != 0) {
            if (places[at] == offset) {
                return false;
            }
            at = (at + 1) & mask;
        }
        places[at] = offset;
        count++;
        return true;
    }

    private void grow() {
        long[] old = places;
        places = new long[2 * old.length];
        count = 0;
        for (long offset : old) {
            if (offset != 0) {
                put(offset);
            }
        }
    }
}
