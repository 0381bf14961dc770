package tdb2.engine.damage;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import tdb2.engine.format.Dialect;

/** What can go wrong with a database file. */
public enum Damage {

    /** The first 512 bytes are zero. */
    HEADER_ZEROED("the first 512 bytes are zero", HeaderDamage::zeroed),
    /** The bytes by which a database is known are others. */
    MAGIC_FOOD("the first four bytes are others", HeaderDamage::magicFood),
    /** The version is another. */
    VERSION("the version word is another", HeaderDamage::version),
    /** One bit of the header is another. */
    HEADER_BIT("one bit of the header is another", HeaderDamage::bit),

    /** The top level of the index is zero. */
    INDEX_ZEROED("all of the index's first level is zero", IndexDamage::zeroed),
    /** A part of the top level of the index is zero. */
    INDEX_PARTLY_ZEROED("a quarter of the index's first level is zero", IndexDamage::partlyZeroed),
    /** One slot that led to something is zero. */
    SLOT_ZEROED("a slot of the index is zero", IndexDamage::slotZeroed, healthy -> !healthy.slots().isEmpty()),
    /** One slot leads to another record or table, so that there are two ways to it, or a loop. */
    LOOP("a pointer of the index leads back", IndexDamage::loop, healthy -> healthy.slots().size() > 1),
    /** One slot leads behind the end of the file. */
    POINTER_BEYOND_END("a pointer of the index leads behind the end", IndexDamage::beyondEnd,
            healthy -> !healthy.slots().isEmpty()),
    /** One slot leads into the middle of a record. */
    POINTER_INTO_RECORD("a pointer of the index leads into the middle of a record", IndexDamage::intoRecord,
            healthy -> !healthy.slots().isEmpty() && !healthy.records().isEmpty()),
    /** One slot leads into free space. */
    POINTER_INTO_FREE("a pointer of the index leads into free space", IndexDamage::intoFree,
            healthy -> !healthy.slots().isEmpty() && !healthy.free().isEmpty()),

    /** The magic of a record is another. */
    RECORD_MAGIC("the magic of a record is another", RecordDamage::magic, Damage::hasRecords),
    /** A record's length reaches over others. */
    LENGTH_TOO_LARGE("the length of a record is too large", RecordDamage::lengthTooLarge, Damage::hasRecords),
    /** The lengths of key and value have changed places. */
    LENGTHS_SWAPPED("the lengths of a key and its value are swapped", RecordDamage::lengthsSwapped,
            Damage::hasRecords),
    /** One byte of a length is another. */
    LENGTH_BYTE("one byte of a record's lengths is another", RecordDamage::lengthByte, Damage::hasRecords),
    /** A record reaches exactly to the end of the next one. */
    OVERLAP("a record reaches over the next one", RecordDamage::overlap, healthy -> healthy.records().size() > 1),
    /** The key of one record stands in another one as well. */
    DUPLICATE_KEY("two records have the same key", RecordDamage::duplicateKey,
            healthy -> healthy.records().size() > 1),
    /** The word at the end of a block of TDB1 tells another length. */
    TAILER("the tailer of a record is another", RecordDamage::tailer,
            healthy -> healthy.dialect() == Dialect.TDB1 && hasRecords(healthy)),
    /** A byte of a value is another: nothing protects it. */
    VALUE_BYTE("a byte of a value is another", RecordDamage::valueByte, Damage::hasValues),

    /** A free list leads back to one of its records. */
    FREE_LIST_LOOP("a free list has a loop", SpaceDamage::loop, Damage::hasFree),
    /** A free list leads into a used record. */
    FREE_INTO_USED("a free list leads into a used record", SpaceDamage::intoUsed,
            healthy -> hasFree(healthy) && hasRecords(healthy)),
    /** A free record's length is another. */
    FREE_LENGTH("the length of a free record is another", SpaceDamage::length, Damage::hasFree),
    /** The head of a zone or a free table is garbage. */
    AREA_HEADER("a zone header or free table is garbage", SpaceDamage::areaHeader,
            healthy -> !healthy.areas().isEmpty()),
    /** A part of what is kept for recovery is garbage. */
    RECOVERY_TORN("a part of the recovery area or bundles is garbage", SpaceDamage::recoveryTorn,
            healthy -> !healthy.recoveries().isEmpty()),

    /** The file ends early. */
    TRUNCATED("the file is cut off", BlockDamage::truncated),
    /** Bytes were added at the end. */
    GARBAGE_TAIL("garbage is added at the end", BlockDamage::garbageTail),
    /** A block of the disk reads as zeros. */
    ZERO_BLOCK("a block is zero", BlockDamage::zeroBlock),
    /** A block of the disk reads as garbage. */
    GARBAGE_BLOCK("a block is garbage", BlockDamage::garbageBlock),
    /** A block of the disk holds text of another file. */
    FOREIGN_PAGE("a block holds text of another file", BlockDamage::foreignPage),
    /** A block of the disk holds another block of the same file. */
    MISDIRECTED_PAGE("a block holds what belongs into another block", BlockDamage::misdirectedPage,
            healthy -> healthy.size() > 3 * BlockDamage.PAGE),
    /** Only a part is left, within an image of a disk. */
    IMAGE_FRAGMENT("a part of the file within the image of a disk is all there is", BlockDamage::imageFragment),
    /** One bit is another. */
    BIT_FLIP("one bit is another", BlockDamage::bitFlip),
    /** Twenty bytes are others. */
    BYTE_FLIPS("twenty bytes are others", BlockDamage::byteFlips);

    private final String does;
    private final Act act;
    private final Predicate<Healthy> applies;

    /** Does something to an image; answers what was done where. */
    @FunctionalInterface
    interface Act {
        String on(Wound wound);
    }

    Damage(String does, Act act) {
        this(does, act, _ -> true);
    }

    Damage(String does, Act act, Predicate<Healthy> applies) {
        this.does = does;
        this.act = act;
        this.applies = applies;
    }

    /** The name in tests and on the screen: "free-list-loop". */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What it does, for people: "a free list has a loop". */
    public String does() {
        return does;
    }

    /** Whether it can be done to an image. */
    public boolean appliesTo(Healthy healthy) {
        return applies.test(healthy);
    }

    /** The damage of a name. */
    public static Optional<Damage> of(String id) {
        return Arrays.stream(values()).filter(damage -> damage.id().equals(id)).findFirst();
    }

    String inflict(Wound wound) {
        return act.on(wound);
    }

    private static boolean hasRecords(Healthy healthy) {
        return !healthy.records().isEmpty();
    }

    private static boolean hasValues(Healthy healthy) {
        return healthy.records().stream().anyMatch(record -> record.valueLength() > 0);
    }

    private static boolean hasFree(Healthy healthy) {
        return !healthy.free().isEmpty();
    }
}
