package tdb2.engine.event;

/**
 * Something that a writer has just done to the structure of a file: to its hash tree or to its free space. All offsets are
 * bytes from the start of the file, all lengths bytes. Immutable.
 */
public sealed interface StructureEvent {

    /** Offset of what it is about. */
    long at();

    /**
     * A sub-table or a chain record stands complete, and nothing leads to it yet (spec tdb2-native, "Explosion").
     *
     * @param at its record
     * @param slots how many it has
     * @param records how many entries it begins with
     * @param chain whether it is a chain record
     */
    record TableBuilt(long at, int slots, int records, boolean chain) implements StructureEvent {}

    /**
     * One store of a pointer lets a new table appear.
     *
     * @param at the slot, or the link, that was stored
     * @param table what it leads to
     */
    record TableLinked(long at, long table) implements StructureEvent {}

    /**
     * A full group has exploded: one bucket of it has moved down.
     *
     * @param at the group
     * @param bucket its number, 0 to 7
     * @param moved entries that moved
     * @param table where they are now
     * @param used hash bits that lead to the group
     */
    record Exploded(long at, int bucket, int moved, long table, int used) implements StructureEvent {}

    /**
     * Nine tables of one group have become one large table.
     *
     * @param at the large table
     * @param old the table whose eight children were fused with it
     */
    record Fused(long at, long old) implements StructureEvent {}

    /**
     * A record was given room.
     *
     * @param at its header
     * @param length with its header
     * @param from the free record that it was cut from, or that it took as a whole
     * @param rest what is left of that; 0 when it was taken as a whole
     */
    record RoomTaken(long at, long length, long from, long rest) implements StructureEvent {}

    /**
     * A record's room was taken back: it is free, though it may be on no list yet.
     *
     * @param at its header
     * @param length with its header
     */
    record RoomFreed(long at, long length) implements StructureEvent {}

    /**
     * A free record was joined with what is free to the right of it.
     *
     * @param at the free record
     * @param before its length until now
     * @param length now
     */
    record Joined(long at, long before, long length) implements StructureEvent {}

    /**
     * The file has grown.
     *
     * @param at where it ended
     * @param end where it ends now
     * @param zone whether a new zone begins there
     */
    record Grown(long at, long end, boolean zone) implements StructureEvent {}
}
