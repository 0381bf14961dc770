package tdb2.engine.transaction;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tdb2.engine.error.Fault;
import tdb2.engine.format.RecoveryPointer;
import tdb2.engine.format.Tdb2Header;
import tdb2.engine.storage.Bytes;

/**
 * Both recovery slots of a native file, as they stand now.
 *
 * @param slots those that can be read, by number
 * @param retired transactions up to it need no replay
 * @param committed the last transaction that was applied
 * @param faults slots that cannot be read
 */
record RecoverySlots(List<RecoverySlot> slots, long retired, long committed, List<Fault> faults) {

    RecoverySlots {
        slots = List.copyOf(slots);
        faults = List.copyOf(faults);
    }

    /** Reads both. */
    static RecoverySlots read(Bytes bytes) {
        List<RecoverySlot> slots = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        for (int number = 0; number < HeaderWords.SLOTS; number++) {
            long word = Tdb2Header.RECOVERY_SLOT0 + 8L * number;
            long page = bytes.u64(word);
            if (page == 0) {
                continue;
            }
            if (page % RecoveryPointer.PAGE != 0 || !bytes.contains(page, RecoveryPointer.LENGTH)) {
                faults.add(new Fault(bytes.name(), word, "a 4 KiB-aligned page of the file",
                        "offset " + Long.toUnsignedString(page), "recovery slot %d cannot be read".formatted(number)));
                continue;
            }
            slots.add(new RecoverySlot(bytes, number, page, bytes.u64(Tdb2Header.FILE_ID)));
        }
        return new RecoverySlots(slots, bytes.u64(Tdb2Header.RETIRED), bytes.u64(Tdb2Header.COMMITTED),
                faults);
    }

    /**
     * The valid ones above retired, ascending: what a recovery replays. A transaction is applied when its bundle is on the
     * disk, and that goes only when the next one is there too. So where all that is valid is older than the last that was
     * applied, no crash came, but its bundle was damaged since: the older ones would undo a part of it.
     */
    List<RecoverySlot> due() {
        List<RecoverySlot> valid = slots.stream()
                .filter(slot -> Long.compareUnsigned(slot.sequence(), retired) > 0 && slot.isValid())
                .sorted(Comparator.comparing(RecoverySlot::sequence, Long::compareUnsigned)).toList();
        return valid.isEmpty() || Long.compareUnsigned(valid.getLast().sequence(), committed) >= 0 ? valid : List.of();
    }

    /** Whether a bundle that a recovery would replay reaches beyond an offset. */
    boolean needAnyBeyond(long end) {
        return slots.stream().anyMatch(slot -> slot.bundleEnd() > end && due().contains(slot));
    }

    /**
     * Those that hold a part of something, be it a torn pointer or one above retired whose bundle is not whole. The next
     * pointer of the same place may, torn, complete what is missing.
     */
    List<RecoverySlot> torn() {
        return slots.stream().filter(slot -> !slot.isEmpty() && !(slot.isPointer()
                && (Long.compareUnsigned(slot.sequence(), retired) <= 0 || slot.isValid()))).toList();
    }
}
