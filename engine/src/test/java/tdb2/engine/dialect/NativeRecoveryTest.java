package tdb2.engine.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tdb2.engine.dialect.NativeImage.Run;
import tdb2.engine.storage.Bytes;
import tdb2.engine.storage.HeapStorage;
import tdb2.engine.storage.Storage;
import tdb2.engine.transaction.Bundles;
import tdb2.engine.transaction.RecoveryState;
import tdb2.engine.transaction.RecoveryState.Holds;
import tdb2.engine.transaction.RecoveryState.Status;

/** Recovery bundles: which count, what a replay gives, and that nonsense in them is never an error. */
class NativeRecoveryTest {

    private static final long OUR_BOOT = 99;
    private static final BooleanSupplier FREE = () -> false;

    private NativeImage image;
    private long value;

    @BeforeEach
    void layOut() {
        image = new NativeImage(ByteOrder.LITTLE_ENDIAN, _ -> false);
        image.add(5L << 57, "key.....");
        // 16 bytes of key, then the value
        value = 8504 + 120 + 16 + 16;
        image.slots();
        image.area(0, 400);
        image.area(1, 400);
        image.build();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private Run run(long offset, String bytes) {
        return new Run(offset, text(bytes));
    }

    private Assembly open(BooleanSupplier held) {
        return Opened.assemble(image.storage(), NativeImage.HASH,
                new Surroundings(OUR_BOOT, _ -> held.getAsBoolean(), false));
    }

    private RecoveryState state() {
        return open(FREE).recovery().state();
    }

    private String valueAfterReplay() {
        Storage after = open(FREE).recovery().preview().orElseThrow();
        return new String(after.bytes(value, 8), StandardCharsets.US_ASCII);
    }

    @Test
    void emptySlotsHoldNothing() {
        assertThat(state().status()).isEqualTo(Status.SETTLED);
        assertThat(state().parts()).hasSize(2).allSatisfy(p -> assertThat(p.state()).isEqualTo("empty"));
    }

    @Test
    void withoutSlotsThereWasNoTransaction() {
        image.set(144, 0);
        image.set(152, 0);
        assertThat(state().status()).isEqualTo(Status.NONE);
    }

    @Test
    void aValidBundleAboveRetiredIsReplayed() {
        image.commit(3, NativeImage.SIZE, run(value, "newvalue"));
        image.set(168, 2);
        image.set(192, 2);
        image.set(160, 7);
        assertThat(state().status()).isEqualTo(Status.PENDING);
        assertThat(state().parts().get(1).state()).isEqualTo("valid, transaction 3, not retired, not applied");
        assertThat(state().parts().get(1).changes()).containsExactly(new RecoveryState.Change(value, 8, Holds.OLD));
        assertThat(valueAfterReplay()).isEqualTo("newvalue");
        Storage after = open(FREE).recovery().preview().orElseThrow();
        assertThat(after.u64(168, ByteOrder.LITTLE_ENDIAN)).isEqualTo(3);
        assertThat(after.u64(192, ByteOrder.LITTLE_ENDIAN)).isEqualTo(3);
        assertThat(after.u64(160, ByteOrder.LITTLE_ENDIAN)).isZero();
        assertThat(Opened.assemble(after, NativeImage.HASH, Surroundings.NONE).recovery().state().status())
                .isEqualTo(Status.SETTLED);
    }

    @Test
    void eachRunTellsWhatTheFileHasThere() {
        image.commit(3, NativeImage.SIZE, run(value, "newvalue"), run(value + 16, "second"));
        image.set(192, 2);
        assertThat(holds()).containsExactly(Holds.OLD, Holds.OLD);
        image.put(value, text("newvalue"));
        assertThat(holds()).containsExactly(Holds.NEW, Holds.FOREIGN);
        image.put(value + 16, text("second"));
        assertThat(holds()).containsExactly(Holds.NEW, Holds.NEW);
    }

    private List<Holds> holds() {
        return state().parts().get(1).changes().stream().map(RecoveryState.Change::holds).toList();
    }

    @Test
    void bothBundlesAreReplayedInAscendingOrder() {
        image.commit(4, NativeImage.SIZE, run(value, "44444444"));
        image.commit(3, NativeImage.SIZE, run(value, "33333333"), run(value + 8, "3-only"));
        assertThat(valueAfterReplay()).isEqualTo("44444444");
        Storage after = open(FREE).recovery().preview().orElseThrow();
        assertThat(after.bytes(value + 8, 6)).isEqualTo(text("3-only"));
        assertThat(after.u64(168, ByteOrder.LITTLE_ENDIAN)).isEqualTo(4);
        assertThat(state().summary()).contains("transactions 3 and 4");
    }

    /** A file that another process writes over after a number of reads. */
    private record Rewritten(Storage before, Storage after, AtomicInteger reads) implements Storage {

        private Storage now() {
            return reads.getAndDecrement() > 0 ? before : after;
        }

        @Override
        public String name() {
            return before.name();
        }

        @Override
        public long size() {
            return before.size();
        }

        @Override
        public void read(long offset, byte[] into, int at, int length) {
            now().read(offset, into, at, length);
        }

        @Override
        public long u32(long offset, ByteOrder order) {
            return now().u32(offset, order);
        }

        @Override
        public long u64(long offset, ByteOrder order) {
            return now().u64(offset, order);
        }

        @Override
        public boolean refresh() {
            return false;
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

    @Test
    void aBundleThatIsWrittenOverWhileItIsReadIsNoDamageAndNotPreviewed() {
        image.commit(3, NativeImage.SIZE, run(value, "newvalue"), run(value + 8, "more"));
        Storage before = image.storage();
        byte[] written = before.bytes(0, (int) before.size());
        long bundle = before.u64(before.u64(152, ByteOrder.LITTLE_ENDIAN) + 16, ByteOrder.LITTLE_ENDIAN);
        Arrays.fill(written, (int) bundle + 64, (int) bundle + 200, (byte) 0x99);
        Storage after = new HeapStorage("rewritten", written);
        int last = 0;
        for (int reads = 0; last < 20; reads++) {
            AtomicInteger left = new AtomicInteger(reads);
            Bundles recovery = new Bundles(new Bytes(new Rewritten(before, after, left), ByteOrder.LITTLE_ENDIAN),
                    OUR_BOOT, FREE);
            recovery.state();
            Optional<String> seen = recovery.preview()
                    .map(preview -> new String(preview.bytes(value, 12), StandardCharsets.US_ASCII));
            assertThat(seen).as("after %d reads", reads).isIn(Optional.empty(), Optional.of("newvaluemore"));
            last = seen.isPresent() ? last + 1 : 0;
        }
    }

    @Test
    void aRetiredBundleIsNotReplayed() {
        image.commit(3, NativeImage.SIZE, run(value, "newvalue"));
        image.set(168, 3);
        assertThat(state().status()).isEqualTo(Status.SETTLED);
        assertThat(open(FREE).recovery().preview()).isEmpty();
        assertThat(state().parts().get(1).state()).contains("retired");
    }

    @Test
    void withinOneBootNothingNeedsToBeReplayed() {
        image.commit(3, NativeImage.SIZE, run(value, "newvalue"));
        image.set(176, OUR_BOOT);
        assertThat(state().status()).isEqualTo(Status.SETTLED);
        assertThat(Opened.assemble(image.storage(), NativeImage.HASH, Surroundings.NONE).recovery().state().status())
                .as("an unknown boot equals nothing").isEqualTo(Status.PENDING);
    }

    @Test
    void aTransactionWhoseProcessDiedIsPendingALiveOneIsNot() {
        image.set(176, OUR_BOOT);
        image.commit(3, NativeImage.SIZE, run(value, "newvalue"));
        image.set(160, 7);
        assertThat(state().status()).isEqualTo(Status.PENDING);
        assertThat(valueAfterReplay()).isEqualTo("newvalue");
        RecoveryState live = open(() -> true).recovery().state();
        assertThat(live.status()).isEqualTo(Status.SETTLED);
        assertThat(live.summary()).contains("transaction 3 is being applied");
        assertThat(open(() -> true).recovery().preview()).isEmpty();
    }

    @Test
    void aDeadTransactionWithoutBundleOnlyClearsItsWord() {
        image.set(168, 2);
        image.set(192, 2);
        image.set(160, 6);
        Storage after = open(FREE).recovery().preview().orElseThrow();
        assertThat(after.u64(160, ByteOrder.LITTLE_ENDIAN)).isZero();
        assertThat(after.u64(168, ByteOrder.LITTLE_ENDIAN)).isEqualTo(2);
    }

    @Test
    void aBundleMayMakeTheFileLonger() {
        image.commit(3, NativeImage.SIZE + 4096, run(NativeImage.SIZE + 100, "beyond"),
                new Run(200, new byte[] { 0, 0, 1, 0, 0, 0, 0, 0 }));
        Storage after = open(FREE).recovery().preview().orElseThrow();
        assertThat(after.size()).isEqualTo(NativeImage.SIZE + 106);
        assertThat(after.bytes(NativeImage.SIZE + 100, 6)).isEqualTo(text("beyond"));
    }

    @Test
    void whatDoesNotHoldIsAnInvalidBundleAndNoDamage() {
        long page = image.get(152);
        long bundle = image.get(216) + 16;
        invalid("pointer's checksum", i -> i.set(page + 24, i.get(page + 24) ^ 1));
        invalid("pointer's checksum", i -> i.set(page + 64, 0));
        invalid("no pointer tag", i -> i.set(page, 5));
        invalid("bundle's checksum", i -> i.set(bundle + 88, 5));
        invalid("no bundle tag", i -> i.set(bundle, 5));
        invalid("another salt", i -> i.commit(3, 3, NativeImage.SIZE, 5, NativeImage.FILE_ID, run(value, "x")));
        invalid("another file", i -> i.commit(3, 3, NativeImage.SIZE, 80, 5, run(value, "x")));
        invalid("the other slot", i -> i.commit(3, 4, NativeImage.SIZE, 81, NativeImage.FILE_ID, run(value, "x")));
        invalid("no transaction may write", i -> i.commit(3, NativeImage.SIZE, run(168, "x")));
        invalid("no transaction may write", i -> i.commit(3, NativeImage.SIZE, run(60, "12345678")));
        invalid("no transaction may write", i -> i.commit(3, NativeImage.SIZE, run(NativeImage.SIZE - 1, "xy")));
        invalid("no transaction may write", i -> i.commit(3, NativeImage.SIZE, run(-1, "xy")));
        invalid("a transaction can add", i -> i.commit(3, 1L << 60, run(1L << 59, "x")));
        invalid("outside the file", i -> i.pointer(page, 3, bundle, Long.MAX_VALUE - 7, 0, 80, new byte[16]));
        invalid("outside the file", i -> i.pointer(page, 3, NativeImage.SIZE - 8, 200, 0, 80, new byte[16]));
        invalid("outside the file", i -> i.pointer(page, 3, -8, 200, 0, 80, new byte[16]));
    }

    private void invalid(String problem, Consumer<NativeImage> damage) {
        layOut();
        image.commit(3, NativeImage.SIZE, run(value, "newvalue"));
        damage.accept(image);
        RecoveryState state = state();
        assertThat(state.parts().get(1).state()).startsWith("invalid").contains(problem);
        assertThat(state.faults()).isEmpty();
        assertThat(state.status()).isEqualTo(Status.SETTLED);
        assertThat(open(FREE).recovery().preview()).isEmpty();
    }

    @Test
    void anImpossibleSlotOffsetIsAFaultAndTheOtherSlotStillCounts() {
        image.commit(3, NativeImage.SIZE, run(value, "newvalue"));
        image.set(144, -4096);
        assertThat(state().faults()).hasSize(1);
        assertThat(valueAfterReplay()).isEqualTo("newvalue");
    }

    @Test
    void appliedAndHalfAppliedBundlesAreToldApart() {
        image.commit(3, NativeImage.SIZE, run(value, "newvalue"));
        image.set(value, 0x65756c617677656eL);
        assertThat(state().parts().get(1).state()).endsWith("not retired, applied");
        image.set(value, 12345);
        assertThat(state().parts().get(1).state()).contains("half applied");
    }
}
