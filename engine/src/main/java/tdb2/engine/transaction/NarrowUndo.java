package tdb2.engine.transaction;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import tdb2.engine.format.Field;
import tdb2.engine.format.RecoveryRecord;
import tdb2.engine.format.Tdb1Blocks;
import tdb2.engine.format.Tdb1Growth;
import tdb2.engine.format.Tdb1Header;
import tdb2.engine.storage.Bytes;

/**
 * The undo area of TDB1: 32-bit words, behind an ordinary record header (spec c-formats, section 1).
 *
 * @param file header of the file, whose pointers count from its base
 */
public record NarrowUndo(Tdb1Header file) implements UndoLayout {

    private static final int MAGIC = 20;

    @Override
    public int wordBytes() {
        return 4;
    }

    @Override
    public long base() {
        return file.base();
    }

    @Override
    public long pointerOffset() {
        return file.base() + Tdb1Header.RECOVERY_START;
    }

    @Override
    public long area(Bytes bytes) {
        return file.resolve(bytes.u32(pointerOffset()));
    }

    @Override
    public Optional<RecoveryRecord> header(Bytes bytes, long area) {
        if (!bytes.contains(area, Tdb1Blocks.HEADER)) {
            return Optional.empty();
        }
        RecoveryRecord record = new Tdb1Blocks(file).recovery(bytes, area);
        return record.pending() || bytes.u32(magicOffset(area)) == 0 ? Optional.of(record) : Optional.empty();
    }

    @Override
    public long magicOffset(long area) {
        return area + MAGIC;
    }

    @Override
    public long start(Bytes bytes) {
        return file.dataStart();
    }

    @Override
    public boolean leadsBetween(Bytes bytes, long from, long to) {
        for (long head = file.chainHead(0); head < file.dataStart(); head += wordBytes()) {
            long first = file.resolve(bytes.u32(head));
            if (first >= from && first < to) {
                return true;
            }
        }
        return false;
    }

    @Override
    public List<Field> fields(Bytes bytes, long area) {
        return new Tdb1Blocks(file).recoveryFields(bytes, area);
    }

    @Override
    public long magic() {
        return Tdb1Blocks.RECOVERY;
    }

    @Override
    public byte[] stored(RecoveryRecord area, ByteOrder order) {
        return ByteBuffer.allocate(Tdb1Blocks.HEADER).order(order).putInt(0).putInt((int) area.capacity())
                .putInt((int) (area.fileEnd() - base())).putInt((int) area.used()).putInt(0).putInt(0).array();
    }

    @Override
    public boolean tailed() {
        return true;
    }

    @Override
    public long endOf(long start, long used) {
        return base() + Tdb1Growth.end(start - base(), Tdb1Blocks.HEADER + used);
    }
}
