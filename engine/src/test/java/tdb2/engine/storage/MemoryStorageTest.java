package tdb2.engine.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;

import tdb2.engine.error.DamagedException;

class MemoryStorageTest {

    private static final long CHUNK = 1 << 16;

    /** Any sequence of operations does what an array does, at chunk borders above all. */
    @Property(tries = 200)
    void isAnArrayThatGrows(@ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int steps) {
        Random random = new Random(seed);
        MemoryStorage storage = new MemoryStorage("memory");
        byte[] model = new byte[0];
        for (int i = 0; i < steps; i++) {
            int at = (int) Math.max(0, CHUNK * random.nextInt(4) + random.nextInt(-12, 13));
            ByteOrder order = random.nextBoolean() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
            long word = random.nextLong();
            switch (random.nextInt(5)) {
                case 0 -> {
                    storage.extend(at);
                    model = Arrays.copyOf(model, Math.max(at, model.length));
                }
                case 1 -> {
                    storage.truncate(at);
                    model = Arrays.copyOf(model, Math.min(at, model.length));
                }
                case 2 -> {
                    if (at <= model.length - 8) {
                        storage.putU64(at, word, order);
                        ByteBuffer.wrap(model).order(order).putLong(at, word);
                        assertThat(storage.u64(at, order)).isEqualTo(word);
                    }
                }
                case 3 -> {
                    if (at <= model.length - 4) {
                        storage.putU32(at, word, order);
                        ByteBuffer.wrap(model).order(order).putInt(at, (int) word);
                        assertThat(storage.u32(at, order)).isEqualTo(word & 0xffff_ffffL);
                    }
                }
                default -> {
                    byte[] bytes = new byte[random.nextInt(100_000)];
                    random.nextBytes(bytes);
                    if (at <= model.length - bytes.length) {
                        storage.write(at, bytes, 0, bytes.length);
                        System.arraycopy(bytes, 0, model, at, bytes.length);
                    }
                }
            }
            assertThat(storage.size()).isEqualTo(model.length);
        }
        assertThat(storage.bytes(0, model.length)).isEqualTo(model);
    }

    @Test
    void refusesWhatLiesOutside() {
        MemoryStorage storage = new MemoryStorage("memory", new byte[10]);
        assertThatThrownBy(() -> storage.putU64(3, 1, ByteOrder.LITTLE_ENDIAN)).isInstanceOf(DamagedException.class);
        assertThatThrownBy(() -> storage.write(-1, new byte[1], 0, 1)).isInstanceOf(DamagedException.class);
        assertThatThrownBy(() -> storage.bytes(5, 6)).isInstanceOf(DamagedException.class);
    }
}
