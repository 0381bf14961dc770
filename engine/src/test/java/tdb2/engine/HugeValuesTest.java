package tdb2.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;
import tdb2.engine.check.Check;
import tdb2.engine.error.RefusedException;
import tdb2.engine.event.Progress;
import tdb2.engine.storage.Storage;
import tdb2.engine.testing.SparseStorage;

/** Values and files beyond what 32 bits can count, and values larger than the zones that are there. */
class HugeValuesTest {

    private static final long FIVE_GIB = 5L << 30;

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    /** Five GiB of zeros that end with a word. */
    private static Content huge() {
        byte[] end = bytes("the end");
        return new Content() {
            @Override
            public long length() {
                return FIVE_GIB;
            }

            @Override
            public void read(long from, byte[] into, int at, int count) {
                for (int i = 0; i < count; i++) {
                    long place = from + i - (FIVE_GIB - end.length);
                    into[at + i] = place < 0 ? 0 : end[(int) place];
                }
            }
        };
    }

    @Test
    void aValueOfFiveGibibytesIsStoredAndReadInParts() {
        SparseStorage storage = new SparseStorage();
        byte[] empty = empty();
        storage.extend(empty.length);
        storage.write(0, empty, 0, empty.length);
        try (Tdb tdb = Tdb.of(storage, OpenOptions.WRITE)) {
            tdb.store(bytes("small"), bytes("value"));
            tdb.store(bytes("huge"), huge(), StoreMode.REPLACE);
            tdb.store(bytes("behind"), new byte[100_000]);
            assertThat(tdb.find(bytes("behind")).orElseThrow().header().length()).isGreaterThan(100_000);
            byte[] end = tdb.parse(bytes("huge"), view -> {
                byte[] last = new byte[7];
                view.read(view.length() - 7, last, 0, 7);
                return last;
            }).orElseThrow();
            assertThat(end).isEqualTo(bytes("the end"));
            assertThatThrownBy(() -> tdb.fetch(bytes("huge"))).isInstanceOf(RefusedException.class)
                    .hasMessageContaining("parse");
            assertThat(tdb.find(bytes("huge")).orElseThrow().header().end()).isGreaterThan(1L << 32);
            assertThat(Check.of(tdb, Progress.NONE)).isEmpty();
        }
    }

    private static byte[] empty() {
        try (Tdb tdb = Tdb.inMemory("empty", CreateOptions.DEFAULT)) {
            return tdb.bytes(0, (int) tdb.size());
        }
    }

    @Test
    void aValueThatFitsInNoZoneYetGetsOneThatIsLargeEnough() {
        for (int size = 60_000; size < 3_000_000; size = size * 3 / 2) {
            try (Tdb tdb = Tdb.inMemory("new", CreateOptions.DEFAULT)) {
                byte[] value = new byte[size];
                value[size - 1] = 7;
                tdb.store(bytes("first"), value);
                assertThat(tdb.fetch(bytes("first"))).hasValue(value);
                assertThat(Check.of(tdb, Progress.NONE)).isEmpty();
            }
        }
    }

    @Test
    void valuesComeFromAndGoToTheCallersMemory() {
        try (Tdb tdb = Tdb.inMemory("new", CreateOptions.DEFAULT); Arena arena = Arena.ofConfined()) {
            MemorySegment mine = arena.allocate(200_000);
            mine.set(ValueLayout.JAVA_BYTE, 199_999, (byte) 9);
            tdb.store(bytes("k"), Content.of(mine), StoreMode.REPLACE);
            MemorySegment back = arena.allocate(200_000);
            tdb.parse(bytes("k"), view -> {
                view.read(0, back);
                return true;
            });
            assertThat(back.mismatch(mine)).isEqualTo(-1);
        }
    }

    @Test
    void theStorageIsWhatTheCallerGave() {
        Storage storage = new SparseStorage();
        assertThatThrownBy(() -> Tdb.of(storage, OpenOptions.WRITE)).hasMessageContaining("empty file");
    }
}
