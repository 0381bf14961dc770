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
 * is not. For one thread.
 */
public final class Scan {

    /** Receives every block found, in the order of the file. */
    @FunctionalInterface
    public interface Visitor {

        /**
         * @param block what was found
         * @param certain whether it ends where something begins or its end is marked: what is in it is not looked at
         */
        void found(Block block, boolean certain) throws IOException;

        /**
         * An undo area begins here whose beginning may be all that is left: what stands in it is told of as well, and is an older
         * state.
         */
        default void undo(long offset, long length) throws IOException {}

        /** Bytes were passed where no block begins. */
        default void passed(long from, long to) throws IOException {}

        /** A hole was passed: zeros that take no room on the disk, so that nothing was ever written there. */
        default void hole(long from, long to) throws IOException {
            passed(from, to);
        }
    }

    /** What is known of a file before it is scanned. */
    public interface Known {

        /** Of a file of which nothing is known. */
        Known NOTHING = new Known() {
            @Override
            public long next(long above) {
                return Long.MAX_VALUE;
            }

            @Override
            public boolean isSound(long offset) {
                return false;
            }
        };

        /** The first offset above another where something is known to begin: no block is stepped over that reaches over it. */
        long next(long above);

        /** Whether the block at an offset is known to be one, and to end where its header says. */
        boolean isSound(long offset);
    }

    private static final int CHUNK = 1 << 18;
    private static final int HEAD = 64;

    private final Bytes bytes;
    private final Form form;
    private final TreeMap<Long, Long> landmarks = new TreeMap<>();
    private final SettledUndo settled;
    private final Known known;
    private final Progress progress;
    private final byte[] content = new byte[CHUNK];
    private final ByteBuffer chunk;
    private long chunkStart;
    private int chunkLength;

    /**
     * @param landmarks what the header leads to, which is stepped over
     */
    public Scan(Bytes bytes, Form form, List<Landmark> landmarks, Progress progress) {
        this(bytes, form, landmarks, Known.NOTHING, progress);
    }

    /**
     * @param known what of it is known before
     */
    public Scan(Bytes bytes, Form form, List<Landmark> landmarks, Known known, Progress progress) {
        this.known = known;
        this.settled = new SettledUndo(bytes, form);
        this.bytes = bytes;
        this.form = form;
        this.progress = progress;
        this.chunk = ByteBuffer.wrap(content).order(form.order());
        landmarks.forEach(landmark -> this.landmarks.put(landmark.offset(), landmark.length()));
    }

    /** Looks at the whole file; throws what the visitor throws. */
    public void run(Visitor visitor) throws IOException {
        long size = bytes.size();
        int alignment = form.blocks().alignment();
        long at = 0;
        long behind = 0;
        while (at <= size - Form.LOOK) {
            long data = beyondHole(at, alignment);
            if (data > at) {
                visitor.hole(at, data);
                at = data;
                continue;
            }
            long landmark = landmarks.getOrDefault(at, 0L);
            long undo = at == behind ? settled.at(at) : 0;
            if (landmark > 0 && begins(at + landmark)) {
                at += landmark;
                behind = at;
            } else if (undo > 0) {
                at += undo;
                behind = at;
            } else {
                lonelyUndo(at, visitor);
                long next = mayBegin(at) ? step(at, visitor) : at + alignment;
                if (next == at + alignment) {
                    visitor.passed(at, next);
                } else {
                    behind = next;
                }
                at = next;
            }
            at += Math.floorMod(-at, alignment);
        }
        if (at < size) {
            visitor.passed(at, size);
        }
    }

    /**
     * Where to go on when a hole begins: nothing begins in zeros, but a block may have its first words at a hole's end. Asked
     * once for each chunk.
     */
    private long beyondHole(long at, int alignment) {
        if (at >= chunkStart && at + Form.LOOK <= chunkStart + chunkLength) {
            return at;
        }
        Long landmark = landmarks.ceilingKey(at);
        long data = Math.min(bytes.storage().nextData(at), landmark == null ? Long.MAX_VALUE : landmark);
        long back = data - HEAD;
        progress.check(bytes.name(), at, bytes.size());
        return back - at < CHUNK ? at : back - Math.floorMod(back, alignment);
    }

    /** Tells of an undo area in front of which all is lost. At its end something has to begin, for a value may look like one. */
    private void lonelyUndo(long at, Visitor visitor) throws IOException {
        load(at);
        if (form.mayBeUndo(chunk, (int) (at - chunkStart))) {
            long length = settled.at(at);
            if (length > 0 && begins(at + length)) {
                visitor.undo(at, length);
            }
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
        boolean certain = at + length <= known.next(at) && (known.isSound(at) || form.closed(bytes, block)
                || begins(at + length)) && !hidesRecord(block);
        visitor.found(block, certain);
        return certain ? at + length : at + form.blocks().alignment();
    }

    /** Whether a record stands in what was a deleted one: its header was left in room that was used anew. */
    private boolean hidesRecord(Block block) {
        if (!(block instanceof Block.Used(RecordHeader dead)) || dead.role() != RecordHeader.Role.DEAD) {
            return false;
        }
        int alignment = form.blocks().alignment();
        for (long at = dead.offset() + alignment; at < dead.end(); at += alignment) {
            if (form.blocks().at(bytes, at) instanceof Block.Used(RecordHeader inner)
                    && inner.role() == RecordHeader.Role.DATA && inner.end() <= dead.end()
                    && form.closed(bytes, new Block.Used(inner)) && form.plausible(bytes, inner)) {
                return true;
            }
        }
        return false;
    }

    /** Whether something known begins at an offset, or the file ends there. */
    private boolean begins(long offset) {
        return offset == bytes.size() || landmarks.containsKey(offset)
                || !(form.blocks().at(bytes, offset) instanceof Block.Nothing);
    }

    private boolean mayBegin(long at) {
        load(at);
        return form.mayBegin(chunk, (int) (at - chunkStart));
    }

    private void load(long at) {
        if (at < chunkStart || at + Form.LOOK > chunkStart + chunkLength) {
            progress.check(bytes.name(), at, bytes.size());
            chunkStart = at;
            chunkLength = (int) Math.min(CHUNK, bytes.size() - at);
            bytes.storage().read(at, content, 0, chunkLength);
        }
    }
}
