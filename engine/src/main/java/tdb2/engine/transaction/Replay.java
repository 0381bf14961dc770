package tdb2.engine.transaction;

import java.util.List;
import tdb2.engine.format.RecoveryPointer;
import tdb2.engine.storage.Bytes;
import tdb2.engine.storage.WritableStorage;
import tdb2.engine.transaction.Protocol.RecoveryStep;

/**
 * Brings a file back after a crash (spec commit-protocol, "recover()"): sync; both valid bundles above retired, the older
 * first; torn pointers zeroed; sync; then nothing needs a replay any more. May be broken off anywhere and begun again. Whoever runs it holds
 * the transaction lock and the write lock on all records.
 */
final class Replay {

    private static final int BLOCK = 1 << 20;

    private final HeaderWords words;
    private final Protocol protocol;
    private final List<RecoverySlot> due;
    private final List<RecoverySlot> torn;

    Replay(HeaderWords words, Protocol protocol) {
        this.words = words;
        this.protocol = protocol;
        RecoverySlots slots = RecoverySlots.read(words.bytes());
        this.due = slots.due();
        this.torn = slots.torn();
    }

    /**
     * Whether there is something to do.
     *
     * @param bootId of the present boot and this file, 0 unknown
     * @param transactionHeld whether somebody holds the transaction lock
     */
    boolean isDue(long bootId, boolean transactionHeld) {
        boolean sameBoot = bootId != 0 && words.bootId() == bootId;
        return (!(due.isEmpty() && torn.isEmpty()) && !sameBoot) || (words.tx() != 0 && !transactionHeld);
    }

    void run() {
        protocol.recovery().forEach(this::run);
    }

    /** After a failed sync the kernel may have forgotten stores it still shows: bundles and pointers are stored anew. */
    void restoreBundles() {
        for (RecoverySlot slot : due) {
            again(slot.page(), RecoveryPointer.LENGTH);
            again(slot.bundle().offset(), slot.bundle().length());
        }
    }

    private void again(long offset, long length) {
        copy(offset, offset, length);
    }

    private void run(RecoveryStep step) {
        switch (step) {
            case SYNC -> words.sync();
            case REPLAY -> due.forEach(this::replay);
            case REPLAY_NEWEST -> due.reversed().stream().limit(1).forEach(this::replay);
            case SCRUB -> torn.forEach(
                    slot -> words.storage().write(slot.page(), new byte[RecoveryPointer.LENGTH], 0,
                            RecoveryPointer.LENGTH));
            case RETIRE -> retire();
        }
    }

    private void replay(RecoverySlot slot) {
        words.storage().extend(slot.bundle().fileEnd());
        slot.runs(this::copy);
    }

    private void copy(long target, long source, long length) {
        Bytes bytes = words.bytes();
        WritableStorage storage = words.storage();
        for (long done = 0; done < length; done += BLOCK) {
            int block = (int) Math.min(BLOCK, length - done);
            storage.write(target + done, bytes.bytes(source + done, block), 0, block);
        }
    }

    private void retire() {
        if (!due.isEmpty()) {
            long last = due.getLast().sequence();
            words.retired(last);
            words.committed(last);
        }
        words.tx(0);
    }
}
