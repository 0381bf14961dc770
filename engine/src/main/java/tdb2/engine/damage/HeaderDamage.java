package tdb2.engine.damage;

import tdb2.engine.inspect.Region;

/** What happens to the header. */
final class HeaderDamage {

    private static final int ZEROED = 512;
    private static final int NARROW_VERSION = 32;
    private static final int WIDE_VERSION = 64;

    private HeaderDamage() {}

    static String zeroed(Wound wound) {
        wound.zero(0, ZEROED);
        return "bytes 0 to 512 are zero";
    }

    static String magicFood(Wound wound) {
        wound.put(0, wound.garbage(4));
        return "bytes 0 to 4 are garbage";
    }

    static String version(Wound wound) {
        int at = wound.isNarrow() ? NARROW_VERSION : WIDE_VERSION;
        wound.put(at, wound.garbage(wound.isNarrow() ? Integer.BYTES : Long.BYTES));
        return "the version at " + at + " is garbage";
    }

    static String bit(Wound wound) {
        Region header = wound.any(wound.healthy().headers());
        int at = wound.place(header.offset(), header.end(), 1);
        int bit = wound.random().nextInt(8);
        wound.flip(at, 1 << bit);
        return "bit %d of byte %d".formatted(bit, at);
    }
}
