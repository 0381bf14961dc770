package tdb2.engine.fuzz;

import java.util.Arrays;
import java.util.Random;

/** Changes bytes the way files get damaged, and in ways that lead walkers astray. Always the same ones from a seed. */
final class Mutations {

    private static final int MOST_AT_ONCE = 4;
    private static final int WORD = 8;
    private static final int MOST_BYTES = 1 << 20;

    private final Random random;

    Mutations(long seed) {
        random = new Random(seed);
    }

    /** Other bytes; those given stay as they are. */
    byte[] of(byte[] bytes) {
        byte[] changed = bytes.clone();
        int count = 1 + random.nextInt(MOST_AT_ONCE);
        for (int i = 0; i < count && changed.length > WORD; i++) {
            changed = once(changed);
        }
        return changed;
    }

    private byte[] once(byte[] bytes) {
        int at = random.nextInt(bytes.length);
        int word = random.nextInt(bytes.length / WORD) * WORD;
        int other = random.nextInt(bytes.length / WORD) * WORD;
        switch (random.nextInt(8)) {
            case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bytes[at] = (byte) random.nextInt(256);
            case 2 -> Arrays.fill(bytes, word, word + WORD, (byte) (random.nextBoolean() ? 0 : 0xFF));
            case 3 -> System.arraycopy(bytes, other, bytes, word, WORD);
            case 4 -> pointer(bytes, word, other);
            case 5 -> System.arraycopy(bytes, other, bytes, word,
                    Math.min(random.nextInt(1 << 9), bytes.length - Math.max(word, other)));
            case 6 -> Arrays.fill(bytes, word, Math.min(bytes.length, word + (1 << random.nextInt(12))), (byte) 0);
            default -> {
                return Arrays.copyOf(bytes, random.nextBoolean()
                        ? at
                        : Math.min(MOST_BYTES, bytes.length + random.nextInt(1 << 12)));
            }
        }
        return bytes;
    }

    /** Puts a place of the file into the lower or the upper half of a word, in either byte order. */
    private void pointer(byte[] bytes, int word, int place) {
        int at = word + random.nextInt(2) * Integer.BYTES;
        boolean little = random.nextBoolean();
        for (int i = 0; i < Integer.BYTES; i++) {
            bytes[at + i] = (byte) (place >>> (8 * (little ? i : Integer.BYTES - 1 - i)));
        }
    }
}
