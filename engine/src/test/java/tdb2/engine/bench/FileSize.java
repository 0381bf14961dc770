package tdb2.engine.bench;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import tdb2.engine.CreateOptions;
import tdb2.engine.Fetch;
import tdb2.engine.Tdb;

/** How large files get (engine/docs/size.md): while records are added, and while they are turned over. */
public final class FileSize {

    private static final int FEWEST = 512;
    private static final int TURNS = 100_000;
    private static final int LONGEST = 2000;

    private FileSize() {}

    /** Arguments: most records, seed. */
    public static void main(String[] arguments) {
        int most = Integer.parseInt(arguments[0]);
        long seed = Long.parseLong(arguments[1]);
        grow(most, new SplittableRandom(seed));
        for (int records : new int[] { 500, 5000 }) {
            turnOver(records, new SplittableRandom(seed));
        }
    }

    private static Tdb fresh() {
        return Tdb.inMemory("size", CreateOptions.DEFAULT.withSeed(7));
    }

    private static void grow(int most, SplittableRandom random) {
        try (Tdb tdb = fresh()) {
            double before = 0;
            int stored = 0;
            for (int records = FEWEST; records <= most; records *= 2) {
                for (; stored < records; stored++) {
                    tdb.store(key(random), new byte[Long.BYTES]);
                }
                double each = (double) end(tdb) / records;
                System.out.printf("%,9d records %5.1f bytes each, step %.2f%n", records, each,
                        before == 0 ? 1 : each / before);
                before = each;
            }
        }
    }

    private static void turnOver(int records, SplittableRandom random) {
        try (Tdb tdb = fresh()) {
            List<byte[]> keys = new ArrayList<>();
            for (int i = 0; i < records; i++) {
                keys.add(key(random));
                tdb.store(keys.getLast(), value(random));
            }
            System.out.printf("%,9d records, filled: %.3f%n", records, (double) end(tdb) / content(tdb));
            for (int turn = 0; turn < TURNS; turn++) {
                int victim = random.nextInt(records);
                tdb.delete(keys.get(victim));
                keys.set(victim, key(random));
                tdb.store(keys.get(victim), value(random));
            }
            System.out.printf("%,9d records, turned over: %.3f%n", records, (double) end(tdb) / content(tdb));
        }
    }

    private static byte[] key(SplittableRandom random) {
        return ByteBuffer.allocate(Long.BYTES).putLong(random.nextLong()).array();
    }

    private static byte[] value(SplittableRandom random) {
        return new byte[random.nextInt(LONGEST + 1)];
    }

    private static long end(Tdb tdb) {
        tdb.refresh();
        return tdb.size();
    }

    private static long content(Tdb tdb) {
        long[] bytes = new long[1];
        tdb.traverse(Fetch.KEYS, entry -> {
            bytes[0] += 16 + entry.header().keyLength() + entry.header().valueLength() + 7 & -8L;
            return true;
        });
        return bytes[0];
    }
}
