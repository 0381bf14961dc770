package tdb2.engine.transaction;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import tdb2.engine.format.Field;
import tdb2.engine.format.RecoveryRecord;
import tdb2.engine.format.UndoWords;
import tdb2.engine.storage.Bytes;

/**
 * The undo area of TDB2 of 2012 and NTDB: 64-bit words, a header of 32 bytes.
 *
 * @param heads offset in the file of the index: its heads stand before the first free table
 * @param pointerOffset offset in the file of the header word that names the area; the one before names that table
 * @param unwrittenTail the library of 2012 forgot the header in the length it wrote, so that the last 32 bytes of the
 *            old bytes are missing (spec c-formats, section 7, defect 1); 0 in NTDB
 * @param unit bytes that the length of an area is a multiple of
 */
public record WideUndo(long heads, long pointerOffset, int unwrittenTail, int unit) implements UndoLayout {

    private static final long OFFSET = 0x00FF_FFFF_FFFF_FFF8L;
    /** Heads that are looked at: of a table that is moved away from the index nobody knows how many there are. */
    private static final long MOST = 1 << 16;

    @Override
    public int wordBytes() {
        return 8;
    }

    @Override
    public long base() {
        return 0;
    }

    @Override
    public long area(Bytes bytes) {
        return bytes.u64(pointerOffset);
    }

    @Override
    public Optional<RecoveryRecord> header(Bytes bytes, long area) {
        return UndoWords.read(bytes, area);
    }

    @Override
    public long magicOffset(long area) {
        return area;
    }

    @Override
    public long start(Bytes bytes) {
        return bytes.u64(pointerOffset - wordBytes());
    }

    @Override
    public boolean leadsBetween(Bytes bytes, long from, long to) {
        long end = Math.min(start(bytes), Math.min(bytes.size(), heads + MOST * wordBytes()));
        for (long head = heads; head <= end - wordBytes(); head += wordBytes()) {
            long first = bytes.u64(head) & OFFSET;
            if (first >= from && first < to) {
                return true;
            }
        }
        return false;
    }

    @Override
    public List<Field> fields(Bytes bytes, long area) {
        return UndoWords.fields(bytes, area);
    }

    @Override
    public long magic() {
        return UndoWords.MAGIC;
    }

    @Override
    public byte[] stored(RecoveryRecord area, ByteOrder order) {
        return ByteBuffer.allocate(UndoWords.LENGTH).order(order).putLong(0).putLong(area.capacity())
                .putLong(area.used()).putLong(area.fileEnd()).array();
    }

    @Override
    public boolean tailed() {
        return false;
    }

    @Override
    public long endOf(long start, long used) {
        long wanted = UndoWords.LENGTH + used + used / 2;
        return start + (wanted + unit - 1) / unit * unit;
    }
}
