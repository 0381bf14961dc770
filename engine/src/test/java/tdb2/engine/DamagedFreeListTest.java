package tdb2.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tdb2.engine.error.DamagedException;
import tdb2.engine.format.Dialect;
import tdb2.engine.format.Tdb1Header;

/** Whatever the free list of a TDB1 file says, nobody is given the room of a record (spec c-formats, section 1). */
class DamagedFreeListTest {

    private static final int NEXT = 0;
    private static final int REC_LEN = 4;
    private static final int HEADER = 24;

    private final Map<String, byte[]> records = new TreeMap<>();
    private byte[] content;

    @BeforeEach
    void aFileWithRecordsAndFreeBlocksBetween() {
        try (Tdb tdb = Tdb.inMemory("free", CreateOptions.DEFAULT.withDialect(Dialect.TDB1).withHashSize(3)
                .withOrder(ByteOrder.LITTLE_ENDIAN))) {
            for (int i = 0; i < 30; i++) {
                byte[] value = ("value " + i).repeat(1 + i % 7).getBytes(UTF_8);
                tdb.store(key(i), value);
                if (i % 3 > 0) {
                    records.put("key " + i, value);
                }
            }
            for (int i = 0; i < 30; i += 3) {
                tdb.delete(key(i));
            }
            content = tdb.bytes(0, (int) tdb.size());
        }
    }

    private static byte[] key(int number) {
        return ("key " + number).getBytes(UTF_8);
    }

    private ByteBuffer words() {
        return ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    }

    private int firstFree() {
        return words().getInt(Tdb1Header.FREE_LIST);
    }

    private int record() {
        try (Tdb tdb = Tdb.of("file", content, OpenOptions.DEFAULT)) {
            return (int) tdb.find(key(4)).orElseThrow().header().offset();
        }
    }

    /** Stores until something is said against it; what was there stays. */
    private void storesMuch(boolean refused) {
        try (Tdb tdb = Tdb.of("file", content, OpenOptions.WRITE)) {
            for (int i = 0; i < 60; i++) {
                byte[] fresh = ("new " + i).getBytes(UTF_8);
                if (refused) {
                    assertThatThrownBy(() -> tdb.store(fresh, new byte[40])).isInstanceOf(DamagedException.class)
                            .hasMessageContaining("check");
                } else {
                    tdb.store(fresh, new byte[40]);
                    assertThat(tdb.fetch(fresh)).hasValue(new byte[40]);
                }
            }
            records.forEach((key, value) -> assertThat(tdb.fetch(key.getBytes(UTF_8))).as(key).hasValue(value));
        }
    }

    @Test
    void aListThatLeadsToARecordIsDamage() {
        words().putInt(Tdb1Header.FREE_LIST, record());
        storesMuch(true);
    }

    @Test
    void aListThatLeadsOutOfTheFileOrBetweenBlocksIsDamage() {
        words().putInt(Tdb1Header.FREE_LIST, content.length - 8);
        storesMuch(true);
        words().putInt(Tdb1Header.FREE_LIST, record() + 4);
        storesMuch(true);
    }

    @Test
    void aListThatIsALoopIsDamageAndNotAHang() {
        words().putInt(firstFree() + NEXT, firstFree());
        try (Tdb tdb = Tdb.of("file", content, OpenOptions.WRITE)) {
            assertThatThrownBy(() -> tdb.store(key(99), new byte[content.length]))
                    .isInstanceOf(DamagedException.class).hasMessageContaining("loop");
        }
    }

    @Test
    void aFreeBlockThatSaysItIsLongerThanItIsIsNotGiven() {
        for (int block = firstFree(); block != 0; block = words().getInt(block + NEXT)) {
            int length = words().getInt(block + REC_LEN);
            words().putInt(block + REC_LEN, Math.min(length + 400, content.length - block - HEADER) & -4);
        }
        storesMuch(false);
    }

    @Test
    void whatAKilledProcessLeftOnTheListIsPassedOver() {
        int used = 0x26011999;
        words().putInt(firstFree() + 20, used);
        storesMuch(false);
    }
}
