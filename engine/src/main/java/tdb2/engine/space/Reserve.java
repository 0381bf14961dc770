package tdb2.engine.space;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import tdb2.engine.format.NativeWords;
import tdb2.engine.format.NewRecord;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.format.WritableBytes;
import tdb2.engine.format.ZoneHeader;

/**
 * Room that one open file keeps for itself, so that most of its stores take the lock of no free list: what was freed last,
 * for a record of that size, and a piece of free space from whose end records are cut. In the file both are free records
 * on no list. Safe for several threads.
 *
 * <p>
 * Nobody else touches a free record that is on no list, but for who is alone with the file and makes all of it free at
 * once. He changes the word that tells layouts apart, and what was kept before is worth nothing then. So every use of the
 * reserve is made by somebody who holds the lock of a partition, which keeps him out. What a killed process kept is
 * leaked.
 */
final class Reserve {

    /** Longest room that is kept, bytes: what a killed process leaks twice at most. */
    static final long MOST = 4096;
    /** A record longer than this part of it is none to be cut from a piece. */
    private static final int PART = 4;
    private static final long SMALLEST = 32;

    private final WritableBytes bytes;
    private final ZoneWords words;
    private final SpaceCounters counters;
    private final boolean keeps;
    private final AtomicReference<Room> freed = new AtomicReference<>();
    private final AtomicReference<Room> piece = new AtomicReference<>();

    /** A free record on no list, and the layout of the file that it is part of. */
    private record Room(ZoneHeader zone, long offset, long length, long layout) {}

    /**
     * @param keeps whether anything is kept: not where the word is missing, nor where locks cost nothing
     */
    Reserve(WritableBytes bytes, ZoneWords words, SpaceCounters counters, boolean keeps) {
        this.bytes = bytes;
        this.words = words;
        this.counters = counters;
        this.keeps = keeps;
    }

    /** Whether a record is of those that are cut from a piece: no table, and small. */
    boolean serves(NewRecord record) {
        return keeps && record.keyLength() > 0 && record.wanted() <= MOST / PART;
    }

    /**
     * Makes room for a record of what is kept.
     *
     * @param displaced gets what need not be kept any more
     * @return empty when nothing fits
     */
    Optional<RecordHeader> take(NewRecord record, Unlisted displaced) {
        return keeps && record.keyLength() > 0
                ? takeFreed(record).or(() -> cut(record, displaced))
                : Optional.empty();
    }

    private Optional<RecordHeader> takeFreed(NewRecord record) {
        Room room = freed.get();
        long rest = room == null ? -1 : room.length - record.wanted();
        return rest >= 0 && rest < SMALLEST && freed.compareAndSet(room, null) && stands(room)
                ? Optional.of(use(room, record))
                : Optional.empty();
    }

    private Optional<RecordHeader> cut(NewRecord record, Unlisted displaced) {
        Room room = piece.get();
        long rest = room == null ? -1 : room.length - record.wanted();
        if (rest < 0 || !piece.compareAndSet(room, null) || !stands(room)) {
            return Optional.empty();
        }
        if (rest < SMALLEST) {
            return Optional.of(use(room, record));
        }
        NativeWords.writeUsed(bytes, room.offset + rest, record, record.wanted(), room.zone.bits());
        NativeWords.resize(bytes, room.offset, rest);
        keep(piece, new Room(room.zone, room.offset, rest, room.layout), displaced);
        return Optional.of(RoomSearch.header(record, room.offset + rest, record.wanted()));
    }

    private RecordHeader use(Room room, NewRecord record) {
        NativeWords.use(bytes, room.offset, record, room.length, room.zone.bits());
        counters.exact.increment();
        return RoomSearch.header(record, room.offset, room.length);
    }

    /** Whether a room is still what it was when it was kept. */
    private boolean stands(Room room) {
        return room.layout == words.layout() && NativeWords.isUnlisted(bytes.reading(), room.offset, room.zone.bits())
                && NativeWords.freeLength(bytes.reading(), room.offset) == room.length;
    }

    /**
     * Keeps a free record that was just taken back.
     *
     * @param displaced gets what was kept before, or the record itself when it is too long
     */
    void keepFreed(ZoneHeader zone, long offset, long length, Unlisted displaced) {
        keep(freed, new Room(zone, offset, length, words.layout()), displaced);
    }

    /** Keeps a free record to cut from; the same otherwise. */
    void keepPiece(ZoneHeader zone, long offset, long length, Unlisted displaced) {
        keep(piece, new Room(zone, offset, length, words.layout()), displaced);
    }

    private void keep(AtomicReference<Room> place, Room room, Unlisted displaced) {
        Room out = keeps && room.length <= MOST ? place.getAndSet(room) : room;
        if (out != null && stands(out)) {
            displaced.add(out.zone, out.offset);
        }
    }

    /** Gives up all that is kept. */
    void giveUp(Unlisted displaced) {
        giveUp(freed, displaced);
        giveUp(piece, displaced);
    }

    private void giveUp(AtomicReference<Room> place, Unlisted displaced) {
        Room room = place.getAndSet(null);
        if (room != null && stands(room)) {
            displaced.add(room.zone, room.offset);
        }
    }

    /** Whether nothing is kept. */
    boolean isEmpty() {
        return freed.get() == null && piece.get() == null;
    }
}
