package tdb2.engine.damage;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import tdb2.engine.format.Dialect;

/** An image in the hands of who damages it: remembers each byte that is no longer what it was. Used once. */
final class Wound {

    private final Healthy healthy;
    private final long seed;
    private final Random random;
    private final List<Truth.Touched> touched = new ArrayList<>();
    private byte[] content;

    Wound(Healthy healthy, long seed) {
        this.healthy = healthy;
        this.seed = seed;
        this.random = new Random(seed);
        this.content = healthy.content();
    }

    Damaged inflict(Damage damage) {
        String what = damage.inflict(this);
        return new Damaged(damage, seed, content, what, new Truth(healthy.truth(), touched));
    }

    Healthy healthy() {
        return healthy;
    }

    Random random() {
        return random;
    }

    int size() {
        return content.length;
    }

    boolean isNarrow() {
        return healthy.dialect() == Dialect.TDB1;
    }

    /** One of several, by chance. */
    <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** An offset within {@code [from, to)} by chance, aligned. */
    int place(long from, long to, int alignment) {
        long places = Math.max(1, (to - from) / alignment);
        return (int) (from + alignment * (long) random.nextInt((int) places));
    }

    /** The word of the dialect's width at an offset. */
    long word(long at) {
        return isNarrow()
                ? Integer.toUnsignedLong(buffer().getInt((int) at))
                : buffer().getLong((int) at);
    }

    /** Stores a word of the dialect's width. */
    void putWord(long at, long word) {
        byte[] bytes = isNarrow()
                ? ByteBuffer.allocate(Integer.BYTES).order(buffer().order()).putInt((int) word).array()
                : ByteBuffer.allocate(Long.BYTES).order(buffer().order()).putLong(word).array();
        put(at, bytes);
    }

    /** Stores bytes; those that are what they were do not count as touched. */
    void put(long at, byte[] bytes) {
        int length = (int) Math.min(bytes.length, content.length - at);
        for (int i = 0; i < length; i++) {
            int place = (int) at + i;
            if (content[place] != bytes[i]) {
                content[place] = bytes[i];
                touch(place, place + 1L);
            }
        }
    }

    void flip(long at, int mask) {
        put(at, new byte[] { (byte) (content[(int) at] ^ mask) });
    }

    void zero(long from, long length) {
        put(from, new byte[(int) Math.min(length, content.length - from)]);
    }

    byte[] garbage(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    byte[] copy(long from, int length) {
        return Arrays.copyOfRange(content, (int) from, (int) from + length);
    }

    /** Leaves {@code [from, to)}, behind other bytes and before others. */
    void keep(int from, int to, byte[] before, byte[] behind) {
        touch(0, from);
        touch(to, healthy.size());
        content = ByteBuffer.allocate(before.length + to - from + behind.length).put(before)
                .put(content, from, to - from).put(behind).array();
    }

    private void touch(long from, long to) {
        Truth.Touched last = touched.isEmpty() ? new Truth.Touched(-1, -1) : touched.getLast();
        if (last.to() == from) {
            touched.set(touched.size() - 1, new Truth.Touched(last.from(), to));
        } else if (to > from) {
            touched.add(new Truth.Touched(from, to));
        }
    }

    private ByteBuffer buffer() {
        return ByteBuffer.wrap(content).order(healthy.bytes().order());
    }
}
