package tdb2.engine.transaction;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import tdb2.engine.error.DamagedException;
import tdb2.engine.format.Field;
import tdb2.engine.format.RecoveryPointer;
import tdb2.engine.format.Tdb2Header;
import tdb2.engine.storage.Bytes;
import tdb2.engine.storage.OverlayStorage;
import tdb2.engine.transaction.RecoveryState.Change;
import tdb2.engine.transaction.RecoveryState.Holds;
import tdb2.engine.transaction.RecoveryState.Part;
import tdb2.engine.transaction.RecoveryState.Status;

/**
 * The recovery bundles of native files from variant 1 on (spec commit-protocol, "recover()"): what the two slots hold,
 * and the state a replay of both, in ascending order, would give.
 *
 * <pre>
 *  header: retired  committed  tx  boot_id
 *                                          slot 0: P(n)   --> B(n)     valid and above retired: replayed
 *                                          slot 1: P(n-1) --> B(n-1)   first the lower, then the higher
 * </pre>
 *
 * <p>
 * Safe for several threads.
 */
public final class Bundles implements Recovery {

    /** Changes a part lists at most. */
    private static final int LISTED = 100_000;
    private static final int BLOCK = 1 << 20;
    private static final int LOOKS = 50;

    private final Bytes bytes;
    private final long bootId;
    private final BooleanSupplier transactionHeld;

    /**
     * @param bootId of the machine's present boot and this file, 0 unknown
     * @param transactionHeld asks whether somebody holds the transaction lock now
     */
    public Bundles(Bytes bytes, long bootId, BooleanSupplier transactionHeld) {
        this.bytes = bytes;
        this.bootId = bootId;
        this.transactionHeld = transactionHeld;
    }

    @Override
    public RecoveryState state() {
        RecoverySlots read = RecoverySlots.read(bytes);
        List<RecoverySlot> slots = read.slots();
        List<RecoverySlot> due = read.due();
        Reason reason = reason(due);
        List<Part> parts = slots.stream().map(slot -> part(slot, due.contains(slot))).toList();
        Status status = reason.acts() ? Status.PENDING : slots.isEmpty() ? Status.NONE : Status.SETTLED;
        return new RecoveryState(status, summary(reason, due, slots), parts, read.faults());
    }

    /**
     * {@inheritDoc} A bundle that a living process writes over meanwhile is looked at again: it is checked after it was
     * read as well.
     */
    @Override
    public Optional<OverlayStorage> preview() {
        for (int i = 0; i < LOOKS; i++) {
            List<RecoverySlot> due = RecoverySlots.read(bytes).due();
            if (!reason(due).acts()) {
                return Optional.empty();
            }
            Optional<OverlayStorage> replayed = replayed(due);
            if (replayed.isPresent() && isStill(due)) {
                return replayed;
            }
        }
        return Optional.empty();
    }

    private boolean isStill(List<RecoverySlot> due) {
        List<RecoverySlot> now = RecoverySlots.read(bytes).due();
        return numbers(now).equals(numbers(due)) && reason(now).acts();
    }

    /**
     * Why the next writable open would recover.
     *
     * @param replay a valid bundle above retired, and another boot
     * @param died a transaction in progress that nobody runs
     * @param live a transaction in progress that somebody runs
     */
    private record Reason(boolean replay, boolean died, boolean live) {

        boolean acts() {
            return replay || died;
        }
    }

    private Reason reason(List<RecoverySlot> due) {
        boolean sameBoot = bootId != 0 && bytes.u64(Tdb2Header.BOOT_ID) == bootId;
        boolean running = bytes.u64(Tdb2Header.TX) != 0;
        boolean held = running && transactionHeld.getAsBoolean();
        return new Reason(!due.isEmpty() && !sameBoot, running && !held, running && held);
    }

    private Part part(RecoverySlot slot, boolean due) {
        try {
            List<Change> changes = new ArrayList<>();
            if (slot.isValid()) {
                // a bundle has no old bytes, only their sum: all of them are old, or nobody can tell
                Holds otherwise = slot.applied().equals(RecoverySlot.NOT_APPLIED) ? Holds.OLD : Holds.FOREIGN;
                Comparing comparing = new Comparing(bytes);
                slot.runs((target, source, length) -> {
                    if (changes.size() < LISTED) {
                        changes.add(new Change(target, length,
                                comparing.holds(target, source, length, Holds.NEW, otherwise)));
                    }
                });
            }
            return part(slot, verdict(slot, due), slot.fields(), changes);
        } catch (DamagedException _) {
            return part(slot, "being written over at this moment", List.of(), List.of());
        }
    }

    private static Part part(RecoverySlot slot, String verdict, List<Field> fields, List<Change> changes) {
        return new Part("slot " + slot.number(), slot.page(), RecoveryPointer.PAGE, verdict, fields, changes);
    }

    private static String verdict(RecoverySlot slot, boolean due) {
        if (slot.isEmpty()) {
            return "empty";
        }
        if (!slot.isValid()) {
            return "invalid: " + slot.problem();
        }
        return "valid, transaction %s, %s, %s".formatted(Long.toUnsignedString(slot.sequence()),
                due ? "not retired" : "retired", slot.applied());
    }

    private String summary(Reason reason, List<RecoverySlot> due, List<RecoverySlot> slots) {
        String poison = bytes.u64(Tdb2Header.POISON) == 0 ? "" : "; a sync failed: writing is refused until recovered";
        if (reason.replay()) {
            return "the next writable open replays %s%s".formatted(numbers(due), poison);
        }
        if (reason.died()) {
            String replay = due.isEmpty() ? "takes note that nothing is to be replayed" : "replays " + numbers(due);
            return "whoever ran the last transaction died: the next writable open %s%s".formatted(replay, poison);
        }
        if (reason.live()) {
            return Tdb2Header.transaction(bytes.u64(Tdb2Header.TX)) + " now" + poison;
        }
        return (slots.isEmpty() ? "no transaction has been committed yet" : "nothing is to be replayed") + poison;
    }

    private static String numbers(List<RecoverySlot> due) {
        List<String> numbers = due.stream().map(slot -> Long.toUnsignedString(slot.sequence())).toList();
        return (numbers.size() == 1 ? "transaction " : "transactions ") + String.join(" and ", numbers);
    }

    /** Empty when somebody wrote over a bundle meanwhile: where it said that bytes were there are none. */
    private Optional<OverlayStorage> replayed(List<RecoverySlot> due) {
        OverlayStorage overlay = new OverlayStorage(bytes.storage());
        try {
            for (RecoverySlot slot : due) {
                slot.runs((target, source, length) -> copy(overlay, target, source, length));
            }
        } catch (DamagedException _) {
            return Optional.empty();
        }
        if (!due.isEmpty()) {
            byte[] last = word(due.getLast().sequence());
            overlay.patch(Tdb2Header.RETIRED, last);
            overlay.patch(Tdb2Header.COMMITTED, last);
        }
        overlay.patch(Tdb2Header.TX, word(0));
        return Optional.of(overlay);
    }

    private void copy(OverlayStorage overlay, long target, long source, long length) {
        for (long done = 0; done < length; done += BLOCK) {
            overlay.patch(target + done, bytes.bytes(source + done, (int) Math.min(BLOCK, length - done)));
        }
    }

    private byte[] word(long value) {
        return ByteBuffer.allocate(8).order(bytes.order()).putLong(value).array();
    }
}
