package tdb2.engine.transaction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.zip.CRC32C;
import tdb2.engine.error.Fault;
import tdb2.engine.format.Field;
import tdb2.engine.format.RecoveryRecord;
import tdb2.engine.storage.Bytes;
import tdb2.engine.storage.OverlayStorage;
import tdb2.engine.transaction.RecoveryState.Change;
import tdb2.engine.transaction.RecoveryState.Holds;
import tdb2.engine.transaction.RecoveryState.Part;
import tdb2.engine.transaction.RecoveryState.Status;

/**
 * The undo area of TDB1, TDB2 of 2012 and NTDB (spec c-formats, sections 1 and 2): the bytes a transaction was about to
 * overwrite, written and synced before it began to.
 *
 * <pre>
 *  +--------+--------+--------+-----------+--------+--------+-----------+---
 *  | header | offset | length | old bytes | offset | length | old bytes | ...
 *  +--------+--------+--------+-----------+--------+--------+-----------+---
 *           |&lt;----------------------- used bytes -----------------------&gt;|
 * </pre>
 *
 * An entry begins only where more than two words are left, so that the tailer of TDB1 is none. Safe for several
 * threads.
 */
public final class UndoArea implements Recovery {

    /** Changes a state lists at most. */
    private static final int LISTED = 100_000;
    private static final int BLOCK = 1 << 20;
    /** How often an area is looked at again that a living process writes over meanwhile. */
    private static final int LOOKS = 50;
    private static final byte FILL = 'C';
    private static final String ADVICE = "the file cannot be put right by this area alone; run check on a copy";

    private final Bytes bytes;
    private final UndoLayout layout;

    public UndoArea(Bytes bytes, UndoLayout layout) {
        this.bytes = bytes;
        this.layout = layout;
    }

    /** Receives the entries of the area, in order. */
    @FunctionalInterface
    private interface EntryVisitor {

        /**
         * @param target offset in the file of the bytes to be put back
         * @param source offset in the file of the old bytes
         * @param length number of them
         */
        void entry(long target, long source, long length);
    }

    @Override
    public RecoveryState state() {
        for (int i = 0; i < LOOKS; i++) {
            Optional<RecoveryRecord> pending = pending();
            long before = pending.map(this::sum).orElse(0L);
            RecoveryState state = stateNow();
            if (isStill(pending, before)) {
                return state;
            }
        }
        return new RecoveryState(Status.SETTLED,
                "transactions are being committed without a pause: nothing is to be undone",
                List.of(), List.of());
    }

    private RecoveryState stateNow() {
        long area = layout.area(bytes);
        if (area == 0) {
            return new RecoveryState(Status.NONE, "no transaction has been committed yet", List.of(), List.of());
        }
        Optional<RecoveryRecord> header = layout.header(bytes, area);
        if (header.isEmpty()) {
            Fault fault = fault(layout.pointerOffset(), "an undo area at offset " + area, "something else");
            return new RecoveryState(Status.SETTLED, "the header names an undo area that is none; nothing is undone",
                    List.of(), List.of(fault));
        }
        return state(header.get());
    }

    private Optional<RecoveryRecord> pending() {
        long at = layout.area(bytes);
        return at == 0 ? Optional.empty() : layout.header(bytes, at).filter(RecoveryRecord::pending);
    }

    /** Whether what is pending, or that nothing is, has been so since it was looked at. */
    private boolean isStill(Optional<RecoveryRecord> area, long sum) {
        return pending().equals(area) && area.map(this::sum).orElse(0L) == sum;
    }

    /** A checksum of an area and where it is, as it is now. */
    long sum(RecoveryRecord area) {
        CRC32C sum = new CRC32C();
        long length = area.headerLength() + Math.clamp(area.used(), 0, area.capacity());
        long end = Math.min(bytes.size(), area.offset() + length);
        for (long at = area.offset(); at < end; at += BLOCK) {
            sum.update(bytes.bytes(at, (int) Math.min(BLOCK, end - at)));
        }
        return area.offset() ^ sum.getValue() << Integer.SIZE;
    }

    private RecoveryState state(RecoveryRecord area) {
        List<Change> changes = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        long[] count = new long[2];
        Comparing comparing = new Comparing(bytes);
        entries(area, (target, source, length) -> {
            count[0]++;
            count[1] += length;
            if (changes.size() < LISTED) {
                changes.add(new Change(target, length,
                        comparing.holds(target, source, length, Holds.OLD, Holds.NEW)));
            }
        }, faults);
        List<Field> fields = layout.fields(bytes, area.offset());
        String what = "%d ranges with %d bytes".formatted(count[0], count[1]);
        if (area.pending()) {
            Part part = new Part("recovery area", area.offset(), area.length(), "pending", fields, changes);
            String undo = tailIsMissing(area)
                    ? "a crash came before a transaction wrote anything: nothing is to be put back"
                    : "a crash left a transaction half done: the next writable open puts back " + what;
            return new RecoveryState(Status.PENDING, undo, List.of(part), faults);
        }
        String state = area.used() == 0 ? "empty" : "not pending; left over from the last transaction: " + what;
        Part part = new Part("recovery area", area.offset(), area.length(), state, fields, changes);
        // leftovers are nobody's any more: what is wrong with them is no damage, but their room is part of the file
        List<Fault> cut = area.within(bytes.size()) ? List.of() : List.of(cutOff(area));
        return new RecoveryState(Status.SETTLED, "nothing is to be undone", List.of(part), cut);
    }

