package tdb2.engine.salvage;

import tdb2.engine.format.Dialect;
import tdb2.engine.format.RecoveryRecord;
import tdb2.engine.format.Tdb1Blocks;
import tdb2.engine.format.UndoWords;
import tdb2.engine.storage.Bytes;

/**
 * Knows the undo area of a transaction that is over by its entries, when no header leads to it any more and its magic is
 * zero: what it keeps are old states of records, which must not be taken for records (spec c-formats, sections 1 and 2).
 */
final class SettledUndo {

    private final Bytes bytes;
    private final boolean narrow;
    private final boolean wide;
    private final int word;

    SettledUndo(Bytes bytes, Form form) {
        this.bytes = bytes;
        this.narrow = form.dialect() == Dialect.TDB1;
        this.wide = form.dialect() == Dialect.TDB2_TABLES || form.dialect() == Dialect.NTDB;
        this.word = narrow ? Integer.BYTES : Long.BYTES;
    }

    /** Length of the area that begins at an offset, 0 when none does. */
    long at(long offset) {
        if (narrow && bytes.contains(offset, Tdb1Blocks.HEADER)) {
            RecoveryRecord area = new RecoveryRecord(offset, Tdb1Blocks.HEADER, bytes.u32(offset + 4),
                    bytes.u32(offset + 12), bytes.u32(offset + 8), false);
            return bytes.u32(offset) == 0 && bytes.u32(offset + 20) == 0 ? length(area) : 0;
        }
        return wide ? UndoWords.read(bytes, offset).map(this::length).orElse(0L) : 0;
    }

    private long length(RecoveryRecord area) {
        boolean fits =
                area.used() > 0 && area.used() <= area.capacity() && bytes.contains(area.offset(), area.length());
        return fits && hasEntries(area) ? area.length() : 0;
    }

    /** Whether the bytes used are entries from the first to the last. */
    private boolean hasEntries(RecoveryRecord area) {
        long at = area.offset() + area.headerLength();
        long end = at + area.used();
        int entries = 0;
        while (end - at > 2L * word) {
            long target = word(at);
            long length = word(at + word);
            if (length <= 0 || length > end - at - 2L * word || target < 0 || target > area.fileEnd() - length) {
                return false;
            }
            at += 2L * word + length;
            entries++;
        }
        return entries > 0;
    }

    private long word(long at) {
        return narrow ? bytes.u32(at) : bytes.u64(at);
    }
}
