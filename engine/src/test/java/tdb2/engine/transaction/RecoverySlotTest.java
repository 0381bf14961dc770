package tdb2.engine.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tdb2.engine.disk.SimulatedDisk;
import tdb2.engine.format.Bundle;
import tdb2.engine.format.RecoveryPointer;
import tdb2.engine.format.Tdb2Header;
import tdb2.engine.storage.WriteSet;

/** Of pointer and bundle each byte counts, and each of the checksums by itself; and when a replay is due. */
class RecoverySlotTest {

    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;
    private static final int PAGE = ByteWorkload.SLOTS + ByteWorkload.PAGE;
    private static final long BOOT = 815;

    private final SimulatedDisk disk =
            new SimulatedDisk("disk", new ByteWorkload(Protocol.SPECIFIED, List.of(), -1, false).start());
    private final HeaderWords words = new HeaderWords(disk, ORDER);
    private long at;
    private long length;

    /** Number 1, in slot 1. */
    @BeforeEach
    void commit() {
        WriteSet changes = new WriteSet(disk);
        changes.putU64(ByteWorkload.at(0), 4711, ORDER);
        Commit commit = Commit.plan(words, Protocol.SPECIFIED, ByteWorkload.SPACE, changes, 12).orElseThrow();
        commit.prepare();
        commit.harden();
        commit.apply(Runnable::run);
        RecoveryPointer pointer = RecoveryPointer.read(words.bytes(), PAGE);
        at = pointer.bundle();
        length = pointer.bundleLength();
    }

    private RecoverySlot slot() {
        return RecoverySlots.read(words.bytes()).slots().get(1);
    }

    private void flip(long offset) {
        byte[] one = disk.bytes(offset, 1);
        one[0] ^= 4;
        disk.write(offset, one, 0, 1);
    }

    private byte[] sum(long offset, long count) {
        MessageDigest digest = Sums.sha256();
        digest.update(disk.bytes(offset, (int) count));
        return digest.digest();
    }

    /** The pointer's sums made right for what is there now. */
    private void vouch() {
        disk.write(PAGE + 48, sum(at, length), 0, 16);
        vouchForThePointer();
    }

    private void vouchForThePointer() {
        disk.write(PAGE + RecoveryPointer.SUMMED, sum(PAGE, RecoveryPointer.SUMMED), 0, 8);
    }

    @Test
    void aPointerOfWhichAnyByteHasChangedIsNone() {
        assertThat(slot().isPointer()).isTrue();
        for (int i = 0; i < RecoveryPointer.LENGTH; i++) {
            flip(PAGE + i);
            assertThat(slot().isPointer()).as("byte %d", i).isFalse();
            assertThat(slot().isValid()).as("byte %d", i).isFalse();
            flip(PAGE + i);
        }
        assertThat(slot().isValid()).isTrue();
    }

    @Test
    void aPointerInThePageOfTheOtherSlotIsNone() {
        disk.putU64(PAGE + 8, 2, ORDER);
        vouchForThePointer();
        assertThat(slot().isPointer()).isFalse();
        assertThat(RecoverySlots.read(words.bytes()).torn()).hasSize(1);
        assertThat(Commit.next(words)).isEqualTo(2);
    }

    @Test
    void aBundleOfWhichAnyByteHasChangedIsNotValid() {
        for (long i = 0; i < length; i++) {
            flip(at + i);
            assertThat(slot().isValid()).as("byte %d", i).isFalse();
            flip(at + i);
        }
        assertThat(slot().isValid()).isTrue();
    }

    @Test
    void theBundlesOwnSumCountsThoughThePointerVouchesForTheBundle() {
        flip(at + length - Bundle.SUM - 1);
        vouch();
        assertThat(slot().problem()).isEqualTo("the bundle's checksum");
        flip(at + length - Bundle.SUM - 1);
        vouch();
        assertThat(slot().isValid()).isTrue();
    }

    @Test
    void thePointersSumOfTheBundleCountsThoughTheBundleVouchesForItself() {
        flip(PAGE + 48);
        vouchForThePointer();
        assertThat(slot().isPointer()).isTrue();
        assertThat(slot().problem()).isEqualTo("the bundle's checksum");
    }

    @Test
    void aReplayIsDueInAnotherBootOrAnUnknownOneAndNotInTheSame() {
        disk.putU64(Tdb2Header.BOOT_ID, BOOT, ORDER);
        Replay replay = new Replay(words, Protocol.SPECIFIED);
        assertThat(replay.isDue(BOOT, false)).isFalse();
        assertThat(replay.isDue(BOOT + 1, false)).isTrue();
        disk.putU64(Tdb2Header.BOOT_ID, 0, ORDER);
        assertThat(replay.isDue(0, false)).isTrue();
        words.retired(1);
        assertThat(new Replay(words, Protocol.SPECIFIED).isDue(BOOT, false)).isFalse();
        words.tx(4);
        assertThat(replay.isDue(BOOT, false)).isTrue();
        assertThat(new Replay(words, Protocol.SPECIFIED).isDue(BOOT, true)).isFalse();
    }
}
