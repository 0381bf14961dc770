package tdb2.engine.space;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import tdb2.engine.format.NewRecord;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.format.RecordWords;

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

    private final Pools pools;
    private final SpaceCounters counters;
    private final boolean keeps;
    private final AtomicReference<Room> freed = new AtomicReference<>();
    private final AtomicReference<Room> piece = new AtomicReference<>();

    /** A free record on no list, and the layout of the file that it is part of. */
    private record Room(Pool pool, long offset, long length, long layout) {

        long rest(NewRecord record) {
            return length - record.wanted(pool.words());
        }

        RecordWords words() {
            return pool.words();
        }
    }

    /**
     * @param keeps whether anything is kept: not where no word tells layouts apart, nor where locks cost nothing
     */
    Reserve(Pools pools, SpaceCounters counters, boolean keeps) {
        this.pools = pools;
        this.counters = counters;
        this.keeps = keeps;
    }

    /** Whether a record is of those that are cut from a piece: no table, and small; {@code wanted} bytes in all. */
    boolean serves(NewRecord record, long wanted) {
        return keeps && record.keyLength() > 0 && wanted <= MOST / PART;
    }

    /**
     * Makes room for a record of what is kept.
     *
     * @param displaced gets what need not be kept any more
     * @return empty when nothing fits
     */
    Optional<RecordHeader> take(NewRecord record, Unlisted displaced) {
        if (!keeps || record.keyLength() == 0) {
            return Optional.empty();
        }
        Optional<RecordHeader> found = takeFreed(record);
        return found.isPresent() ? found : cut(record, displaced);
    }

    private Optional<RecordHeader> takeFreed(NewRecord record) {
        Room room = freed.get();
        long rest = room == null ? -1 : room.rest(record);
        return rest >= 0 && rest < room.words().smallest() && freed.compareAndSet(room, null) && stands(room)
                ? Optional.of(use(room, record))
                : Optional.empty();
    }

    private Optional<RecordHeader> cut(NewRecord record, Unlisted displaced) {
        Room room = piece.get();
        long rest = room == null ? -1 : room.rest(record);
        if (rest < 0 || !piece.compareAndSet(room, null) || !stands(room)) {
            return Optional.empty();
        }
        if (rest < room.words().smallest()) {
            return Optional.of(use(room, record));
        }
        long wanted = room.length - rest;
        room.words().writeUsed(room.pool.bytes(), room.offset + rest, record, wanted);
        room.words().resize(room.pool.bytes(), room.offset, rest);
        keep(piece, new Room(room.pool, room.offset, rest, room.layout), displaced);
        return Optional
                .of(counters.taken(room.words().header(record, room.offset + rest, wanted), room.offset, rest));
    }

    private RecordHeader use(Room room, NewRecord record) {
        room.words().use(room.pool.bytes(), room.offset, record, room.length);
        counters.exact.increment();
        return counters.taken(room.words().header(record, room.offset, room.length), room.offset, 0);
    }

    /** Whether a room is still what it was when it was kept. */
    private boolean stands(Room room) {
        return room.layout == pools.layout() && room.words().isUnlisted(room.pool.bytes().reading(), room.offset)
                && room.words().freeLength(room.pool.bytes().reading(), room.offset) == room.length;
    }

    /**
     * Keeps a free record that was just taken back.
     *
     * @param displaced gets what was kept before, or the record itself when it is too long
     */
    void keepFreed(Pool pool, long offset, long length, Unlisted displaced) {
        if (keeps) {
            keep(freed, new Room(pool, offset, length, pools.layout()), displaced);
        } else {
            displaced.add(pool, offset);
        }
    }

    /** Keeps a free record to cut from; the same otherwise. */
    void keepPiece(Pool pool, long offset, long length, Unlisted displaced) {
        keep(piece, new Room(pool, offset, length, pools.layout()), displaced);
    }

    private void keep(AtomicReference<Room> place, Room room, Unlisted displaced) {
        Room out = room.length <= MOST ? place.getAndSet(room) : room;
        if (out != null && stands(out)) {
            displaced.add(out.pool, out.offset);
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
            displaced.add(room.pool, room.offset);
        }
    }

    /** Whether nothing is kept. */
    boolean isEmpty() {
        return freed.get() == null && piece.get() == null;
    }
}