    /**
     * {@inheritDoc} An area has no checksum, and a living process may have settled it and begun to write over it: it is
     * compared with itself.
     */
    @Override
    public Optional<OverlayStorage> preview() {
        for (int i = 0; i < LOOKS; i++) {
            Optional<RecoveryRecord> pending = pending();
            if (pending.isEmpty()) {
                return Optional.empty();
            }
            long before = sum(pending.get());
            OverlayStorage undone = undone(pending.get());
            if (isStill(pending, before)) {
                return Optional.of(undone);
            }
        }
        return Optional.empty();
    }

    /**
     * Gives all old bytes with the offsets where they are to be put back, in order.
     *
     * @return what is damaged in the area: nothing of that is given
     */
    List<Fault> putBack(RecoveryRecord area, BiConsumer<Long, byte[]> into) {
        List<Fault> faults = new ArrayList<>();
        if (!tailIsMissing(area)) {
            entries(area, (target, source, length) -> copy(into, target, source, length), faults);
        }
        return faults;
    }

    /** Whether the area goes with the transaction: it was made behind the end of the file for it. */
    static boolean goesToo(RecoveryRecord area) {
        return Long.compareUnsigned(area.fileEnd(), area.offset()) <= 0;
    }

    /** The file as the C libraries' recovery leaves it: never cut back. */
    private OverlayStorage undone(RecoveryRecord area) {
        OverlayStorage overlay = new OverlayStorage(bytes.storage());
        putBack(area, overlay::patch);
        if (goesToo(area)) {
            overlay.patch(layout.pointerOffset(), new byte[layout.wordBytes()]);
        }
        overlay.patch(layout.magicOffset(area.offset()), new byte[layout.wordBytes()]);
        return overlay;
    }

    /**
     * Whether putting back the last old bytes would do harm: they were never written, and all others are in the file as
     * they are here, so that the transaction had not begun to write.
     */
    private boolean tailIsMissing(RecoveryRecord area) {
        int tail = layout.unwrittenTail();
        long end = area.offset() + area.headerLength() + area.used();
        if (tail == 0 || area.used() < tail || area.used() > area.capacity()
                || !isFill(bytes.bytes(end - tail, tail))) {
            return false;
        }
        boolean[] begun = new boolean[1];
        entries(area, (target, source, length) -> {
            long written = Math.min(length, end - tail - source);
            begun[0] |= !same(target, source, written);
        }, new ArrayList<>());
        return !begun[0];
    }

    /** Whether bytes are those a file grows by. */
    static boolean isFill(byte[] there) {
        byte first = there[0];
        for (byte b : there) {
            if (b != first) {
                return false;
            }
        }
        return first == 0 || first == FILL;
    }

    private boolean same(long one, long other, long length) {
        for (long done = 0; done < length; done += BLOCK) {
            int block = (int) Math.min(BLOCK, length - done);
            if (!Arrays.equals(bytes.bytes(one + done, block), bytes.bytes(other + done, block))) {
                return false;
            }
        }
        return true;
    }

    private void copy(BiConsumer<Long, byte[]> into, long target, long source, long length) {
        for (long done = 0; done < length; done += BLOCK) {
            int block = (int) Math.min(BLOCK, length - done);
            into.accept(target + done, bytes.bytes(source + done, block));
        }
    }

    /** Passes every sound entry; stops at one whose length cannot be. */
    private void entries(RecoveryRecord area, EntryVisitor visitor, List<Fault> faults) {
        long words = 2L * layout.wordBytes();
        long start = area.offset() + area.headerLength();
        long room = Math.min(area.capacity(), bytes.size() - start);
        if (area.used() < 0 || area.used() > room) {
            faults.add(fault(area.offset(), "at most %d bytes used of the area".formatted(room),
                    Long.toUnsignedString(area.used())));
        }
        long used = area.used() < 0 ? room : Math.min(area.used(), room);
        long end = start + used;
        long at = start;
        while (end - at > words) {
            long target = layout.base() + word(at);
            long length = word(at + layout.wordBytes());
            if (length < 0 || length > end - at - words) {
                faults.add(fault(at, "an entry within the area", "one of %s bytes"
                        .formatted(Long.toUnsignedString(length))));
                return;
            }
            if (bytes.contains(target, length)) {
                visitor.entry(target, at + words, length);
            } else {
                faults.add(fault(at, "old bytes of this file", "%d bytes at offset %d".formatted(length, target)));
            }
            at += words + length;
        }
    }

    private long word(long offset) {
        return layout.wordBytes() == 4 ? bytes.u32(offset) : bytes.u64(offset);
    }

    private Fault cutOff(RecoveryRecord area) {
        return new Fault(bytes.name(), area.offset(), "%s bytes of recovery area in the file".formatted(
                Long.toUnsignedString(area.length())),
                "a file that ends %d bytes behind its beginning".formatted(
                        bytes.size() - area.offset()),
                "the file was cut off, and what stood behind is not in it; get it from a backup, or repair to go on "
                        + "with what is left");
    }

    private Fault fault(long offset, String expected, String found) {
        return new Fault(bytes.name(), offset, expected, found, ADVICE);
    }
}
