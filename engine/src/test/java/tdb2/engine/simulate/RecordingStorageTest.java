package tdb2.engine.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import tdb2.engine.error.DamagedException;
import tdb2.engine.storage.MemoryStorage;

class RecordingStorageTest {

    private static final ByteOrder LE = ByteOrder.LITTLE_ENDIAN;

    private final MemoryStorage memory = new MemoryStorage("memory", new byte[100]);
    private final List<String> told = new ArrayList<>();
    private final RecordingStorage storage = new RecordingStorage(memory, new EffectListener() {
        @Override
        public void before(long number, Effect effect) {
            told.add("before %d %s".formatted(number, effect));
        }

        @Override
        public void after(long number, Effect effect) {
            told.add("after %d".formatted(number));
        }
    });

    private void program() {
        storage.extend(200);
        storage.putU64(8, 0x0102030405060708L, LE);
        storage.putU64(17, 5, LE);
        storage.write(150, new byte[] { 9, 8, 7, 6, 5 }, 1, 3);
        storage.sync();
        storage.putU32(0, 1, ByteOrder.BIG_ENDIAN);
        storage.truncate(160);
    }

    @Test
    void tellsEverythingInOrderAndDoesIt() {
        program();
        assertThat(told).containsExactly("before 1 Extend[size=200]", "after 1",
                "before 2 Store[8 bytes at 8, whole]", "after 2", "before 3 Store[8 bytes at 17]", "after 3",
                "before 4 Store[3 bytes at 150]", "after 4", "before 5 Sync[]", "after 5",
                "before 6 Store[4 bytes at 0, whole]", "after 6", "before 7 Truncate[size=160]", "after 7");
        assertThat(memory.size()).isEqualTo(160);
        assertThat(memory.u64(8, LE)).isEqualTo(0x0102030405060708L);
        assertThat(storage.u64(17, LE)).isEqualTo(5);
        assertThat(memory.bytes(149, 5)).containsExactly(0, 8, 7, 6, 0);
        assertThat(storage.u32(0, ByteOrder.BIG_ENDIAN)).isEqualTo(1);
    }

    @Test
    void theDeadStoreNothing() {
        for (long effects = 0; effects < 7; effects++) {
            MemoryStorage left = new MemoryStorage("left", new byte[100]);
            RecordingStorage doomed = new RecordingStorage(left, EffectListener.NONE);
            doomed.killAfter(effects);
            assertThatThrownBy(() -> {
                try {
                    doomed.extend(200);
                    doomed.putU64(0, 1, LE);
                    doomed.putU64(8, 2, LE);
                    doomed.sync();
                    doomed.putU64(16, 3, LE);
                    doomed.truncate(50);
                    doomed.sync();
                } finally {
                    assertThatThrownBy(() -> doomed.putU64(24, 4, LE)).isInstanceOf(KilledError.class);
                }
            }).isInstanceOf(KilledError.class);
            assertThat(doomed.effects()).isEqualTo(effects);
            assertThat(left.u64(0, LE)).isEqualTo(effects >= 2 ? 1 : 0);
            assertThat(left.u64(8, LE)).isEqualTo(effects >= 3 ? 2 : 0);
            assertThat(left.u64(16, LE)).isEqualTo(effects >= 5 ? 3 : 0);
            assertThat(left.u64(24, LE)).isZero();
            assertThat(left.size()).isEqualTo(effects == 0 ? 100 : effects >= 6 ? 50 : 200);
        }
    }

    @Test
    void aKillCanHitTheMiddleOfAStoreButNotOfAWord() {
        storage.killWithin(0, 2);
        assertThatThrownBy(() -> storage.write(10, new byte[] { 1, 2, 3, 4 }, 0, 4)).isInstanceOf(KilledError.class);
        assertThat(memory.bytes(10, 4)).containsExactly(1, 2, 0, 0);
        storage.killWithin(0, 2);
        assertThatThrownBy(() -> storage.putU64(16, -1, LE)).isInstanceOf(KilledError.class);
        assertThat(memory.u64(16, LE)).isZero();
    }

    @Test
    void whatFailsIsNotToldAsDone() {
        assertThatThrownBy(() -> storage.putU64(96, 1, LE)).isInstanceOf(DamagedException.class);
        assertThat(told).containsExactly("before 1 Store[8 bytes at 96, whole]");
        assertThat(storage.effects()).isZero();
    }
}
