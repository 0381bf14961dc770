package tdb2.engine.salvage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.TreeMap;
import tdb2.engine.event.Progress;
import tdb2.engine.format.Block;
import tdb2.engine.format.FreeRecord;
import tdb2.engine.format.Landmark;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.format.RecoveryRecord;
import tdb2.engine.storage.Bytes;

/**
 * Looks for blocks of one form at every aligned offset of a file. What certainly is a block is stepped over whole, so
 * that values that contain databases, freed records and recovery areas give no false finds; what may have a wrong length
 * is not.
 */
final class Scan {

    /** Receives every block found, in the order of the file. */
    @FunctionalInterface
    interface Visitor {

        void found(Block block) throws IOException;
    }

    private static final int CHUNK = 1 << 18;

    private final Bytes bytes;
    private final Form form;
    private final TreeMap<Long, Long> landmarks = new TreeMap<>();
    private final Progress progress;
    private final byte[] content = new byte[CHUNK];
    private final ByteBuffer chunk;
    private long chunkStart;
    private int chunkLength;

    Scan(Bytes bytes, Form form, List<Landmark> landmarks, Progress progress) {
        this.bytes = bytes;
        this.form = form;
        this.progress = progress;
        this.chunk = ByteBuffer.wrap(content).order(form.order());
        landmarks.forEach(landmark -> this.landmarks.put(landmark.offset(), landmark.length()));
    }

    void run(Visitor visitor) throws IOException {
        long size = bytes.size();
        int alignment = form.blocks().alignment();
        long at = 0;
        while (at <= size - Form.LOOK) {
            long landmark = landmarks.getOrDefault(at, 0L);
            if (landmark > 0 && begins(at + landmark)) {
                at += landmark;
            } else {
                at = mayBegin(at) ? step(at, visitor) : at + alignment;
            }
            at += Math.floorMod(-at, alignment);
        }
    }

    /** Tells of the block at an offset, if there is one; answers where to go on. */
    private long step(long at, Visitor visitor) throws IOException {
        Block block = form.blocks().at(bytes, at);
        long length = switch (block) {
            case Block.Used(RecordHeader record) -> record.length();
            case Block.Free(FreeRecord free) -> free.length();
            case Block.Recovery(RecoveryRecord area) -> area.length();
            case Block.Nothing _ -> 0;
        };
        if (length <= 0) {
            return at + form.blocks().alignment();
        }
        visitor.found(block);
        boolean certain = form.closed(bytes, block) || begins(at + length);
        return certain ? at + length : at + form.blocks().alignment();
    }

    /** Whether something known begins at an offset, or the file ends there. */
    private boolean begins(long offset) {
        return offset == bytes.size() || landmarks.containsKey(offset)
                || !(form.blocks().at(bytes, offset) instanceof Block.Nothing);
    }

    private boolean mayBegin(long at) {
        if (at < chunkStart || at + Form.LOOK > chunkStart + chunkLength) {
            progress.check(bytes.name(), at, bytes.size());
            chunkStart = at;
            chunkLength = (int) Math.min(CHUNK, bytes.size() - at);
            bytes.storage().read(at, content, 0, chunkLength);
        }
        return form.mayBegin(chunk, (int) (at - chunkStart));
    }
}
