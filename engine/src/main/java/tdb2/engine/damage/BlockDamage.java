package tdb2.engine.damage;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What happens to whole blocks of the disk, and to bits anywhere. */
final class BlockDamage {

    static final int PAGE = 4096;
    private static final int SECTOR = 512;
    private static final int FLIPS = 20;

    private BlockDamage() {}

    static String truncated(Wound wound) {
        int end = wound.place(wound.size() / 4, wound.size(), 1);
        wound.keep(0, end, new byte[0], new byte[0]);
        return "at " + end;
    }

    static String garbageTail(Wound wound) {
        int length = 1 + wound.random().nextInt(2 * PAGE);
        wound.keep(0, wound.size(), new byte[0], wound.garbage(length));
        return length + " bytes";
    }

    static String zeroBlock(Wound wound) {
        int at = page(wound);
        wound.zero(at, PAGE);
        return told(at);
    }

    static String garbageBlock(Wound wound) {
        int at = page(wound);
        wound.put(at, wound.garbage(PAGE));
        return told(at);
    }

    static String foreignPage(Wound wound) {
        int at = page(wound);
        String line = "%d: Now is the time for all good men to come to the aid of the party.%n".formatted(at);
        byte[] text = line.repeat(1 + PAGE / line.length()).getBytes(StandardCharsets.US_ASCII);
        wound.put(at, Arrays.copyOf(text, PAGE));
        return told(at);
    }

    static String misdirectedPage(Wound wound) {
        int to = page(wound);
        int from = wound.place(0, wound.size() - PAGE, PAGE);
        wound.put(to, wound.copy(from, PAGE));
        return told(to) + " are those at " + from;
    }

    static String imageFragment(Wound wound) {
        int from = wound.place(0, wound.size() / 2, SECTOR);
        int to = wound.place(wound.size() * 3L / 4, wound.size(), SECTOR);
        byte[] before = wound.garbage(SECTOR * (1 + wound.random().nextInt(16)));
        byte[] behind = new byte[SECTOR * (1 + wound.random().nextInt(16))];
        wound.keep(from, Math.max(from, to), before, behind);
        return "bytes %d to %d, behind %d others".formatted(from, to, before.length);
    }

    static String bitFlip(Wound wound) {
        int at = wound.place(0, wound.size(), 1);
        int bit = wound.random().nextInt(8);
        wound.flip(at, 1 << bit);
        return "bit %d of byte %d".formatted(bit, at);
    }

    static String byteFlips(Wound wound) {
        for (int i = 0; i < FLIPS; i++) {
            wound.flip(wound.place(0, wound.size(), 1), 1 + wound.random().nextInt(255));
        }
        return FLIPS + " bytes anywhere";
    }

    private static int page(Wound wound) {
        return wound.place(0, wound.size(), PAGE);
    }

    private static String told(int at) {
        return "%d bytes at %d".formatted(PAGE, at);
    }
}
