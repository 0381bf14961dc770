package tdb2.engine.transaction;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import tdb2.engine.error.Fault;
import tdb2.engine.error.RefusedException;
import tdb2.engine.format.RecoveryRecord;
import tdb2.engine.format.WritableBytes;
import tdb2.engine.storage.WriteSet;
import tdb2.engine.storage.WriteSet.Run;

/**
 * Writes the undo area of a commit, and then what the transaction changes. The area holds the old bytes of the changed
 * ranges; what lies behind the end of the file so far needs none.
 *
 * <p>
 * The header comes to name a new area only when that is on the disk, in the moment before it says that something is
 * pending: a process killed earlier leaves a file that is longer, and nothing else. That word is not among the old bytes:
 * were it put back before all others are on the disk, a second crash would find no area.
 */
final class UndoWriter {

    /** Same bytes between two changed ones that are counted in, since an entry of their own would take as many. */
    private static final int GAP = 16;
    /** What the return of the old area may change. */
    private static final int SLACK = 4096;
    private static final int BLOCK = 1 << 20;

    private final WritableBytes bytes;
    private final UndoLayout layout;
    private final UndoSpace space;
    private final Undo undo;
    private final UndoArea areas;
    /** What the last commit made here left in its area. */
    private OptionalLong left = OptionalLong.empty();

    UndoWriter(WritableBytes bytes, UndoLayout layout, UndoSpace space, Undo undo) {
        this.bytes = bytes;
        this.layout = layout;
        this.space = space;
        this.undo = undo;
        this.areas = new UndoArea(bytes.reading(), layout);
    }

    /**
     * A commit whose undo area is pending.
     *
     * @param area that holds what it is about to overwrite
     * @param runs that it is about to write, ascending
     */
    record Prepared(RecoveryRecord area, List<Run> runs) {}

    /**
     * Makes the file as long as it is to be, and writes the undo area; two syncs, and one before them when the area was
     * left by another committer.
     *
     * @throws tdb2.engine.error.StorageException when there is no room; nothing has changed but the file's length
     * @throws RefusedException when the format has no room for an area
     */
    Prepared prepare(WriteSet changes) {
        long end = bytes.storage().size();
        RecoveryRecord place = place(changes, end);
        List<Run> runs = changes.differences(0, GAP, List.of());
        RecoveryRecord area = new RecoveryRecord(place.offset(), place.headerLength(), place.capacity(),
                used(runs, end), end, true);
        if (area.used() > area.capacity()) {
            throw new IllegalStateException("an undo area of %d bytes for %d".formatted(area.capacity(), area.used()));
        }
        bytes.write(area.offset(), layout.stored(area, bytes.order()));
        writeOld(area, changes, runs);
        bytes.storage().sync();
        undo.word(layout.pointerOffset(), area.offset() - layout.base());
        undo.word(layout.magicOffset(area.offset()), layout.magic());
        bytes.storage().sync();
        return new Prepared(area, runs);
    }

    /** The area there is, when it is large enough; else a new one at the end of the file, which the overlay includes. */
    private RecoveryRecord place(WriteSet changes, long end) {
        long used = used(changes.differences(0, GAP, List.of()), end);
        Optional<RecoveryRecord> old = undo.area(changes).filter(area -> area.within(changes.size()));
        if (old.isPresent() && used <= old.get().capacity() && old.get().offset() < end) {
            bytes.storage().extend(changes.size());
            requireSettled(old.get());
            return old.get();
        }
        WriteSet moved = new WriteSet(changes);
        old.filter(area -> area.capacity() > 0).ifPresent(area -> space.free(moved, area));
        long start = moved.size();
        int header = layout.stored(new RecoveryRecord(start, 0, 0, 0, end, true), bytes.order()).length;
        long newEnd = layout.endOf(start, used + SLACK);
        if (newEnd < start + header + used + SLACK) {
            throw new RefusedException(
                    new Fault(bytes.name(), start, "room for an undo area of %d bytes".formatted(used),
                            "a file as large as its format allows", "commit in smaller parts, or convert the file"));
        }
        moved.extend(newEnd);
        bytes.storage().extend(newEnd);
        changes.unlimited();
        changes.absorb(moved);
        return new RecoveryRecord(start, header, newEnd - start - header, 0, end, false);
    }

    /** Makes sure that the disk knows of nothing pending; the caller keeps all committers out. */
    void settle() {
        undo.area().filter(area -> area.capacity() > 0).ifPresent(area -> {
            requireSettled(area);
            left = OptionalLong.of(areas.sum(area));
        });
    }

    /**
     * Makes sure that the disk knows of nothing pending in an area that is about to be written over. Whoever left it so may
     * have been killed before he brought that to the disk; we ourselves were not.
     */
    private void requireSettled(RecoveryRecord area) {
        if (left.isEmpty() || left.getAsLong() != areas.sum(area)) {
            bytes.storage().sync();
        }
    }

    private long used(List<Run> runs, long end) {
        long used = layout.tailed() ? layout.wordBytes() : 0;
        for (Run run : runs) {
            used += run.offset() < end ? 2L * layout.wordBytes() + oldLength(run, end) : 0;
        }
        return used;
    }

    private static int oldLength(Run run, long end) {
        return (int) Math.min(run.length(), end - run.offset());
    }

    private void writeOld(RecoveryRecord area, WriteSet changes, List<Run> runs) {
        long at = area.offset() + area.headerLength();
        for (Run run : runs) {
            if (run.offset() < area.fileEnd()) {
                int length = oldLength(run, area.fileEnd());
                bytes.write(at, words(run.offset() - layout.base(), length));
                bytes.write(at + 2L * layout.wordBytes(), changes.before(new Run(run.offset(), length)));
                at += 2L * layout.wordBytes() + length;
            }
        }
        if (layout.tailed()) {
            undo.word(at, area.length());
        }
    }

    private byte[] words(long first, long second) {
        ByteBuffer words = ByteBuffer.allocate(2 * layout.wordBytes()).order(bytes.order());
        if (layout.wordBytes() == 4) {
            words.putInt((int) first).putInt((int) second);
        } else {
            words.putLong(first).putLong(second);
        }
        return words.array();
    }

    /** Writes what the transaction changes; two syncs. */
    void apply(Prepared commit, WriteSet changes) {
        commit.runs.forEach(run -> copy(run, changes));
        bytes.storage().sync();
        bytes.storage().touch(); // stores into a mapping move it late; programs look at it
        undo.settle(commit.area);
        left = OptionalLong.of(areas.sum(commit.area));
    }

    private void copy(Run run, WriteSet changes) {
        for (int done = 0; done < run.length(); done += BLOCK) {
            int length = Math.min(BLOCK, run.length() - done);
            bytes.write(run.offset() + done, changes.bytes(run.offset() + done, length));
        }
    }
}
