package tdb2.engine.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import tdb2.engine.error.DamagedException;

class OverlayStorageTest {

    private static final int BELOW = 64;

    /** Bytes put at an offset. */
    record Patch(int offset, byte[] bytes) {}

    @Property
    void readsAsAnArrayThatWasWrittenTo(@ForAll("patches") List<Patch> patches) {
        byte[] model = new byte[BELOW];
        Arrays.fill(model, (byte) -1);
        HeapStorage below = new HeapStorage("below", model);
        OverlayStorage overlay = new OverlayStorage(below);
        for (Patch patch : patches) {
            overlay.patch(patch.offset, patch.bytes);
            int end = patch.bytes.length == 0 ? 0 : patch.offset + patch.bytes.length;
            model = Arrays.copyOf(model, Math.max(model.length, end));
            System.arraycopy(patch.bytes, 0, model, Math.min(patch.offset, model.length), patch.bytes.length);
        }
        assertThat(overlay.size()).isEqualTo(model.length);
        for (int from = 0; from <= model.length; from += 3) {
            for (int to = from; to <= model.length; to += 5) {
                assertThat(overlay.bytes(from, to - from)).isEqualTo(Arrays.copyOfRange(model, from, to));
            }
        }
        wordsAre(overlay, ByteBuffer.wrap(model));
        assertThat(below.bytes(0, BELOW)).containsOnly(-1);
    }

    private static void wordsAre(Storage storage, ByteBuffer model) {
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            model.order(order);
            for (int at = 0; at + 8 <= model.capacity(); at++) {
                assertThat(storage.u32(at, order)).isEqualTo(Integer.toUnsignedLong(model.getInt(at)));
                assertThat(storage.u64(at, order)).isEqualTo(model.getLong(at));
            }
        }
    }

    @Property
    void nothingIsReadOutside(@ForAll("patches") List<Patch> patches) {
        OverlayStorage overlay = new OverlayStorage(new HeapStorage("below", new byte[BELOW]));
        patches.forEach(patch -> overlay.patch(patch.offset, patch.bytes));
        long size = overlay.size();
        assertThatThrownBy(() -> overlay.bytes(-1, 1)).isInstanceOf(DamagedException.class);
        assertThatThrownBy(() -> overlay.bytes(size, 1)).isInstanceOf(DamagedException.class);
        assertThatThrownBy(() -> overlay.u32(size - 3, ByteOrder.LITTLE_ENDIAN)).isInstanceOf(DamagedException.class);
        assertThatThrownBy(() -> overlay.u64(size - 7, ByteOrder.LITTLE_ENDIAN)).isInstanceOf(DamagedException.class);
        assertThatThrownBy(() -> overlay.u64(Long.MAX_VALUE - 3, ByteOrder.LITTLE_ENDIAN))
                .isInstanceOf(DamagedException.class);
    }

    @Example
    void aGapBetweenTheEndAndAPatchIsZero() {
        OverlayStorage overlay = new OverlayStorage(new HeapStorage("below", new byte[] { 1, 2 }));
        overlay.patch(6, new byte[] { 7, 8 });
        assertThat(overlay.bytes(0, 8)).containsExactly(1, 2, 0, 0, 0, 0, 7, 8);
        assertThat(overlay.u64(0, ByteOrder.BIG_ENDIAN)).isEqualTo(0x0102_0000_0000_0708L);
    }

    @Provide
    Arbitrary<List<Patch>> patches() {
        Arbitrary<Integer> offset = Arbitraries.integers().between(0, BELOW + 30);
        Arbitrary<byte[]> bytes = Arbitraries.bytes().between((byte) 0, (byte) 100).array(byte[].class).ofMaxSize(40);
        return Combinators.combine(offset, bytes).as(Patch::new).list().ofMaxSize(12);
    }
}
