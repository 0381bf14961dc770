package tdb2.engine.transaction;

import java.util.List;
import java.util.Optional;
import tdb2.engine.error.DamagedException;
import tdb2.engine.error.Fault;
import tdb2.engine.format.RecoveryRecord;
import tdb2.engine.format.WritableBytes;
import tdb2.engine.storage.Bytes;
import tdb2.engine.storage.Storage;

/**
 * Undoes what a crash has left half done, as the C libraries do (spec c-formats, sections 1 and 2): all old bytes are put
 * back; sync; the header forgets an area that was made for the transaction; the area says that nothing is pending; sync.
 * May be broken off anywhere and begun again. The file is never cut back, since other programs may have it mapped.
 *
 * <p>
 * The C libraries leave what the transaction had written behind the old end of the file, and then their own check calls
 * the file damaged (spec c-formats, section 7, defect 9). Here those bytes become zero, which every check knows as dead.
 */
final class Undo {

    private static final int BLOCK = 1 << 16;

    private final WritableBytes bytes;
    private final Bytes reading;
    private final UndoLayout layout;
    private final UndoArea areas;

    Undo(WritableBytes bytes, UndoLayout layout) {
        this.bytes = bytes;
        this.layout = layout;
        this.reading = bytes.reading();
        this.areas = new UndoArea(reading, layout);
    }

    /** The area the header names; empty when it names none, or what cannot be one and says nothing of being pending. */
    Optional<RecoveryRecord> area() {
        return area(reading);
    }

    /** The same in another state of the file. */
    Optional<RecoveryRecord> area(Storage state) {
        return area(new Bytes(state, bytes.order()));
    }

    private Optional<RecoveryRecord> area(Bytes state) {
        long at = layout.area(state);
        return at == 0 ? Optional.empty() : layout.header(state, at);
    }

    /**
     * Whether somebody has died in the midst of a commit; asked under a lock that no living committer lets others have.
     *
     * @throws DamagedException when that is so, and the area cannot be used
     */
    boolean isPending() {
        long at = layout.area(reading);
        long magic = layout.magicOffset(at);
        if (at == 0 || !reading.contains(magic, layout.wordBytes()) || word(magic) != layout.magic()) {
            return false;
        }
        if (area().isEmpty()) {
            throw new DamagedException(new Fault(bytes.name(), at, "an undo area", "one with impossible lengths",
                    "nothing was changed; dump reads the records, run check on a copy"));
        }
        return true;
    }

    /**
     * Undoes.
     *
     * @throws DamagedException when a part of the area is damaged; nothing was changed
     */
    void run() {
        RecoveryRecord area = area().orElseThrow();
        long[] last = new long[1];
        List<Fault> faults = areas.putBack(area, (at, old) -> last[0] = Math.max(last[0], at + old.length));
        if (!faults.isEmpty()) {
            throw new DamagedException(faults.getFirst());
        }
        areas.putBack(area, bytes::write);
        if (isOldEnd(area, last[0])) {
            clear(area);
        }
        bytes.storage().sync();
        forget(area);
    }

    /**
     * Whether the file may have ended there: one word says so, and if that is damaged what stands behind it is the database.
     *
     * @param behind the last of the old bytes
     */
    private boolean isOldEnd(RecoveryRecord area, long behind) {
        long end = area.fileEnd();
        return end >= Math.max(behind, layout.start(reading)) && end < bytes.storage().size()
                && (end <= area.offset() || end >= area.offset() + area.length())
                && !layout.leadsBetween(reading, end, bytes.storage().size());
    }

    /** Zeroes what was written behind the old end of the file; the area itself stays as it is. */
    private void clear(RecoveryRecord area) {
        long end = UndoArea.goesToo(area) ? area.offset() : bytes.storage().size();
        for (long at = area.fileEnd(); at < end; at += BLOCK) {
            int length = (int) Math.min(BLOCK, end - at);
            if (!UndoArea.isFill(reading.bytes(at, length))) {
                bytes.write(at, new byte[length]);
            }
        }
    }

    /** Leaves an area that nothing is to be put back from any more, of a transaction that did not happen. */
    void forget(RecoveryRecord area) {
        if (UndoArea.goesToo(area)) {
            word(layout.pointerOffset(), 0);
        }
        settle(area);
    }

    /** Says that the transaction has happened. */
    void settle(RecoveryRecord area) {
        word(layout.magicOffset(area.offset()), 0);
        bytes.storage().sync();
    }

    private long word(long offset) {
        return layout.wordBytes() == 4 ? reading.u32(offset) : reading.u64(offset);
    }

    /** Stores a word of the layout's width. */
    void word(long offset, long value) {
        if (layout.wordBytes() == 4) {
            bytes.storage().putU32(offset, value, bytes.order());
        } else {
            bytes.put(offset, value);
        }
    }
}
